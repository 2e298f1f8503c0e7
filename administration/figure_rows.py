"""Rows below a definition that ask for a number each: of a figure that nothing feeds yet, or of a new one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from administration.defined import Figure, NewFigure
from administration.forms import AuditedForm
from communes.models import Level, Unit
from rollups.models import Indicator

USED_UNTIL = _("Đã có phiếu ngày %(day)s: chọn ngày đó trở đi.")


class EndsAfterUse(AuditedForm):
    """A row in use is closed on the day of its last record or later."""

    begins: date | None = None  # where it is added without a day

    def clean_valid_from(self) -> date | None:
        typed: date | None = self.cleaned_data["valid_from"]
        return typed or self.begins

    def last_used(self) -> Any:
        return None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        end, last = self._day("valid_to"), self.last_used() if self.instance.pk else None
        if end and last and end < last:
            self.add_error("valid_to", forms.ValidationError(USED_UNTIL, params={"day": f"{last:%d/%m/%Y}"}))
        return cleaned

    def fix(self, *names: str) -> None:
        for name in names:
            if name in self.fields:
                self.fields[name].disabled = True
                self.fields[name].required = False


class DefinitionForm(EndsAfterUse):
    """A definition of the nation or of one province; what is `chosen_once` is asked of a new one alone."""

    chosen_once: ClassVar[tuple[str, ...]]

    group = forms.ChoiceField(label=_("Nhóm chỉ tiêu"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if "province" in fields:
            fields["province"].queryset = Unit.objects.filter(level=Level.PROVINCE, valid_to__isnull=True)
            fields["province"].empty_label = _("Toàn quốc")
        if self.instance.pk:
            for name in self.chosen_once:
                fields.pop(name, None)
        else:
            fields["group"].choices = [pair for pair in Indicator.Group.choices if pair[0] != Indicator.Group.CONTEXT]


class FigureRowForm(EndsAfterUse):
    """A figure of the catalogue that nothing feeds, or the names of a new one."""

    most: ClassVar[int]  # rows at a time

    figure = forms.ModelChoiceField(
        queryset=Indicator.objects.none(), label=_("chỉ tiêu có sẵn"), required=False, empty_label=_("Lập mới:")
    )
    name_vi = forms.CharField(label=_("tên chỉ tiêu mới"), max_length=120, required=False)
    name_en = forms.CharField(label=_("tên tiếng Anh"), max_length=120, required=False)
    unit_vi = forms.CharField(label=_("đơn vị tính"), max_length=40, required=False)
    unit_en = forms.CharField(label=_("đơn vị tính tiếng Anh"), max_length=40, required=False)
    order = forms.IntegerField(label=_("thứ tự"), min_value=1, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["valid_from"].required = False
        fields["order"].validators.append(MaxValueValidator(self.most))
        if self.instance.pk:
            self.initial["figure"] = self.instance.indicator_id
            fields["figure"].queryset = Indicator.objects.filter(pk=self.instance.indicator_id)
            self.fix("figure", "name_vi", "name_en", "unit_vi", "unit_en", "valid_from")
        else:
            fields["figure"].queryset = self.free(None)

    @classmethod
    def free(cls, owner: Any) -> Any:
        """What a new row may feed; of a definition that is stored also what is its own."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if self.instance.pk or not self.has_changed() or "figure" in self.errors:
            return cleaned
        figure = cleaned.get("figure")
        if figure is None and not cleaned.get("name_vi"):
            self.add_error("figure", _("Chọn chỉ tiêu có sẵn, hoặc ghi tên chỉ tiêu mới."))
        elif figure is None and not cleaned.get("unit_vi") and "unit_vi" not in self.errors:
            self.add_error("unit_vi", _("Ghi đủ tên và đơn vị tính của chỉ tiêu mới."))
        elif figure is not None and cleaned.get("name_vi"):
            self.add_error("name_vi", _("Đã chọn chỉ tiêu có sẵn: bỏ trống tên mới."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # The set of rows says it as they will be; the action and the database hold it all the same.
        return super()._get_validation_exclusions() | {"order", "indicator"}  # type: ignore[misc,no-any-return]

    def counting(self, group: str) -> Figure:
        named: Indicator | None = self.cleaned_data["figure"]
        names = {name: self.cleaned_data[name] for name in ("name_vi", "name_en", "unit_vi", "unit_en")}
        return named or NewFigure(**names, group=group)


@dataclass(frozen=True)
class Placed:
    """A row of the set and its days, as they will be."""

    form: Any
    start: date
    end: date

    @property
    def order(self) -> int | None:
        order: int | None = self.form.instance.order
        return order

    def meets(self, other: "Placed") -> bool:
        return self.start <= other.end and other.start <= self.end


def placed(forms_: Iterable[Any]) -> list[Placed]:
    """Those that are stored or typed."""
    return [
        Placed(form, form.cleaned_data.get("valid_from") or date.min, form.cleaned_data.get("valid_to") or date.max)
        for form in forms_
        if getattr(form, "cleaned_data", None) and (form.instance.pk or form.has_changed())
    ]


def give_places(rows: Sequence[Placed], most: int) -> None:
    """Let rows that come without a place have the next ones that are free in their days."""
    for row in rows:
        if not row.order and not row.form.errors:
            taken = {other.order for other in rows if other.meets(row)}
            row.form.instance.order = next((place for place in range(1, most + 1) if place not in taken), None)


class LaterRowSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows without a day begin with their definition; those that come later, today: nobody was asked before."""

    def first_day(self) -> date:
        return timezone.localdate()

    @cached_property
    def begins(self) -> date | None:
        definition: Any = self.instance
        return self.first_day() if definition.pk else definition.valid_from

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk:
            return
        form.begins = self.begins
        if self.instance.pk and self.begins:
            form.fields["valid_from"].widget.attrs["placeholder"] = f"{self.begins:%d/%m/%Y}"


class FigureRowSet(LaterRowSet):
    """Not too many at a time, each at a place of its own; rows of one figure follow each other."""

    too_many: ClassVar[Any]

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if not form.instance.pk and self.instance.pk:
            form.fields["figure"].queryset = form.free(self.instance)

    def clean(self) -> None:
        super().clean()
        rows = placed(self.forms)
        self._few(rows)
        for place, row in enumerate(rows):
            if row.order and any(row.order == other.order and row.meets(other) for other in rows[:place]):
                row.form.add_error("order", _("Thứ tự này đã có."))
        follow_each_other((row.form for row in rows), "figure")
        self._place(rows)

    def _few(self, rows: list[Placed]) -> None:
        for row in rows:
            asked = [other for other in rows if other.start <= row.start <= other.end]
            if len(asked) > self.most:
                self._refuse(asked[-1])
                return

    def _place(self, rows: list[Placed]) -> None:
        give_places(rows, self.most)
        for row in rows:
            if row.order is None and not row.form.errors:
                self._refuse(row)

    @property
    def most(self) -> int:
        form: Any = self.form
        most: int = form.most
        return most

    def _refuse(self, row: Placed) -> None:
        row.form.add_error("figure", forms.ValidationError(self.too_many, params={"most": self.most}))


def follow_each_other(rows: Iterable[Any], same: str) -> None:
    """Refuse, beside its day, a row that begins before the one of the same thing has ended."""
    found: dict[Any, list[Any]] = {}
    for form in rows:
        if (thing := form.cleaned_data.get(same)) is not None:
            found.setdefault(thing.pk, []).append(form)
    for forms_ in found.values():
        for earlier, later in pairwise(
            sorted(forms_, key=lambda form: form.cleaned_data.get("valid_from") or date.max)
        ):
            end, start = earlier.cleaned_data.get("valid_to"), later.cleaned_data.get("valid_from")
            if end is None:
                earlier.add_error("valid_to", _("Ghi ngày kết thúc trước ngày bắt đầu của dòng kế tiếp."))
            elif start is None or start <= end:
                later.add_error("valid_from", _("Chọn ngày sau khi dòng trước kết thúc."))
