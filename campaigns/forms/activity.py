"""The form of a defined kind, made from its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from campaigns.contents import ActivityContent, Content
from campaigns.forms.amounts import AmountsForm, usual_amount
from campaigns.forms.entry import not_valid_on
from campaigns.forms.fields import AreasField, OneOf, SomeOf
from campaigns.forms.names import names_nobody
from campaigns.forms.numbers import AmountField
from campaigns.kinds.definition import Asked, Definition, with_unit
from campaigns.models import Activity, ActivityChoice, ActivityKind, RecordKind
from campaigns.models.catalogues import Catalogue
from campaigns.usual import Usual
from communes.models import Dated
from rollups.models import SCALE

FEW = 8  # a longer list is searched


@dataclass(frozen=True)
class Block:
    """Numbers that stand together: those of the day, and the others. A number in parts has its own, with its name."""

    label: str
    fields: list[BoundField]
    others: list[BoundField]


class ActivityForm(AmountsForm):
    definition: ClassVar[Definition]
    remembered = ("choice_",)

    number = forms.CharField(
        label=_("Số văn bản"),
        required=False,
        max_length=30,
        validators=Activity._meta.get_field("number").validators[:2],
    )

    def _offer(self) -> None:
        """Require what the rows of the shown day require; where areas are never named, none can be."""
        for choice in self.definition.choices:
            self.fields[f"choice_{choice.key}"].required = choice.required and choice.is_valid_on(self.day)
        for asked in self.definition.asked:
            if not asked.parts and (row := asked.on(self.day)):
                self.fields[asked.field].required = row.required
        super()._offer()
        areas = self.fields["residential_areas"]
        areas.required = self.definition.row.areas == ActivityKind.Areas.MUST
        if isinstance(areas, AreasField) and not self.names_areas:
            areas.offer({}, self.day, [])

    def rows_of(self, field: str) -> Sequence[Catalogue]:
        return self.definition.rows(self._choice(field))

    def _choice(self, field: str) -> ActivityChoice:
        return next(choice for choice in self.definition.choices if choice.key == self.catalogues[field])

    def fits(self, field: str, row: Catalogue) -> bool:
        return self._choice(field).is_valid_on(self.day) and super().fits(field, row)

    def dated(self) -> Iterator[Dated]:
        yield from super().dated()
        yield from self.definition.choices
        for asked in self.definition.asked:
            yield from (*asked.rows, *asked.parts)

    @property
    def names_areas(self) -> bool:
        return self.definition.row.areas != ActivityKind.Areas.NEVER

    @property
    def labels(self) -> list[tuple[BoundField, bool]]:
        """The choices of the day, and of others where one was made; whether each is a long list."""
        shown = [choice for choice in self.definition.choices if choice.is_valid_on(self.day) or self._said(choice.key)]
        return [(self[f"choice_{choice.key}"], len(self.definition.rows(choice)) > FEW) for choice in shown]

    def _said(self, key: str) -> bool:
        return bool(self[f"choice_{key}"].value())

    @property
    def blocks(self) -> list[Block]:
        """The numbers in the order of their rows: those that are asked for whole stand together, one in parts alone."""
        found: list[Block] = []
        for asked in self.definition.asked:
            block = Block(asked.label, [], []) if asked.parts else self._block_of_wholes(found)
            for field, (_figure, part) in asked.places.items():
                today = asked.on(self.day) and (part is None or part.is_valid_on(self.day))
                (block.fields if today else block.others).append(self[field])
            if block not in found:
                found.append(block)
        return [block for block in found if block.fields or any(field.value() for field in block.others)]

    def _block_of_wholes(self, found: list[Block]) -> Block:
        return found[-1] if found and not found[-1].label else Block("", [], [])

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if number:
            names_nobody(number, places=self.offers.names_around)
        return number

    def clean(self) -> dict[str, Any]:
        day = self.cleaned_data.get("on")
        row = self.definition.row
        if day and not row.is_valid_on(day):
            self.add_error("on", not_valid_on(row, day))
        elif day:
            self._check_choices(day)
            for asked in self.definition.asked:
                self._check_number(asked, day)
        return super().clean()

    def _check_choices(self, day: Any) -> None:
        for choice in self.definition.choices:
            name = f"choice_{choice.key}"
            if self.cleaned_data.get(name) and not choice.is_valid_on(day):
                self.add_error(name, not_used(choice.label, day))

    def _check_number(self, asked: Asked, day: Any) -> None:
        """What is not asked for on that day is not taken; of a number in parts one must be there if it is required."""
        row = asked.on(day)
        for field, (_figure, part) in asked.places.items():
            if self.cleaned_data.get(field) and (row is None or (part and not part.is_valid_on(day))):
                self.add_error(field, not_used(part.name if row and part else asked.label, day))
        if row and row.required and asked.parts:
            names = list(asked.places)
            if all(self.cleaned_data.get(name) is None and name not in self.errors for name in names):
                self.add_error(names[0], _("Ghi ít nhất một số."))

    def build(self) -> Content:
        amounts = {
            figure: self.cleaned_data[field]
            for asked in self.definition.asked
            for field, (figure, _part) in asked.places.items()
            if self.cleaned_data[field]
        }
        return ActivityContent(
            definition=self.definition.row,
            on=self.cleaned_data["on"],
            residential_areas=self.cleaned_data["residential_areas"],
            number=self.cleaned_data.get("number", ""),
            amounts=amounts,
            labels={key: keys for field, key in self.catalogues.items() if (keys := self._keys(field))},
        )

    def _keys(self, field: str) -> tuple[str, ...]:
        value = self.cleaned_data[field]
        return tuple(row.key for row in value) if isinstance(value, tuple) else (value.key,) if value else ()

    @classmethod
    def initial_from(cls, content: Content) -> dict[str, Any]:
        """Show a content. A required number that is not there was typed as 0."""
        if not isinstance(content, ActivityContent):
            raise TypeError(type(content))
        found: dict[str, Any] = {
            "on": content.on,
            "residential_areas": [str(area.pk) for area in content.residential_areas],
            "number": content.number,
        }
        for choice in cls.definition.choices:
            if keys := content.labels.get(choice.key):
                found[f"choice_{choice.key}"] = list(keys) if choice.several else keys[0]
        for asked in cls.definition.asked:
            row = asked.on(content.on)
            for field, (figure, part) in asked.places.items():
                if figure in content.amounts or (row and row.required and part is None):
                    found[field] = Decimal(content.amounts.get(figure, 0)) / SCALE
        return found


def not_used(name: str, day: Any) -> str:
    return str(_("“%(name)s” không dùng cho ngày %(day)s.")) % {"name": name, "day": f"{day:%d/%m/%Y}"}


def form_of(definition: Definition) -> type[ActivityForm]:
    """Make the form class of a kind: a field a choice, a number and a part of a number."""
    row = definition.row
    members: dict[str, Any] = {
        "definition": definition,
        "records": Q(kind=RecordKind.ACTIVITY, activity__kind=row.pk),
        "catalogues": {f"choice_{choice.key}": choice.key for choice in definition.choices},
        "usual": dict(_usual(definition)),
    }
    if not row.numbered:
        members["number"] = None
    for choice in definition.choices:
        if choice.several:
            members[f"choice_{choice.key}"] = SomeOf(label=choice.label)
        else:
            members[f"choice_{choice.key}"] = OneOf(label=choice.label, widget=forms.RadioSelect)
    for asked in definition.asked:
        for field, (_figure, part) in asked.places.items():
            label = part.name if part else asked.label
            members[field] = AmountField(label=label, decimals=asked.indicator.decimals)
    return type("FormOfKind", (ActivityForm,), members)


def _usual(definition: Definition) -> Mapping[str, Usual]:
    words = _("%(name)s: %(number)s trong một phiếu, đúng như vậy?")
    return {
        field: usual_amount(
            "activity__amounts__thousandths",
            words,
            where=Q(activity__amounts__count__indicator=asked.indicator, activity__amounts__choice=part),
            name=part.name if part else with_unit(asked.indicator),
        )
        for asked in definition.asked
        for field, (_figure, part) in asked.places.items()
    }
