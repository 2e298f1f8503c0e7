"""Numbers as people here write them: 1.234,5. Whoever prepares many of them calls this; templates use its filters."""

from functools import lru_cache
from typing import Self

from django.utils import translation
from django.utils.translation import gettext as _

from rollups.models import SCALE

MARKS = str.maketrans(",.", ".,")
PERCENT = 100
ROUGHLY = "≈"


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


class Qualified(int):
    """A sum of which so many lines lie below what they say ("gần") and so many above it ("hơn"), in thousandths.

    It stands where numbers stand and is told with the weakest sign of all: "gần 310". It is never nothing, also where
    it has no number: "nhiều" is 0 and more.
    """

    below: int
    above: int
    word: str  # of one line alone, in place of a number

    def __new__(cls, value: int, below: int, above: int, word: str = "") -> Self:
        found = super().__new__(cls, value)
        found.below, found.above, found.word = below, above, word
        return found

    def __bool__(self) -> bool:
        return True

    @property
    def unsaid(self) -> bool:
        """Whether it has no number, but a word in its place."""
        return self == 0 and self.above > 0 and not self.below

    def told(self, number: str) -> str:
        if self.unsaid:
            return self.word or _("nhiều")
        sign = ROUGHLY if self.below and self.above else _("gần") if self.below else _("hơn")
        return f"{sign}\N{NO-BREAK SPACE}{number}"


def signs_of(value: int) -> tuple[int, int]:
    """How many lines of a sum lie below and above what they say."""
    return (value.below, value.above) if isinstance(value, Qualified) else (0, 0)


def is_exact(value: int | None) -> bool:
    """Whether it can be held against another: no sum with a sign, and no share of one."""
    parts = (value.part, value.whole) if isinstance(value, Share) else (value,)
    return not any(isinstance(one, Qualified) for one in parts)


def of_two(share: Share, *, english: bool) -> str:
    """The two numbers: "78/102"."""
    return f"{worded(share.part, 0, english=english)}/{worded(share.whole, 0, english=english)}"


def percent(value: int, *, english: bool) -> str:
    """A percentage of at most one decimal: "76,5 %"."""
    text = f"{in_marks(int(value), 0, english)}\N{NO-BREAK SPACE}%"
    return text if is_exact(value) else f"{ROUGHLY}\N{NO-BREAK SPACE}{text}"


def worded(value: int, decimals: int, *, english: bool) -> str:
    """A number, one with its sign, a share with its percentage, or a difference of shares, in words."""
    if isinstance(value, Qualified):
        return value.told(in_marks(value, decimals, english))
    if isinstance(value, Share):
        return f"{of_two(value, english=english)} ({percent(value, english=english)})"
    if isinstance(value, Points):
        words = _("%(points)s điểm %%") % {"points": in_marks(int(value), 0, english)}
        return words.replace(" ", "\N{NO-BREAK SPACE}")
    return in_marks(value, decimals, english)


def grouped(thousandths: int, decimals: int = 0) -> str:
    """Format thousandths in the marks of the current language: `decimals` places, or with 0 as many as it needs."""
    text = in_marks(thousandths, decimals, english())
    return thousandths.told(text) if isinstance(thousandths, Qualified) else text


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
