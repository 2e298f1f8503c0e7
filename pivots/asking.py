"""What a table is asked to show: it lives in the address, whole. An address without a saved row is a table too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.calendars import of_kind_elsewhere
from dashboards.columns import counted, leading
from dashboards.places import Place
from dashboards.stamps import remembered
from dashboards.state import By, Compare, State, StateForm, read_state
from periods.presets import RANGE
from pivots.axes import PERIODS, Axis, lacks, units_ever, units_of, why_not
from rollups.models import Indicator
from rollups.selectors import Catalogue

FLAGS = ("verified", "grouped", "shaded")
# What the address of a dashboard says, and a table does not ask.
OTHERS: dict[str, Any] = {"by": "", "compare": Compare.YEAR, "status": ""}


@dataclass(frozen=True)
class Pivot:
    """Rows × columns × figures over a range and lens. No columns: one for each figure."""

    state: State
    rows: Axis
    columns: Axis | None
    figures: tuple[Indicator, ...]
    verified: bool = False  # beside each number how much of it is verified
    grouped: bool = False  # columns stand by figure, not by unit or period
    shaded: bool = False  # the more, the darker

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Rows and columns as asked, without the figures."""
        return tuple(one for one in (self.rows, self.columns) if one is not None and one != Axis.INDICATOR)

    @property
    def units(self) -> Axis | None:
        return next((one for one in self.axes if one.is_units), None)

    @property
    def periods(self) -> Axis | None:
        return next((one for one in self.axes if one.is_periods), None)

    @property
    def turned(self) -> "Pivot":
        """Rows and columns exchanged; without columns, the figures stand in the rows."""
        if self.columns is None:
            return replace(self, rows=Axis.INDICATOR, columns=self.rows)
        return replace(self, rows=self.columns, columns=None if self.rows == Axis.INDICATOR else self.rows)

    def query(self) -> str:
        """The address of this table: all choices by name, so that it means the same later."""
        fields: list[tuple[str, str]] = [("rows", self.rows.value)]
        if self.columns is not None:
            fields.append(("columns", self.columns.value))
        fields += [("figures", one.key) for one in self.figures]
        fields += [(name, "on") for name in FLAGS if getattr(self, name)]
        return f"{self.state.query(**OTHERS)}&{urlencode(fields)}"


class AxisSelect(forms.Select):
    """A list in which an axis that the period or the boundaries lack stands with the reason, and cannot be chosen."""

    lacking: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, label: Any, selected: bool, *rest: Any, **attrs: Any) -> Any:
        why = self.lacking.get(str(value))
        words = f"{label} – {why}" if why else label
        option = super().create_option(name, value, words, selected, *rest, **attrs)
        if why and not selected:  # what was refused can be sent again, with another period
            option["attrs"]["disabled"] = True
        return option


class TableForm(forms.Form):
    """Reads the choices beside period and boundaries; what they cannot mean is said beside the field."""

    rows = forms.ChoiceField(label=gettext_lazy("Dòng"), required=False, widget=AxisSelect)
    columns = forms.ChoiceField(label=gettext_lazy("Cột"), required=False, widget=AxisSelect)
    figures = forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ tiêu"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Ở đây không có chỉ tiêu “%(value)s”. Chọn trong danh sách.")},
    )
    verified = forms.BooleanField(label=gettext_lazy("Thêm cột “Đã duyệt”"), required=False)
    grouped = forms.BooleanField(label=gettext_lazy("Gom cột theo chỉ tiêu"), required=False)
    shaded = forms.BooleanField(label=gettext_lazy("Tô màu theo mức"), required=False)

    def __init__(self, data: QueryDict, place: Place, known: Catalogue) -> None:
        super().__init__(data.copy())
        self.place = place
        self.offered = offered(known, place)
        self.usual_figures = leading(known) or self.offered[:1]
        axes = axes_offered(place)
        refused = {"invalid_choice": _("Không có cách chia này ở đây. Chọn trong danh sách.")}
        for name, choices in [("rows", axes), ("columns", [("", _("Không chia")), *axes])]:
            field = self.fields[name]
            field.choices = choices  # type: ignore[attr-defined]
            field.error_messages |= refused
        self.fields["figures"].choices = [(one.key, one.name) for one in self.offered]  # type: ignore[attr-defined]

    def close(self, state: State) -> None:
        """Offer no axis that there is not in the boundaries and range of a state."""
        lacking = {one.value: why for one in units_ever(self.place) if (why := lacks(one, self.place, state))}
        for name in ("rows", "columns"):
            self.fields[name].widget.lacking = lacking

    def show(self, **values: str) -> None:
        """What stands in fields that the address leaves out."""
        for name, value in values.items():
            self.data.setdefault(name, value)  # type: ignore[attr-defined]


