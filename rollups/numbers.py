"""Numbers as people here write them: 1.234,5. Whoever prepares many of them calls this; templates use its filters."""

from functools import lru_cache
from typing import Self

from django.utils import translation
from django.utils.translation import gettext as _

from rollups.models import SCALE

MARKS = str.maketrans(",.", ".,")
PERCENT = 100


class Share(int):
    """So many of so many: percent in thousandths, rounded to a tenth, that knows its two numbers (in thousandths).

    It stands where numbers stand, sorts as one and is told as "78/102 (76,5 %)".
    """

    part: int
    whole: int

    def __new__(cls, part: int, whole: int) -> Self:
        tenths = (2 * part * PERCENT * 10 + whole) // (2 * whole)
        found = super().__new__(cls, tenths * SCALE // 10)
        found.part, found.whole = part, whole
        return found

    @property
    def rest(self) -> int:
        return self.whole - self.part


class Points(int):
    """By how many percentage points a share differs from another, in thousandths."""


def of_two(share: Share, *, english: bool) -> str:
    """The two numbers: "78/102"."""
    return f"{in_marks(share.part, 0, english)}/{in_marks(share.whole, 0, english)}"


def percent(value: int, *, english: bool) -> str:
    """A percentage of at most one decimal: "76,5 %"."""
    return f"{in_marks(int(value), 0, english)}\N{NO-BREAK SPACE}%"


def worded(value: int, decimals: int, *, english: bool) -> str:
    """A number, a share with its percentage, or a difference of shares, in words."""
    if isinstance(value, Share):
        return f"{of_two(value, english=english)} ({percent(value, english=english)})"
    if isinstance(value, Points):
        words = _("%(points)s điểm %%") % {"points": in_marks(int(value), 0, english)}
        return words.replace(" ", "\N{NO-BREAK SPACE}")
    return in_marks(value, decimals, english)


def grouped(thousandths: int, decimals: int = 0) -> str:
    """Format thousandths in the marks of the current language: `decimals` places, or with 0 as many as it needs."""
    return in_marks(thousandths, decimals, english())


def english() -> bool:
    """Whether the marks are English ones; asked once by whoever formats many numbers."""
    return translation.get_language() == "en"


@lru_cache(maxsize=20_000)
def in_marks(thousandths: int, decimals: int, english: bool) -> str:
    whole, rest = divmod(abs(thousandths), SCALE)
    if decimals:
        whole, rest = divmod((abs(thousandths) * 10**decimals + SCALE // 2) // SCALE, 10**decimals)
        tail = f".{rest:0{decimals}}"
    else:
        tail = f".{rest:03}".rstrip("0") if rest else ""
    text = f"{whole:,}{tail}"
    if not english:
        text = text.translate(MARKS)
    return f"−{text}" if thousandths < 0 else text
