"""How names stand inside a sentence."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rollups.told import Unasked

# Why nobody is asked for a figure; its name may follow.
UNASKED = {
    Unasked.NOT_YET: _("Kỳ này chưa áp dụng chỉ tiêu"),
    Unasked.ENDED: _("Kỳ này đã thôi áp dụng chỉ tiêu"),
    Unasked.ELSEWHERE: _("Địa bàn này không áp dụng chỉ tiêu"),
}


def words_of(why: Unasked | None) -> str:
    return str(UNASKED[why]) if why is not None else ""


def lowered(text: str) -> str:
    """A name inside a sentence: "tháng 12/2026" in Vietnamese; in English "December 2026" stays as it is."""
    return text[:1].lower() + text[1:] if str(get_language()).startswith("vi") else text
