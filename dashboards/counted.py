"""Which units the count of those that report leaves out or takes in, so that it need not seem to contradict another."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dashboards.members import DISTRICTS, Member, family
from dashboards.places import Place
from dashboards.state import Lens, State
from dashboards.wording import lowered
from rollups.models import SCALE
from rollups.numbers import grouped

FEW = 6  # names in a line


def counted_note(place: Place, state: State, *, stock: bool = False) -> str:
    """Say "Số đơn vị: không tính đặc khu Trường Sa (không có Công an cấp xã)." Nothing, where every commune reports."""
    if place.level == "commune" or state.ahead:
        return ""
    found = _units(place, state)
    without = [one.name for one in found if not one.station]
    whole = [one.name for one in found if one.station and one.kind in DISTRICTS]
    said = []
    if ended := _ended(place, state):
        words = _("không tính %(count)s đơn vị đã kết thúc trước cuối kỳ (số liệu vẫn cộng vào tổng số)")
        if stock:
            words = _("không tính %(count)s đơn vị đã kết thúc trước cuối kỳ")
        said.append(words % {"count": grouped(ended * SCALE)})
    if without:
        said.append(_("không tính %(names)s (không có Công an cấp xã)") % {"names": _names(without)})
    if whole:
        said.append(_("tính cả %(names)s (huyện không chia xã)") % {"names": _names(whole)})
    return _("Số đơn vị: %(said)s.") % {"said": "; ".join(said)} if said else ""


def _ended(place: Place, state: State) -> int:
    """How many of those read with a place as recorded were there no more at the end of the range."""
    if place.level == "nation" or place.lens(state) != Lens.RECORDED or place.valid_to is not None:
        return 0
    return sum(not one.lived_on(state.days.end) for one in family(place, state).listed)


def _units(place: Place, state: State) -> Sequence[Member]:
    """Those below a place that were read with it; of the nation the unusual ones alone."""
    found = family(place, state)
    if place.level == "nation":
        return found.unusual
    recorded = place.lens(state) == Lens.RECORDED
    return [one for one in found.listed if not recorded or one.lived_on(state.days.end)]


def _names(names: Sequence[str]) -> str:
    shown, more = ", ".join(map(lowered, names[:FEW])), len(names) - FEW
    return _("%(names)s và %(more)s đơn vị khác") % {"names": shown, "more": more} if more > 0 else shown
