"""One list of family names stands behind all that looks for people in words."""

import re
from pathlib import Path

import pytest

from campaigns.forms import names
from communes import namesakes
from communes.vietnamese import search_key
from stations import pasting

ROOT = Path(__file__).parents[2]
ROOMS = ("accounts", "antq", "campaigns", "communes", "models_selfmgmt", "returns", "stations", "static", "targets")
COMMONEST = ["bùi", "đặng", "đỗ", "hoàng", "huỳnh", "lê", "ngô", "nguyễn", "phạm", "phan", "trần", "võ", "vũ"]
COMMON = "|".join(spelled for name in COMMONEST for spelled in {name, search_key(name)})
# Four of the commonest one after the other are a list: "bùi|đặng|đỗ|lê", "Trần, Lê, Phạm, Bùi".
LIST = re.compile(rf"(?<!\w)(?:(?:{COMMON})[|, \"']+){{3}}(?:{COMMON})(?!\w)", re.IGNORECASE)


def test_it_is_written_once() -> None:
    assert LIST.search("Nguyễn|Trần|Lê|Phạm")
    assert LIST.search("bui, dang, do, ngo")
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.suffix in {".py", ".js"}]
    assert len(files) > 300
    assert [path.name for path in files if LIST.search(path.read_text("utf-8"))] == []
    assert {"nguyễn", "trần", "lê", "phạm"} <= {*namesakes.FAMILY_NAMES}


@pytest.mark.parametrize("name", namesakes.FAMILY_NAMES)
def test_every_name_is_looked_for_wherever_people_are(name: str) -> None:
    assert names.SENTENCE.search(f"gặp {name} văn hòa")
    assert names.CALLED.search(f"Camera nhà {name.capitalize()} Hòa")
    assert pasting.FULL_NAME.match(f"{name.capitalize()} Văn Hòa")


def test_without_marks_some_are_looked_for() -> None:
    papers = {name for name in namesakes.FAMILY_NAMES if names.IN_PAPERS.search(f"{search_key(name)} van hoa")}
    sentences = {name for name in namesakes.FAMILY_NAMES if re.fullmatch(namesakes.BARE, search_key(name))}
    assert {"nguyễn", "bùi", "giàng"} <= papers
    assert {"nguyễn", "bùi"} <= sentences < papers
    assert "bàn" not in papers  # "ban thi hành án"


def test_the_rarest_begin_names_of_places_too() -> None:
    for name in ("cao", "hứa", "lã"):
        assert name not in namesakes.FAMILY_NAMES
    assert names.SENTENCE.search("gặp hứa văn hòa")
    assert not names.SENTENCE.search("nâng cao văn hóa")
