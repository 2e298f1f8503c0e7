"""Forms of the admin site: rules that need words beside a field."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.forms.names import no_person
from communes.models import LATEST, LEGACY_FROM, Kind, Level, Unit
from rollups.actions import LAST_ORDER

RANGES = (("valid_from", "valid_to"), ("start", "end"))


if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm


class AuditedForm(ModelForm):
    """Says beside each day what the database says of the whole row."""

    # What is typed is seen by all: only an account bears the name of a person, and a unit that of an official list.
    may_name: ClassVar[bool] = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and not self.may_name:
                field.validators.append(no_person)
        if "order" in self.fields:
            # SQLite would take more.
            self.fields["order"].validators.append(MaxValueValidator(LAST_ORDER))
        for vietnamese, english in self._pairs():
            field = self.fields[english]
            field.required = False
            if self.prefix is None and english == "name_en":
                field.help_text = _("Không bắt buộc: bỏ trống thì trang tiếng Anh viết tên tiếng Việt.")
            if self.initial.get(english) and self.initial.get(english) == self.initial.get(vietnamese):
                self.initial[english] = ""  # it goes with the Vietnamese one when that is changed

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for vietnamese, english in self._pairs():
            if vietnamese in self.cleaned_data and not self.cleaned_data.get(english) and english not in self.errors:
                self.cleaned_data[english] = self.cleaned_data[vietnamese]
        self._keep_calendar()
        for first, last in RANGES:
            start, end = self._day(first), self._day(last)
            if start and end and end < start and last in self.fields:
                self.add_error(last, _("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
        return cleaned

    def _keep_calendar(self) -> None:
        """Days with which the calendar can reckon: a year before and after them exists."""
        for name, field in self.fields.items():
            day = self.cleaned_data.get(name)
            if isinstance(field, forms.DateField) and not field.disabled and day and not LEGACY_FROM <= day <= LATEST:
                self.add_error(name, _("Chọn ngày từ năm 2000 đến năm 2099."))

    def _pairs(self) -> list[tuple[str, str]]:
        """What is named in two languages: without the second, the first stands for it."""
        names = [(name, f"{name.removesuffix('_vi')}_en") for name in self.fields if name.endswith("_vi")]
        return [(vietnamese, english) for vietnamese, english in names if english in self.fields]

    def _day(self, name: str) -> Any:
        """A day as typed, or as stored where the form does not show it."""
        return self.cleaned_data.get(name) if name in self.fields else getattr(self.instance, name, None)


CODE_LENGTHS = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}
KINDS = {
    Level.PROVINCE: {Kind.TINH, Kind.THANH_PHO_TW},
    Level.DISTRICT: {Kind.HUYEN, Kind.QUAN, Kind.THI_XA, Kind.THANH_PHO},
    Level.COMMUNE: {Kind.XA, Kind.PHUONG, Kind.THI_TRAN, Kind.DAC_KHU},
}


class UnitForm(AuditedForm):
    """A unit of one level; the admin class that uses the form says which."""

    level: str = ""
    may_name = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.instance.level = self.level
            self.initial["leaf"] = self.level == Level.COMMUNE
        fields: Any = self.fields
        if "kind" in self.fields:
            kinds = KINDS.get(Level(self.instance.level), set())
            fields["kind"].choices = [("", "---------"), *((kind.value, kind.label) for kind in Kind if kind in kinds)]
        if "parent" in self.fields:
            fields["parent"].required = True
            fields["parent"].queryset = Unit.objects.filter(level=Level.PROVINCE, valid_to__isnull=True)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        length = CODE_LENGTHS[Level(self.instance.level)]
        if not (code.isascii() and code.isdigit() and len(code) == length):
            raise forms.ValidationError(_("Mã gồm đúng %(length)s chữ số."), params={"length": length})
        return code

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        code, start, end = (self._day(name) for name in ("code", "valid_from", "valid_to"))
        if code and start and not self.errors:
            others = Unit.objects.filter(code=code).exclude(pk=self.instance.pk)
            met = others.valid_within(start, end or date.max).first()
            if met is not None:
                words = _("Mã này đang dùng cho %(unit)s vào thời gian đó.")
                self.add_error(
                    "code" if "code" in self.fields else None,
                    forms.ValidationError(words, params={"unit": met.described}),
                )
        return cleaned


class DatedForm(AuditedForm):
    """A row that stays as it was stored: afterwards only the last day changes. Two of a kind never overlap."""

    fixed: ClassVar[tuple[str, ...]] = ()
    alone: ClassVar[tuple[str, ...]] = ()
    # Where an overlap is said: the first of these that can be typed.
    beside: ClassVar[tuple[str, ...]] = ()
    overlap: ClassVar[Any] = _("Trùng thời gian với dòng đã có (%(other)s): ghi ngày kết thúc ở đó trước.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fixed:
            if name in self.fields:
                self.fields[name].disabled = self.instance.pk is not None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        start, end = self._day("valid_from"), self._day("valid_to")
        if start and not self.errors and (met := self._met(start, end)):
            beside = self.beside or ("valid_to", *self.alone)
            field = next((name for name in beside if self._is_open(name)), None)
            self.add_error(field, forms.ValidationError(self.overlap, params={"other": self.told(met)}))
        return cleaned

    def told(self, met: Any) -> str:
        """The row that is met, in words."""
        return str(met)

    def _is_open(self, name: str) -> bool:
        return name in self.fields and not self.fields[name].disabled and (name != "valid_to" or bool(self.instance.pk))

    def _met(self, start: date, end: date | None) -> models.Model | None:
        same = {name: self._day(name) for name in self.alone}
        others = self._meta.model._default_manager.filter(**same).exclude(pk=self.instance.pk)
        found: models.Model | None = others.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=start), valid_from__lte=end or date.max
        ).first()
        return found

    def _get_validation_exclusions(self) -> set[str]:
        # Said above in words and beside a field; the database holds it all the same.
        return super()._get_validation_exclusions() | set(self.alone)  # type: ignore[misc,no-any-return]
