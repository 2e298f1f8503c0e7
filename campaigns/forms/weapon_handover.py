"""A weapon hand-over: mode, item lines, the number of the paper, gifts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from campaigns.contents import Content, WeaponHandoverContent
from campaigns.forms.choices import Choices
from campaigns.forms.entry import EntryForm
from campaigns.forms.names import names_nobody
from campaigns.forms.numbers import AskingField, amount_text, read_thousandths
from campaigns.models import ItemUnit, Mode, RecordKind, WeaponHandover
from campaigns.usual import Question, Usual
from communes.models import Dated
from rollups.models import SCALE
from rollups.numbers import grouped

MOST_LINES = 40
# Up to so much in one hand-over nobody is asked, by the unit of count; a gun more or less is not a round.
FLOORS = {"khẩu": 20, "viên": 2_000, "kg": 200}
OTHER_FLOOR = 500


@dataclass
class Line:
    """One row as typed: the id of an item unit, an amount in words, what was wrong with it."""

    unit: str
    quantity: str
    error: str = ""
    question: Question | None = None  # about its amount

    @property
    def is_empty(self) -> bool:
        return not (self.unit or self.quantity)


class LinesWidget(forms.Widget):
    """Rows named `items-0-unit`, `items-0-quantity`, …: any number of them, gaps included."""

    template_name = "campaigns/widgets/item_lines.html"
    use_fieldset = True
    groups: Sequence[tuple[str, list[tuple[str, str]]]] = ()

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.questions: dict[str, Question] = {}  # by item unit: what was asked about stays beside its line

    def __deepcopy__(self, memo: dict[int, Any]) -> "LinesWidget":
        """A form of its own asks questions of its own."""
        copied: LinesWidget = super().__deepcopy__(memo)
        copied.questions = {}
        return copied

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Line]:
        pattern = re.compile(rf"{re.escape(name)}-([0-9]{{1,3}})-(?:unit|quantity)")
        numbers = sorted({int(found[1]) for key in data if (found := pattern.fullmatch(key))})
        lines = [
            Line(str(data.get(f"{name}-{n}-unit", "")).strip(), str(data.get(f"{name}-{n}-quantity", "")).strip())
            for n in numbers
        ]
        return [line for line in lines if not line.is_empty]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)

    def id_for_label(self, id_: str | None) -> str:
        return f"{id_}_0_unit" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        lines = list(value or [])
        for line in lines:
            line.question = self.questions.get(line.unit)
        context["widget"] |= {"lines": lines or [Line("", "")], "spare": Line("", ""), "groups": self.groups}
        return context


class LinesField(AskingField):
    """Item lines to {item unit: thousandths}."""

    widget = LinesWidget
    asks_in_lines = True  # each question stands at its line
    default_error_messages = {"required": _("Ghi ít nhất một loại và số lượng.")}

    offers: Mapping[str, ItemUnit] = {}

    def clean(self, value: list[Line] | None) -> dict[ItemUnit, int]:
        lines = value or []
        if not lines:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Nhiều nhất %(most)s dòng trong một phiếu."), params={"most": MOST_LINES})
        found: dict[ItemUnit, int] = {}
        for line in lines:
            try:
                item_unit, amount = self._read(line)
                if item_unit in found:
                    raise ValidationError(_("Loại này đã ghi ở dòng trên."))
                found[item_unit] = amount
            except ValidationError as error:
                line.error = " ".join(error.messages)
        numbered = [(number, line) for number, line in enumerate(lines, 1) if line.error]
        if numbered:
            raise ValidationError([_("Dòng %(n)s: %(error)s") % {"n": n, "error": line.error} for n, line in numbered])
        return found

    def _read(self, line: Line) -> tuple[ItemUnit, int]:
        item_unit = self.offers.get(line.unit)
        if item_unit is None:
            raise ValidationError(_("Chọn loại."))
        if not line.quantity:
            raise ValidationError(_("Ghi số lượng."))
        amount = read_thousandths(line.quantity, decimals=item_unit.decimals)
        if amount == 0:
            raise ValidationError(_("Số lượng phải lớn hơn 0."))
        return item_unit, amount


class WeaponHandoverForm(EntryForm):
    records = Q(kind=RecordKind.WEAPON_HANDOVER)
    remembered = ("mode",)
    amounts = {"gifts": "gift_kinds"}
    usual = {
        "gifts": Usual(
            "weaponhandover__gifts__count",
            100,
            _("%(number)s suất quà trong một lần tiếp nhận: đúng như vậy?"),
            of="weaponhandover__gifts__gift_kind",
        ),
        "items": Usual(
            "weaponhandover__items__thousandths",
            OTHER_FLOOR * SCALE,
            _("%(name)s: %(number)s trong một lần tiếp nhận, đúng như vậy?"),
            scale=1,
            of="weaponhandover__items__item_unit",
        ),
    }

    mode = forms.ChoiceField(
        label=_("Hình thức"),
        choices=Mode.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn hình thức."), "invalid_choice": _("Chọn hình thức.")},
    )
    items = LinesField(label=_("Loại và số lượng"), help_text=_("Số lẻ dùng dấu phẩy: 18,5."))
    receipt_number = forms.CharField(
        label=_("Số biên bản"),
        required=False,
        max_length=30,
        validators=WeaponHandover._meta.get_field("receipt_number").validators[:2],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, widget = self.fields["items"], self.fields["items"].widget
        if isinstance(field, LinesField) and isinstance(widget, LinesWidget):
            field.offers = self.offers.item_units
            widget.groups = item_groups(self.offers, self.day, {line.unit for line in self["items"].value() or []})

    def dated(self) -> Iterator[Dated]:
        yield from super().dated()
        yield from (unit.item_kind for unit in self.offers.item_units.values())
        yield from self.offers.law_groups

    @property
    def gifts(self) -> list[BoundField]:
        return self.amount_fields("gifts")

    @property
    def other_gifts(self) -> list[BoundField]:
        return self.amount_fields("gifts", of_the_day=False)

    def clean_receipt_number(self) -> str:
        number: str = self.cleaned_data["receipt_number"]
        if number:
            names_nobody(number, places=self.offers.names_around)
        return number

    @classmethod
    def initial_from(cls, content: Content) -> dict[str, Any]:
        found = super().initial_from(content)
        if isinstance(content, WeaponHandoverContent):
            found["items"] = [
                Line(str(unit.pk), amount_text(Decimal(amount) / SCALE)) for unit, amount in content.items.items()
            ]
        return found

    def wild_numbers(self) -> Iterator[Question]:
        """Those of counts, then an amount of each item unit beside its line."""
        yield from super().wild_numbers()
        bounds, widget = self.offers.bounds(type(self)), self.fields["items"].widget
        for unit, amount in self.cleaned_data.get("items", {}).items():
            floor = FLOORS.get(unit.name_vi, OTHER_FLOOR) * SCALE
            if bounds.is_wild("items", amount, of=unit.pk, floor=floor):
                words = {"name": unit.item_kind.name, "number": f"{grouped(amount)} {unit.name}"}
                asked = Question("items", self.usual["items"].question % words, f"items-{unit.pk}={amount}")
                if isinstance(widget, LinesWidget) and asked.answer not in self.answers():
                    widget.questions[str(unit.pk)] = asked
                yield asked

    def answers(self) -> set[str]:
        items = self.stored.items if isinstance(self.stored, WeaponHandoverContent) else {}
        return super().answers() | {f"items-{unit.pk}={amount}" for unit, amount in items.items()}

    def _check_catalogues(self, day: date) -> None:
        super()._check_catalogues(day)
        mode, items = self.cleaned_data.get("mode"), self.cleaned_data.get("items") or {}
        for item_unit in items if mode else ():
            if not (item_unit.item_kind.is_valid_on(day) and self.offers.has_rule(item_unit, str(mode), day)):
                words = {"item": item_unit, "day": f"{day:%d/%m/%Y}"}
                self.add_error("items", _("“%(item)s” không dùng cho ngày %(day)s.") % words)

    def build(self) -> Content:
        names = ("on", "residential_areas", "mode", "receipt_number", "items")
        return WeaponHandoverContent(
            **{name: self.cleaned_data[name] for name in names}, gifts=self.amounts_of("gifts")
        )


def item_groups(offers: Choices, day: Any, chosen: set[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Item units of the day, grouped as the law groups them on that day; those without a group come last."""
    group_of = {line.item_kind_id: line.law_group for line in offers.law_groups if line.is_valid_on(day)}
    order = {group.pk: place for place, group in enumerate(group_of.values())}
    groups: dict[int | None, tuple[str, list[tuple[str, str]]]] = {}
    for pk, unit in offers.item_units.items():
        if unit.item_kind.is_valid_on(day) or pk in chosen:
            group = group_of.get(unit.item_kind_id)
            name = group.name if group else str(_("Loại khác"))
            groups.setdefault(group.pk if group else None, (name, []))[1].append((pk, str(unit)))
    return [groups[key] for key in sorted(groups, key=lambda key: len(order) if key is None else order[key])]
