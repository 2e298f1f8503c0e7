"""Numbers as people here write them: 1.234,5. Whoever prepares many of them calls this; templates use its filters."""

from functools import lru_cache

from django.utils import translation

from rollups.models import SCALE

MARKS = str.maketrans(",.", ".,")


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
