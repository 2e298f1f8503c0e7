"""How to read what is compared: which period that is, what of it is missing, what the signs say."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.models import REORGANISED_ON
from dashboards.places import Place
from dashboards.reading import Reading
from dashboards.state import Lens, State
from dashboards.statuses import missing_words
from dashboards.tables import Why
from periods.presets import Choice, range_text
from rollups.models import Indicator
from rollups.numbers import is_exact
from rollups.ranges import Days
from rollups.told import cut, ended, is_asked

NAMED = 4  # figures in a note; more would push the numbers off the page


def state_notes(place: Place, state: State, *, lasting: bool, later: bool) -> list[str]:
    """What the range of a page does to its numbers. `later`: its figure is reported when the period is over."""
    found = []
    if place.estimated(state, stock=lasting):
        found.append(rough_note())
    if place.lensed and place.lens(state) == Lens.RECORDED and place.level in {"commune", "area"}:
        found.append(_("Theo địa giới tại thời điểm ghi, chỉ có số liệu từ %(day)s."))
    if state.ahead:
        found.append(_("Kỳ chưa bắt đầu."))
    elif later and state.over:
        found.append(_("Kỳ này không có báo cáo đến hạn: không đơn vị nào phải báo cáo số liệu này."))
    elif later:
        found.append(_("Kỳ chưa kết thúc: số liệu này báo cáo khi hết kỳ, chưa đơn vị nào phải báo cáo."))
    elif state.runs:
        found.append(_("Kỳ chưa kết thúc: số liệu đến hôm nay, so sánh với cùng số ngày đầu kỳ."))
    elif state.cut:
        found.append(_("Kỳ này chỉ có số liệu đến ngày %(last)s: so sánh với cùng số ngày đầu kỳ."))
    days = {"day": place.valid_from, "last": state.last}
    return [one % {name: f"{day:%d/%m/%Y}" for name, day in days.items()} for one in found]


def boundary_notes(place: Place, state: State) -> list[str]:
    """Why the two ways to draw boundaries differ, where there are both."""
    if not (place.lensed and state.touches_past) or place.level == "commune":
        return []
    if place.lens(state) == Lens.RECORDED:
        return [_("Tại thời điểm ghi: số liệu đứng ở đơn vị đã ghi; chỉ đơn vị còn hoạt động cuối kỳ phải báo cáo.")]
    words = _("Địa giới hiện nay: số liệu của đơn vị trước %(day)s tính cho đơn vị kế thừa.")
    return [words % {"day": f"{REORGANISED_ON:%d/%m/%Y}"}]


def due_notes(due: Sequence[Days]) -> list[str]:
    """Which months are owed, where it is not simply the range."""
    if len(due) == 1:
        return []
    words = _("Đã báo cáo là có phiếu trong từng tháng báo cáo đến hạn: %(months)s tháng, %(days)s.")
    return [words % {"months": len(due), "days": range_text(Days(due[0].start, due[-1].end))}]


def period_note(label: str, one: Choice, words: str, place: Place, reading: Reading) -> str:
    """Say "Kỳ trước: Tháng 10/2026, 15/09–14/10/2026; 2/92 đơn vị báo cáo."."""
    days = range_text(one.days)
    parts = [words if days in words else f"{words}, {days}", missing_words(place, reading, one.days)]
    return f"{label}: {'; '.join(part for part in parts if part)}."


def rough_note() -> str:
    """What ≈ means, wherever it stands."""
    words = _(
        "≈ là ước tính: đơn vị cũ bị chia cho nhiều xã, phường thì toàn bộ số liệu trước %(day)s của nó tính cho một "
        "đơn vị kế thừa, các đơn vị còn lại không có phần; tổng của tỉnh vẫn đúng."
    )
    return words % {"day": f"{REORGANISED_ON:%d/%m/%Y}"}


def word_notes(values: Iterable[int | None]) -> list[str]:
    """What the words beside numbers say, where they stand."""
    if all(map(is_exact, values)):
        return []
    return [_("Gần, hơn, nhiều: đơn vị báo cáo như vậy; tổng có cả hai chiều ghi ≈. Không tính tăng, giảm.")]


def asked_notes(indicators: Sequence[Indicator], ranges: Sequence[Days], *, chosen: bool = True) -> list[str]:
    """Which figures nobody was asked for at the beginning of a range, or at its end: there a cell is empty, not 0.

    Where not each was `chosen`, what ended before all ranges is passed over: a list would name it for ever.
    """
    since = _("Chỉ có số liệu từ ngày bắt đầu ghi, trước đó để trống, không phải số 0: %(figures)s.")
    until = _("Chỉ có số liệu đến ngày thôi ghi, sau đó để trống, không phải số 0: %(figures)s.")
    shown = [one for one in indicators if chosen or any(is_asked(one, days) for days in ranges)]
    said = _named(since, cut(indicators, ranges)), _named(until, ended(shown, ranges))
    return [one for one in said if one]


def _named(words: str, figures: Sequence[tuple[Indicator, date]]) -> str:
    """The first few by name, each with its day; nothing, where there are none."""
    found = [f"{one.name} ({day:%d/%m/%Y})" for one, day in figures]
    if not found:
        return ""
    named, more = ", ".join(found[:NAMED]), len(found) - NAMED
    if more > 0:
        others = ngettext("%(count)s chỉ tiêu khác", "%(count)s chỉ tiêu khác", more) % {"count": more}
        named = _("%(figures)s và %(others)s") % {"figures": named, "others": others}
    return words % {"figures": named}


def sign_notes(whys: Collection[Why], *, loose: bool) -> list[str]:
    """What a dash, "mới phát sinh" and a star mean, where they stand."""
    notes = []
    if Why.NO_NOW in whys or Why.NO_BASE in whys:
        notes.append(_("Dấu – là chưa báo cáo, không phải số 0; thiếu một trong hai kỳ thì không so sánh."))
    if Why.NEW in whys:
        notes.append(_("Mới phát sinh: kỳ so sánh bằng 0 nên không có tỷ lệ."))
    if loose:
        notes.append(
            _("* Một trong hai kỳ báo cáo chưa đủ, hoặc đơn vị không có trọn hai kỳ: chênh lệch chỉ để tham khảo.")
        )
    return notes
