"""What rows and columns can be, and which of it a place has."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from communes.models import Level
from dashboards.places import Place
from dashboards.state import By, State
from periods.models import Period
from periods.presets import WEEK


class Axis(TextChoices):
    """Units are named as the dashboards name what they break down by, periods by their kind."""

    PROVINCE = By.PROVINCE.value, _("Tỉnh, thành phố")
    COMMUNE = By.COMMUNE.value, _("Xã, phường")
    AREA = By.AREA.value, _("Khu vực")
    DISTRICT = By.DISTRICT.value, _("Huyện")
    ORIGIN = By.ORIGIN.value, _("Đơn vị khi ghi")
    WEEK = WEEK, _("Tuần")
    MONTH = Period.Kind.MONTH.value, _("Tháng báo cáo")
    QUARTER = Period.Kind.QUARTER.value, _("Quý")
    HALF = Period.Kind.HALF.value, _("6 tháng")
    YEAR = Period.Kind.YEAR.value, _("Năm")
    INDICATOR = By.INDICATOR.value, _("Chỉ tiêu")

    @property
    def is_units(self) -> bool:
        return self in UNITS

    @property
    def is_periods(self) -> bool:
        return self in PERIODS

    @property
    def lowered(self) -> str:
        """Its name within a sentence."""
        text = str(self.label)
        return text[:1].lower() + text[1:]


UNITS = (Axis.PROVINCE, Axis.COMMUNE, Axis.AREA, Axis.DISTRICT, Axis.ORIGIN)
PERIODS = (Axis.WEEK, Axis.MONTH, Axis.QUARTER, Axis.HALF, Axis.YEAR)
# The units that a place can be broken down by, in one lens or the other.
UNITS_OF = {
    "nation": (Axis.PROVINCE,),
    Level.PROVINCE.value: (Axis.COMMUNE, Axis.AREA, Axis.DISTRICT),
    Level.DISTRICT.value: (Axis.COMMUNE,),
    "area": (Axis.COMMUNE,),
    Level.COMMUNE.value: (Axis.ORIGIN,),
}


def units_ever(place: Place) -> list[Axis]:
    """The units that a place has in one lens or the other; one that ended has those of its time."""
    return [one for one in UNITS_OF[place.level] if place.lensed or one not in (Axis.AREA, Axis.ORIGIN)]


def units_of(place: Place, state: State) -> list[Axis]:
    """The units that a place has in the lens and range of a state; the first is the usual one."""
    return [Axis(by.value) for by in place.breakdowns(state) if by != By.INDICATOR]


def lacks(axis: Axis, place: Place, state: State) -> str:
    """What a range or lens needs to be broken down so, in as few words as a list has room for; nothing where it can."""
    if axis in units_of(place, state):
        return ""
    if axis == Axis.DISTRICT:
        return str(
            _("chỉ theo địa giới tại thời điểm ghi") if state.touches_past else _("chỉ khi kỳ có ngày trước 01/07/2025")
        )
    if axis == Axis.ORIGIN and not state.touches_past:
        return str(_("chỉ khi kỳ có ngày trước 01/07/2025"))
    return str(_("chỉ theo địa giới hiện nay"))


def why_not(axis: Axis, place: Place, state: State) -> str:
    """Why a place cannot be broken down so here; nothing where it can."""
    if not axis.is_units or axis in units_of(place, state):
        return ""
    if axis == Axis.AREA:
        return str(_("Khu vực chỉ có theo địa giới hiện nay. Chọn huyện, hoặc đổi địa giới."))
    if axis == Axis.DISTRICT:
        return str(_("Huyện chỉ có theo địa giới tại thời điểm ghi, trong kỳ có ngày trước 01/07/2025. Chọn khu vực."))
    if axis == Axis.ORIGIN:
        return str(_("Đơn vị khi ghi chỉ có theo địa giới hiện nay, trong kỳ có ngày trước 01/07/2025."))
    return str(_("Nơi này không chia theo đơn vị như vậy."))
