"""Forms of stations, and of the communes that an area takes in."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from administration.forms import AuditedForm, DatedForm
from communes.models import AreaMembership, Unit


class StationForm(DatedForm):
    alone = ("unit",)


def open_communes(province: Unit) -> QuerySet[Unit]:
    return Unit.objects.filter(province=province, leaf=True, valid_to__isnull=True)


def commune_choices(communes: QuerySet[Unit]) -> Iterator[tuple[int, str]]:
    """Each with the area in which it lies, which it leaves if it is chosen."""
    lines = AreaMembership.objects.filter(unit__in=communes, valid_to__isnull=True).select_related("area")
    lies_in = {line.unit_id: line.area for line in lines}
    for unit in communes:
        area = lies_in.get(unit.pk)
        yield unit.pk, f"{unit.full_name} ({area})" if area else unit.full_name


class CommuneBoxes(forms.CheckboxSelectMultiple):
    option_template_name = "administration/commune_box.html"
    template_name = "administration/commune_boxes.html"


# No id of a table is as long; Python reads no number of thousands of digits.
DIGITS = 19


class NewAreaForm(AuditedForm):
    """A new area with its communes, once its province is known: all are in it from its first day."""

    communes = forms.MultipleChoiceField(label=_("Các xã, phường trong khu vực"), required=False, widget=CommuneBoxes)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces: Any = self.fields["province"]
        value = self["province"].value()
        pk = str(value.pk if isinstance(value, Unit) else value or "")
        province = (
            provinces.queryset.filter(pk=pk).first() if pk.isascii() and pk.isdigit() and len(pk) < DIGITS else None
        )
        field: Any = self.fields["communes"]
        field.choices = list(commune_choices(open_communes(province))) if province else []
        field.help_text = (
            _("Đánh dấu các xã, phường: thuộc khu vực từ ngày đầu của khu vực, và rời khu vực cũ hôm trước.")
            if province
            else _("Chọn tỉnh, thành phố trước; hoặc lưu rồi chọn ở trang kế tiếp.")
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        start, chosen = cleaned.get("valid_from"), cleaned.get("communes", [])
        if not start:
            return cleaned
        late = Unit.objects.filter(pk__in=chosen, valid_from__gt=start)
        held = AreaMembership.objects.filter(unit__in=chosen).exclude(valid_to__lt=start)
        held = held.exclude(valid_to__isnull=True, valid_from__lt=start).select_related("unit", "area")
        said = [gettext("%(unit)s có từ ngày %(day)s.") % {"unit": one, "day": day_of(one)} for one in late]
        words = gettext("%(unit)s đã ở %(area)s từ ngày %(day)s.")
        said += [words % {"unit": one.unit, "area": one.area, "day": day_of(one)} for one in held]
        if said:
            self.add_error("communes", [*said, _("Khu vực bắt đầu sau ngày đó, hoặc bỏ đánh dấu.")])
        return cleaned


def day_of(row: Unit | AreaMembership) -> str:
    return f"{row.valid_from:%d/%m/%Y}"


class AreaMembershipForm(DatedForm):
    """A commune enters an area and leaves the one in which it lies, the day before.

    The admin class gives the choices, read once for all rows.
    """

    fixed = ("unit", "valid_from")
    alone = ("unit",)
    beside = ("valid_to", "valid_from")
    overlap = _("Xã này đã ở %(other)s.")
    communes: ClassVar[Any] = Unit.objects.none()
    choices: ClassVar[list[tuple[Any, str]]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored, field = self.instance.pk is not None, self.fields["unit"]
        # The choices are what is shown, the rows are what is taken.
        field.queryset = Unit.objects.filter(pk=self.instance.unit_id) if stored else self.communes  # type: ignore[attr-defined]
        own = [(self.instance.unit_id, self.instance.unit.full_name)] if stored else self.choices
        field.choices = own  # type: ignore[attr-defined]
        if not stored:
            self.fields["valid_from"].initial = timezone.localdate

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        start, unit = self._day("valid_from"), self._day("unit")
        if start and unit and not self.instance.pk and start < unit.valid_from:
            words = _("%(unit)s có từ ngày %(day)s: chọn ngày đó trở đi.")
            params = {"unit": unit, "day": f"{unit.valid_from:%d/%m/%Y}"}
            self.add_error("valid_from", forms.ValidationError(words, params=params))
        return cleaned

    def _met(self, start: date, end: date | None) -> Any:
        met: Any = super()._met(start, end)
        return None if met is not None and self._leaves(met, start) else met

    def _leaves(self, other: AreaMembership, start: date) -> bool:
        """Whether the commune leaves another area for this one: `enter_area` ends that membership."""
        open_since_before = other.valid_to is None and other.valid_from < start
        return self.instance.pk is None and open_since_before and other.area_id != self.instance.area_id

    def told(self, met: Any) -> str:
        days = {"area": met.area, "first": f"{met.valid_from:%d/%m/%Y}"}
        if met.valid_to is None:
            return gettext("%(area)s từ ngày %(first)s") % days
        days["last"] = f"{met.valid_to:%d/%m/%Y}"
        return gettext("%(area)s từ ngày %(first)s đến hết ngày %(last)s") % days


class AreaMembershipFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The communes of one area: within its days, and none twice at a time."""

    def clean(self) -> None:
        super().clean()
        area: Any = self.instance
        taken: set[Any] = set()
        for form in self.extra_forms:
            chosen = getattr(form, "cleaned_data", {})
            unit, start = chosen.get("unit"), chosen.get("valid_from")
            if unit in taken:
                form.add_error("unit", _("Xã này đã chọn ở dòng trên."))
            taken |= {unit} - {None}
            if start and not area.is_valid_on(start):
                form.add_error("valid_from", _("Khu vực này không có vào ngày đó."))
