"""What axe is spared: rows of which every part stands three times before them, and nothing else."""

import pytest

from tests.browser.conftest import Open
from tests.browser.watching import AXE, CONTRAST, RUN, THIN

pytestmark = pytest.mark.browser
ROWS = "".join(f'<li class="plain"><b class="step-{number % 2}">{number}</b></li>' for number in range(20))
ODD = '<li class="plain"><b class="pale" style="color: #eee">seen once, and pale</b></li>'


def test_what_is_made_otherwise_is_looked_at(open_as: Open) -> None:
    page = open_as("")  # one of its own: where a page was before, its policy stays, and refuses the colour
    page.set_content(f"<ul>{ROWS}{ODD}{ROWS}</ul>")
    page.evaluate(THIN)
    assert page.locator("li").all_inner_texts() == ["0", "1", "2", "3", "4", "5", "seen once, and pale"]
    page.evaluate(AXE)
    faults = page.evaluate(RUN, CONTRAST)
    assert [place["target"] for fault in faults for place in fault["nodes"]] == [[".pale"]]
