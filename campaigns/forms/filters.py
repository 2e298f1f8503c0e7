"""What a list of records is filtered by: the address of the page holds it all."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.approval import APPROVERS
from campaigns.kinds.registry import of_reader
from campaigns.listing import DELETED, LATE, RECORDED, TODAY, WAITING, Wanted
from communes.models import REORGANISED_ON, Area, ResidentialArea, Unit
from rollups.models import Indicator

USUAL_DAYS = 31
# A select of more units than this is no help; dashboards lead to the list of one unit.
MOST_UNITS = 400

STATES = [
    ("", _("Tất cả")),
    ("provisional", _("Sơ bộ")),
    ("verified", _("Đã duyệt")),
    (LATE, _("Nộp muộn")),
    (DELETED, _("Đã xóa")),
]
LENSES = [(TODAY, _("hiện nay")), (RECORDED, _("tại thời điểm ghi"))]


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Ghi ngày theo mẫu 31/12/2025.")},
        required=False,
    )


class RecordFilter(forms.Form):
    """Read from the address; `unit` and `area` were looked up in the scope of the reader before."""

    kind = forms.ChoiceField(label=_("Loại phiếu"), required=False)
    state = forms.ChoiceField(label=_("Trạng thái"), choices=STATES, required=False)
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    area = forms.CharField(widget=forms.HiddenInput, required=False)
    village = forms.ChoiceField(label=_("Khu dân cư"), required=False)
    lens = forms.ChoiceField(label=_("Địa giới"), choices=LENSES, required=False)
    figure = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=80)

    def __init__(
        self, data: Mapping[str, Any], *, reader: User, unit: Unit | None, area: Area | None, today: date
    ) -> None:
        start, end = today - timedelta(days=USUAL_DAYS - 1), today
        given = {name: value for name in data if (value := data.get(name)) not in (None, "")}
        super().__init__({"from": start.isoformat(), "to": end.isoformat(), **given})
        # `from` is a word of Python, so these two cannot stand above.
        self.fields["from"], self.fields["to"] = day_field(_("Từ ngày")), day_field(_("Đến ngày"))
        self.order_fields(["kind", "unit", "village", "from", "to", "state", "lens", "area", "figure"])
        if reader.has_role(*APPROVERS):
            self.fields["state"].choices = [*STATES[:1], (WAITING, _("Chờ duyệt")), *STATES[1:]]  # type: ignore[attr-defined]
        self.kinds = {spec.key: spec for spec in of_reader(reader)}
        options = [("", str(_("Tất cả"))), *((key, str(spec.name)) for key, spec in self.kinds.items())]
        self.fields["kind"].choices = options  # type: ignore[attr-defined]
        self.chosen_unit, self.chosen_area, self.usual = unit, area, (start, end)
        self.chosen_figure: Indicator | None = None
        communes = Unit.objects.read_by(reader).filter(leaf=True, valid_to__isnull=True).order_by("sort_key")
        units = list(communes[: MOST_UNITS + 1])
        self._offer_units(units)
        self._offer_villages(units)
        if not self._touches_the_past() or not (unit is None or unit.is_open):
            self.fields["lens"].widget = forms.HiddenInput()

    @property
    def wanted(self) -> Wanted:
        values = self.cleaned_data
        return Wanted(
            start=values["from"] or self.usual[0],
            end=values["to"] or self.usual[1],
            unit=self.chosen_unit,
            area=self.chosen_area,
            lens=values["lens"] or TODAY,
            kind=self.kinds.get(values["kind"]),
            state=values["state"],
            village=int(values["village"]) if values["village"] else None,
            figure=self.chosen_figure,
        )

    def clean_figure(self) -> str:
        """A figure that records count; what registers and reported totals say has no records."""
        key = str(self.cleaned_data["figure"])
        if key:
            self.chosen_figure = Indicator.objects.filter(key=key, source=Indicator.Source.LOG).first()
            if self.chosen_figure is None:
                raise forms.ValidationError(_("Không có chỉ tiêu này trong sổ ghi."))
        return key

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        start, end = values.get("from"), values.get("to")
        if start and end and start > end:
            self.add_error("to", _("Ngày cuối phải từ ngày đầu trở đi."))
        return values

    def _touches_the_past(self) -> bool:
        """The boundaries of today and of then differ only before the communes of today began."""
        try:
            start = self.fields["from"].clean(self.data["from"])
        except forms.ValidationError:
            return False
        return start is None or start < REORGANISED_ON

    def _offer_units(self, units: Sequence[Unit]) -> None:
        """Offer the units of today in the scope, unless there is one alone or too many; the chosen one stays."""
        options = [(one.slug, one.full_name) for one in units] if 1 < len(units) <= MOST_UNITS else []
        chosen = self.chosen_unit
        if chosen is not None and chosen.slug not in dict(options):
            options.insert(0, (chosen.slug, chosen.full_name))
        field = self.fields["unit"]
        if not options or (len(units) == 1 and chosen in (None, *units)):
            field.widget = forms.HiddenInput()
        field.choices = [("", str(_("Tất cả"))), *options]  # type: ignore[attr-defined]

    def _offer_villages(self, units: Sequence[Unit]) -> None:
        """Offer the residential areas of the chosen unit, or of the only one in the scope."""
        own = self.chosen_unit or (units[0] if len(units) == 1 else None)
        areas = ResidentialArea.objects.filter(memberships__unit=own).distinct() if own and own.leaf else []
        options = [(str(area.pk), area.name) for area in areas]
        field = self.fields["village"]
        if not options:
            field.widget = forms.HiddenInput()
        field.choices = [("", str(_("Tất cả"))), *options]  # type: ignore[attr-defined]
