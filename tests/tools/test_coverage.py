"""A feature or figure of the articles without a test or a screen is found, and the page says what there is."""

import ast
from pathlib import Path

import pytest

from tools.coverage import PAGE, ROOT, WANTED, Item, Proof, by_id, faults, items, main, marks, page, proofs, titles

LISTED = [Item(one, "Tuần tra", ("patrol_add",)) for one in WANTED]
PROOF = Proof(Path("tests/coverage/test_log.py"), "test_a_patrol", tuple(WANTED))
PROVEN = {one: [PROOF] for one in WANTED}
NAMED, KNOWN = {"patrol_add": "Ghi tuần tra"}, {"patrol_add"}


def test_all_is_well() -> None:
    assert faults(LISTED, PROVEN, NAMED, KNOWN) == []


@pytest.mark.parametrize(
    ("listed", "proven", "known", "words"),
    [
        (LISTED, {one: found for one, found in PROVEN.items() if one != "X07"}, KNOWN, "X07: no test"),
        (LISTED[1:], {one: found for one, found in PROVEN.items() if one != "X01"}, KNOWN, "X01: no row"),
        ([*LISTED, LISTED[4]], PROVEN, KNOWN, "X05: a row too many"),
        ([Item("X01", "Tuần tra", ()), *LISTED[1:]], PROVEN, KNOWN, "X01: no screen"),
        ([Item("X01", "Tuần tra", ("gone",)), *LISTED[1:]], PROVEN, KNOWN, "X01: no such address: gone"),
        (
            [Item("X01", "Tuần tra", ("week",)), *LISTED[1:]], PROVEN, {*KNOWN, "week"}, "X01: no title of week",
        ),
        (LISTED, PROVEN | {"X99": [PROOF]}, KNOWN, "covers X99, which is none"),
    ],
)  # fmt: skip
def test_what_is_missing_is_found(
    listed: list[Item], proven: dict[str, list[Proof]], known: set[str], words: str
) -> None:
    found = faults(listed, proven, NAMED, known)
    assert any(words in one for one in found), found


def test_marks_are_read_from_the_sources() -> None:
    text = "@pytest.mark.covers('X01', 'F002')\n@pytest.mark.django_db\ndef test_a(): ...\ndef test_b(): ...\n"
    told = [marks(node) for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    assert told == [("X01", "F002"), ()]


def test_the_name_of_a_table_stands_for_its_rows() -> None:
    found = by_id([Proof(Path("tests/coverage/test_figures.py"), "test_a_figure", ("figures.csv",))], ROOT)
    assert len(found) == 72
    assert found["F072"][0].name == "test_a_figure"


def test_the_page_names_screens_and_tests() -> None:
    text = page(LISTED[:1], PROVEN, NAMED)
    assert "| X01 | Tuần tra | `patrol_add` Ghi tuần tra | [test_a_patrol](../tests/coverage/test_log.py) |" in text


def test_the_page_of_the_repository_is_up_to_date() -> None:
    text = page(items(ROOT), by_id(proofs(ROOT), ROOT), titles(ROOT))
    assert (ROOT / PAGE).read_text(encoding="utf-8") == text


def test_an_old_page_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / PAGE).write_text("of before", encoding="utf-8")
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    assert main("check", tmp_path) == 1
    assert "run.py coverage" in capsys.readouterr().out
