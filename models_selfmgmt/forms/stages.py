"""What is said of a model from a day on: where, how much, with whom. One form for adding, changing and correcting."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.forms.choices import Choices
from campaigns.forms.fields import DayField, OneOf
from communes.models import Unit
from models_selfmgmt.changes import Alter, Change, Correct, Open, Resume
from models_selfmgmt.forms.fields import AmountField, EntryForm, VersionForm, past_day, reason_field
from models_selfmgmt.forms.places import StagePlaceForm
from models_selfmgmt.history import Content, content_of, standing_rows
from models_selfmgmt.models import EventKind, Funding, ModelInstance, ModelType, TypeMeasure

NEW, KNOWN = "new", "known"
BEGINNINGS = [(NEW, _("Ra mắt, lắp đặt đúng ngày này")), (KNOWN, _("Có từ trước, ghi từ ngày này"))]
KINDS = [("", _("Thay đổi số liệu")), (EventKind.STRENGTHENED, _("Củng cố")), (EventKind.REPLICATED, _("Nhân rộng"))]


class StageForm(StagePlaceForm):
    """`content` and `place` (the unit of its day) after `is_valid`."""

    on = past_day(_("Từ ngày"))
    partner = OneOf(label=_("Đơn vị phối hợp"), required=False)
    funding = forms.ChoiceField(
        label=_("Nguồn kinh phí"), required=False, choices=[("", _("Không rõ")), *Funding.choices]
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        type: ModelType,
        unit: Unit,
        content: Content | None = None,
        initial: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.type, self.measures = type, list(type.measures.select_related("indicator"))
        shown = {**(initial_of(content) if content else {}), **(initial or {})}
        super().__init__(
            data, unit=unit, choices=Choices(unit), joins=type.across, joined=content.joined if content else (),
            initial={"on": timezone.localdate(), **shown}, **kwargs,
        )  # fmt: skip
        partner = self.fields["partner"]
        if isinstance(partner, OneOf):
            partner.offer(self.offers.partner_orgs, self.day, [str(self["partner"].value() or "")])
        for measure in self.measures:
            label = measure.name
            self.fields[amount(measure)] = AmountField(label=label, decimals=measure.decimals)

    @property
    def amount_fields(self) -> list[tuple[BoundField, str]]:
        """Those of the shown day with their unit; one that was typed stays to be seen."""
        return [
            (self[amount(one)], one.indicator.unit)
            for one in self.measures
            if one.is_valid_on(self.day) or self[amount(one)].value() not in (None, "")
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for one in self.measures:
            self._check_amount(one, cleaned)
        if not self.errors:
            self.content = self.build(cleaned)
        return cleaned

    def build(self, cleaned: Mapping[str, Any]) -> Content:
        said = {one: cleaned.get(amount(one)) for one in self.measures}
        return Content(
            areas=frozenset(cleaned["residential_areas"]),
            joined=frozenset(cleaned.get("joined") or ()),
            amounts={one: number for one, number in said.items() if number is not None},
            partner=cleaned["partner"],
            funding=cleaned["funding"],
        )

    def _check_amount(self, measure: TypeMeasure, cleaned: Mapping[str, Any]) -> None:
        number, day = cleaned.get(amount(measure)), cleaned.get("on")
        if number is None:
            return
        if day is not None and not measure.is_valid_on(day):
            self.add_error(amount(measure), _("Không dùng cho ngày này."))
        whole = next((one for one in self.measures if one.pk == measure.within_id), None)
        most = cleaned.get(amount(whole)) if whole else None
        if whole is not None and most is not None and number > most:
            words = _("Không thể nhiều hơn số “%(whole)s”.")
            self.add_error(amount(measure), forms.ValidationError(words, params={"whole": whole.name}))


class AddForm(EntryForm, StageForm):
    """A new model that has begun."""

    beginning = forms.ChoiceField(
        label=_("Ngày này là"), choices=BEGINNINGS, widget=forms.RadioSelect, initial=NEW,
        error_messages={"required": _("Chọn một mục.")},
    )  # fmt: skip

    surveyed = past_day(_("Ngày khảo sát"), required=False, help_text=_("Nếu đã khảo sát trước khi ra mắt, lắp đặt."))

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: dict[str, Any] | None = None, **kwargs: Any):
        super().__init__(data, initial={"uuid": uuid4(), **(initial or {})}, **kwargs)
        if not self.type.named:
            del self.fields["name"]
        if isinstance(surveyed := self.fields["surveyed"], DayField):
            surveyed.end_today()
        self.order_fields(["uuid", "name", "on", "beginning", "surveyed"])

    @property
    def change(self) -> Open:
        values = self.cleaned_data
        established = values["beginning"] == NEW
        return Open(
            self.place, values["on"], self.content, established=established, surveyed=values.get("surveyed")
        )  # fmt: skip


class StoredForm(StageForm, VersionForm):
    """A stage of a stored model."""

    reason = reason_field()

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, instance: ModelInstance,
        initial: dict[str, Any] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        self.instance = instance
        super().__init__(data, type=instance.type, initial={"version": instance.version, **(initial or {})}, **kwargs)

    def usual_place(self, day: date) -> Unit | None:
        """Where it lay on that day."""
        row = next((row for row in standing_rows(self.instance) if row.is_valid_on(day)), None)
        return row.unit if row else None

    @property
    def change(self) -> Change:
        raise NotImplementedError


class AlterForm(StoredForm):
    kind = forms.ChoiceField(label=_("Việc"), choices=KINDS, required=False, widget=forms.RadioSelect)

    @property
    def says_nothing(self) -> bool:
        """All that it says is true on that day anyway."""
        day = self.cleaned_data["on"]
        row = next((row for row in standing_rows(self.instance) if row.is_valid_on(day)), None)
        as_it_is = row is not None and (row.unit, content_of(row)) == (self.place, self.content)
        return as_it_is and not self.cleaned_data["kind"]

    @property
    def change(self) -> Change:
        kind = self.cleaned_data["kind"]
        return Alter(self.place, self.cleaned_data["on"], self.content, EventKind(kind) if kind else None)


class ResumeForm(StoredForm):
    @property
    def change(self) -> Change:
        return Resume(self.place, self.cleaned_data["on"], self.content)


class CorrectForm(StoredForm):
    """What was said of a stage; of the first also its day, whether that was the launch, and the name."""

    reason = reason_field(required=True)
    stage = forms.DateField(widget=forms.HiddenInput)
    name = AddForm.declared_fields["name"]
    beginning = AddForm.declared_fields["beginning"]

    def __init__(self, data: Mapping[str, Any] | None = None, *, first: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.first = first
        if not first:
            self.fields["on"].disabled = True
            del self.fields["beginning"]
        if not (first and self.type.named):
            del self.fields["name"]
        self.order_fields(["name", "on", "beginning"])

    @property
    def change(self) -> Change:
        values = self.cleaned_data
        on: date = values["on"]
        return Correct(
            values["stage"], self.place, on, self.content, values.get("beginning") == NEW, values.get("name")
        )


def amount(measure: TypeMeasure) -> str:
    return f"amount_{measure.pk}"


def initial_of(content: Content) -> dict[str, Any]:
    """Show a content: the reverse of `build`."""
    shown: dict[str, Any] = {amount(one): number for one, number in content.amounts.items()}
    return shown | {
        "residential_areas": [str(area.pk) for area in content.areas],
        "joined": slugs(content.joined),
        "partner": content.partner.key if content.partner else "",
        "funding": content.funding,
    }


def slugs(units: Iterable[Unit]) -> list[str]:
    return [unit.slug for unit in units]