def offered(known: Catalogue, place: Place) -> list[Indicator]:
    """The figures of a place; found among a hundred once, not for each page."""
    key = ("figures", place.level == "nation", place.province_key)
    return remembered(place.stamp.settings, key, lambda: _offered(known, place))


def _offered(known: Catalogue, place: Place) -> list[Indicator]:
    """Also those of other provinces' forms: a kept table says of them that they are not asked for here."""
    return [one for one in counted(known, place) if not of_kind_elsewhere(place, one)]


def axes_offered(place: Place) -> list[Any]:
    """The axes of a place, as the list of a select."""
    units = [(one.value, one.label) for one in units_ever(place)]
    periods = [(one.value, one.label) for one in PERIODS]
    own = [(_("Đơn vị"), units)] if units else []
    return [*own, (_("Thời gian"), periods), (Axis.INDICATOR.value, Axis.INDICATOR.label)]


def read_pivot(period: StateForm, form: TableForm, today: date) -> Pivot:
    """The table that an address asks for, the usual one where it does not say; what is refused is in the forms."""
    place = form.place
    until = min(today, place.valid_to or today)
    usual = period.calendar.usual(until, over=place.valid_to is not None)
    state = read_state(period, today, usual, ended=place.valid_to)
    form.close(state)
    form.is_valid()
    data = form.cleaned_data
    rows = Axis(data.get("rows") or usual_rows(place, state))
    columns = Axis(data["columns"]) if data.get("columns") else None
    form.show(rows=rows.value)
    for problem in clashes(rows, columns):
        form.add_error("columns", problem)
    for name, axis in [("rows", rows), ("columns", columns)]:
        if axis is not None and (reason := why_not(axis, place, state)):
            form.add_error(name, reason)
    units = next((one for one in (rows, columns) if one is not None and one.is_units), None)
    keys = data.get("figures") or [one.key for one in form.usual_figures]
    return Pivot(
        state=replace(state, by=By(units.value) if units else ""),
        rows=rows,
        columns=None if columns == Axis.INDICATOR else columns,
        figures=tuple(one for one in form.offered if one.key in keys),
        **{name: bool(data.get(name)) for name in FLAGS},
    )


def usual_rows(place: Place, state: State) -> Axis:
    """Its units; of a commune, which has none, the weeks."""
    units = [one for one in units_of(place, state) if one != Axis.ORIGIN]
    return units[0] if units else Axis.WEEK


def without_stale(query: QueryDict) -> str | None:
    """The address without what a form sends along and nobody reads; nothing where it says nothing twice.

    Forms hold a list of periods beside two days: the days of a period go, and the period of days.
    """
    period, days = query.get("period", ""), [name for name in ("from", "to") if name in query]
    if not (period and days):
        return None
    tidied = query.copy()
    if period.partition("-")[0] != RANGE:
        for name in days:
            del tidied[name]
    elif any(query.get(name) for name in days):
        del tidied["period"]
    else:
        return None
    return f"?{tidied.urlencode()}"


def clashes(rows: Axis, columns: Axis | None) -> Iterable[str]:
    """Why rows and columns cannot stand together."""
    if columns is None:
        return
    if rows == columns:
        yield _("Cột phải khác dòng. Chọn cách chia khác cho cột, hoặc “Không chia”.")
    elif rows.is_units and columns.is_units:
        yield _("Dòng đã là đơn vị: chọn thời gian hoặc chỉ tiêu cho cột.")
    elif rows.is_periods and columns.is_periods:
        yield _("Dòng đã là thời gian: chọn đơn vị hoặc chỉ tiêu cho cột.")
