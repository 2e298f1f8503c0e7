"""The state of a page: which days, by which boundaries, broken down how, compared with what. It lives in the URL."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from communes.models import REORGANISED_ON
from dashboards.tables import Status
from periods.calendar import EARLIEST, LATEST, elapsed, first_days
from periods.presets import RANGE, Calendar, Choice, like_for_like
from rollups.ranges import Days


class Lens(TextChoices):
    TODAY = "today", _("Hiện nay")
    RECORDED = "recorded", _("Tại thời điểm ghi")


class Compare(TextChoices):
    YEAR = "year", _("Cùng kỳ năm trước")
    PREVIOUS = "previous", _("Kỳ trước")


class By(TextChoices):
    PROVINCE = "province", _("Theo tỉnh, thành phố")
    COMMUNE = "commune", _("Theo xã, phường")
    AREA = "area", _("Theo khu vực")
    DISTRICT = "district", _("Theo huyện")
    ORIGIN = "origin", _("Theo đơn vị khi ghi")
    INDICATOR = "indicator", _("Theo chỉ tiêu")
    TREND = "trend", _("Diễn biến từng đơn vị")


class Standing(TextChoices):
    """What a table can be narrowed to: whoever has to be reminded."""

    PARTIAL = Status.PARTIAL.value, _("Báo cáo một phần")
    MISSING = Status.MISSING.value, _("Chưa báo cáo")


class Look(TextChoices):
    """How the cells of a table of units look; or the whole page, for a wall."""

    FIGURES = "figures", _("Số liệu")
    HEAT = "heat", _("Tô màu")
    CHANGE = "change", _("Tăng, giảm")
    PROJECTOR = "projector", _("Trình chiếu")


# What an address leaves out.
USUAL = {"lens": Lens.TODAY, "by": "", "compare": Compare.YEAR, "status": "", "focus": "", "show": Look.FIGURES}


@dataclass(frozen=True)
class State:
    choice: Choice
    calendar: Calendar
    today: date
    ended: date | None = None  # the last day of what the page is about
    lens: Lens = Lens.TODAY
    by: str = ""
    compare: Compare = Compare.YEAR
    status: str = ""
    focus: str = ""  # the indicator that map and bars show
    show: Look = Look.FIGURES
    figure: bool = False  # the page of one indicator: nothing to break down by indicator

    @property
    def days(self) -> Days:
        return self.choice.days

    @property
    def touches_past(self) -> bool:
        """Whether the range holds days of the boundaries before July 2025."""
        return self.days.start < REORGANISED_ON

    @property
    def last(self) -> date:
        """The last day of which there can be numbers."""
        return min(self.today, self.ended or self.today)

    @cached_property
    def before(self) -> Choice:
        return like_for_like(self.choice, self.calendar.before(self.choice), self.last)

    @cached_property
    def last_year(self) -> Choice:
        return like_for_like(self.choice, self.calendar.last_year(self.choice), self.last)

    @property
    def base(self) -> Choice:
        """What the page compares with."""
        return self.before if self.compare == Compare.PREVIOUS else self.last_year

    @property
    def runs(self) -> bool:
        """The period has begun and is not over: its last day is part of it."""
        return self.today == self.last and self.today in self.days

    @property
    def over(self) -> bool:
        return self.days.end < self.today

    @property
    def ahead(self) -> bool:
        """The period has not begun: nobody owes anything yet."""
        return self.days.start > self.today

    @property
    def cut(self) -> bool:
        """Only its first days can have numbers: it runs, or the unit ended in it."""
        return 0 < elapsed(self.days, self.last) < len(self.days)

    @property
    def begun(self) -> Days:
        return first_days(self.days, elapsed(self.days, self.last)) if self.cut else self.days

    @cached_property
    def carried(self) -> str:
        """What a link to another place takes along."""
        return self.query(by="", status="")

    def query(self, **changes: Any) -> str:
        """The address of this state, with changes: always with its days, so that it means the same tomorrow."""
        fields: dict[str, Any] = {}
        choice = changes.get("choice", self.choice)
        if choice.kind == RANGE:
            fields |= {"from": choice.days.start, "to": choice.days.end}
        else:
            fields["period"] = choice.token
        for name, default in USUAL.items():
            value = changes.get(name, getattr(self, name))
            if value and value != default:
                fields[name] = value
        return f"?{urlencode(fields)}"


class StateForm(forms.Form):
    """Reads the state; refuses what names no period or no day."""

    period = forms.CharField(required=False)
    lens = forms.ChoiceField(choices=Lens, required=False)
    compare = forms.ChoiceField(choices=Compare, required=False)
    by = forms.ChoiceField(choices=By, required=False)
    status = forms.ChoiceField(choices=Standing, required=False)
    focus = forms.SlugField(required=False, max_length=80)
    show = forms.ChoiceField(choices=Look, required=False)

    def __init__(self, data: QueryDict, calendar: Calendar) -> None:
        super().__init__(data)
        self.calendar = calendar
        for name, label in [("from", _("Từ ngày")), ("to", _("Đến ngày"))]:
            widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            self.fields[name] = forms.DateField(label=label, required=False, widget=widget)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["choice"] = self._choice(data)
        return data

    @property
    def asks_for_days(self) -> bool:
        """Whether the days are to be given by their fields."""
        return str(self.data.get("period", "")).partition("-")[0] == RANGE

    def _choice(self, data: dict[str, Any]) -> Choice | None:
        token = data.get("period")
        if token and not (self.asks_for_days and self.data.keys() & {"from", "to"}):
            choice = self.calendar.resolve(token)
            if choice is None and token != RANGE:
                self.add_error("period", _("Không có kỳ này. Chọn một kỳ trong danh sách."))
            return choice
        if not (token or self.data.get("from") or self.data.get("to")):
            return None
        return self._range(data, data.get("from"), data.get("to"))

    def _range(self, data: dict[str, Any], start: date | None, end: date | None) -> Choice | None:
        for name in ("from", "to"):
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, _("Chọn ngày."))
            elif name not in self.errors and not EARLIEST <= data[name] <= LATEST:
                self.add_error(name, _("Chọn ngày từ năm 2000 đến năm 2099."))
        if start and end and end < start:
            self.add_error("to", _("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
        return self.calendar.within(Days(start, end)) if start and end and not self.errors else None


def read_state(
    form: StateForm, today: date, usual: Choice, *, ended: date | None = None, figure: bool = False
) -> State:
    """The state that a form asks for, and the usual one where it does not say or is wrong."""
    form.is_valid()
    data = form.cleaned_data
    return State(
        choice=data.get("choice") or usual,
        calendar=form.calendar,
        today=today,
        ended=ended,
        lens=Lens(data.get("lens") or Lens.TODAY),
        by=data.get("by") or "",
        compare=Compare(data.get("compare") or Compare.YEAR),
        status=data.get("status") or "",
        focus=data.get("focus") or "",
        show=Look(data.get("show") or Look.FIGURES),
        figure=figure,
    )
