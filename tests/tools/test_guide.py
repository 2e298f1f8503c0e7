"""The user guide shows pictures that the script takes, and leads to pages that are there."""

import re
from pathlib import Path

import pytest

from tools.screenshots import KEPT, SHOTS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs" / "huong-dan").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_picture_is_taken_and_kept(page: Path) -> None:
    names = {Path(name).stem for name in re.findall(r"\]\((\.\./pictures/[\w-]+\.png)\)", page.read_text("utf-8"))}
    assert names <= KEPT
    assert names <= {shot.name for shot in SHOTS}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_that_it_leads_to_is_there(page: Path) -> None:
    for name in re.findall(r"\]\(([\w-]+\.md)\)", page.read_text("utf-8")):
        assert (page.parent / name).exists(), name


def test_there_is_a_page_a_role() -> None:
    assert {page.stem for page in PAGES} == {"README", "can-bo", "truong-cong-an-xa", "cap-tinh", "quan-tri"}
