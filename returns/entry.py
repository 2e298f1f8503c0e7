"""The entry form of a return, made from the rows of its form: a period, and every number of it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from campaigns.contents import Content
from campaigns.forms.amounts import AmountsForm, usual_amount
from campaigns.forms.entry import not_valid_on
from campaigns.forms.fields import AreasField
from campaigns.forms.numbers import AmountField
from campaigns.models import RecordKind
from campaigns.usual import Usual
from communes.models import Dated, Unit
from returns.contents import ReturnContent
from returns.definition import Asked, Definition
from returns.models import Return
from returns.nothing import entered, list_of, number_of
from returns.periods import begun, ending, ends
from returns.qualifiers import LEAST, RETURNED, WITH_NUMBER, Qualifier, refuse_word
from returns.standing import already, standing
from rollups.models import SCALE

WORDS = [(word.value, word.label) for word in RETURNED]


class PeriodField(forms.TypedChoiceField):
    """The last day of a period; the browser shows its name."""

    default_error_messages = {
        "required": _("Chọn kỳ báo cáo."),
        "invalid_choice": _("Chọn kỳ báo cáo trong danh sách."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=date.fromisoformat, empty_value=None, **kwargs)


class WordedAmountField(AmountField):
    """A number that a word may stand beside, in a field of its own, which offers those of `words`."""

    words: Collection[Qualifier] = ()

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            refuse_word(value, self.words)
        return super().to_python(value)


@dataclass(frozen=True)
class Line:
    """A number and, where one may stand beside it, its word."""

    number: BoundField
    word: BoundField | None


@dataclass(frozen=True)
class Lead:
    """From an error to what it is about."""

    href: str
    words: str


class ReturnEntryForm(AmountsForm):
    definition: ClassVar[Definition]
    leads: Lead | None = None

    on = PeriodField(label=_("Kỳ báo cáo"))  # type: ignore[assignment]

    def __init__(self, *args: Any, unit: Unit, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        self.unit = unit
        self.periods: Mapping[date, str] = {}
        super().__init__(*args, unit=unit, initial=self._first(unit, initial, kwargs), **kwargs)

    def _first(self, unit: Unit, initial: dict[str, Any] | None, others: dict[str, Any]) -> dict[str, Any] | None:
        """A new one begins with the last period that the unit has not reported."""
        if others.get("content") is not None or (initial or {}).get("on"):
            return initial
        return {"on": owed(self.definition, unit), **(initial or {})}

    def _offer(self) -> None:
        """All periods of the unit and of those before it; required are the numbers of the shown one."""
        row, today = self.definition.row, timezone.localdate()
        found = ends(begun(row.every, today), self.offers.units, today)
        filed = self._filed()
        self.periods = {
            end: _("%(period)s – đã nộp") % {"period": name} if end in filed else name
            for end, name in found.items()
            if row.is_valid_on(end)
        }
        if (shown := self.day) not in self.periods and self.stored:
            self.periods = {shown: f"{shown:%d/%m/%Y}", **self.periods}
        on: Any = self.fields["on"]
        offered = [(end.isoformat(), name) for end, name in self.periods.items()]
        # Of a unit that owes nothing no period is proposed: it would be one that is reported.
        on.choices = offered if self["on"].value() else [("", _("Các kỳ đã nộp đủ, chọn kỳ khác")), *offered]
        super()._offer()
        areas = self.fields["residential_areas"]
        if isinstance(areas, AreasField):
            areas.offer({}, self.day, [])
        for asked in self.definition.asked:
            line = asked.on(self.day)
            # A word may stand for the number.
            number, qualified = self.fields[asked.field], line is not None and line.qualified
            number.required = line is not None and not qualified
            if isinstance(number, WordedAmountField) and qualified:
                number.words = RETURNED

    def _filed(self) -> set[date]:
        """The last days of periods that every unit of then has reported; not of what is being changed."""
        rows = Return.objects.filter(form=self.definition.row, unit__in=self.offers.units, counts=True)
        found: dict[date, int] = Counter(rows.values_list("end", flat=True))
        own = self.stored.on if self.stored is not None else None
        there = {end: sum(unit.is_valid_on(end) for unit in self.offers.units) for end in found if end != own}
        return {end for end, units in there.items() if found[end] >= units}

    def undecided(self) -> str | Promise:
        return _("Kỳ này trước khi sáp nhập: chọn xã, phường khi đó ở dưới.")

    @property
    def place_hint(self) -> str | Promise:
        return _("Kỳ này trước khi sáp nhập: báo cáo của từng xã, phường khi đó.")

    def nowhere(self, day: date) -> str:
        return str(_("Kỳ này chưa có đơn vị: chọn kỳ khác."))

    def dated(self) -> Iterator[Dated]:
        yield from super().dated()
        for asked in self.definition.asked:
            yield from asked.rows

    @property
    def lines(self) -> list[Line]:
        """Those of the shown day, and others where something was typed."""
        found = []
        for asked in self.definition.asked:
            line = asked.on(self.day)
            if line is not None or self[asked.field].value():
                found.append(Line(self[asked.field], self[asked.word] if line and line.qualified else None))
        return found

    def clean(self) -> dict[str, Any]:
        day = self.cleaned_data.get("on")
        if day and not self.definition.row.is_valid_on(day):
            self.add_error("on", not_valid_on(self.definition.row, day))
        elif day:
            for asked in self.definition.asked:
                self._check(asked, day)
        return super().clean()

    def _check(self, asked: Asked, day: date) -> None:
        """A number, or a word that stands for one; nothing where the form does not ask on that day."""
        line, number = asked.on(day), self.cleaned_data.get(asked.field)
        word = self.cleaned_data.get(asked.word) or Qualifier.EXACT.value
        if line is None:
            if number:
                self.add_error(asked.field, _("Kỳ này không hỏi số này."))
        elif asked.field in self.errors or asked.word in self.errors:
            return
        elif not line.qualified and word != Qualifier.EXACT:
            self.add_error(asked.field, _("Số này ghi đúng, không ghi “%(word)s”.") % {"word": Qualifier(word).label})
        elif word in WITH_NUMBER and number is None:
            self.add_error(asked.field, ValidationError(_("Ghi số lượng, không có thì ghi 0."), code="required"))
        elif word not in WITH_NUMBER and number is not None:
            self.add_error(asked.field, _("Mức “%(word)s” không đi với số.") % {"word": Qualifier(word).label})
        elif word == Qualifier.NEARLY and not number:
            self.add_error(asked.field, _("Ghi số lớn hơn 0 sau “gần”."))

    def find_place(self, day: date) -> None:
        super().find_place(day)
        if "place_of_day" in self.errors or "on" in self.errors:
            return
        if ending(self.definition.row.every, self.place, day) is None:
            self.add_error("on", _("%(unit)s không có kỳ kết thúc ngày này.") % {"unit": self.place.full_name})
        elif other := self._other(day):
            self.add_error("on", already(other.record))
            words = _("Mở phiếu %(receipt)s") % {"receipt": other.record.receipt}
            self.leads = Lead(other.record.get_absolute_url(), words)

    def stands_alone(self) -> bool:
        """Nothing happened only where the log has nothing of the period."""
        days = ending(self.definition.row.every, self.place, self.content.on)
        if not self.definition.row.about_log or days is None or self._is_received():
            return True
        if records := entered(self.place, days).count():
            said = {"records": number_of(records)}
            words = _("Kỳ này đã có %(records)s trong sổ, nên không báo “không phát sinh”. Ghi nhầm thì xóa phiếu đó.")
            self.add_error("on", words % said)
            self.leads = Lead(list_of(self.place, days), _("Xem %(records)s") % said)
        return not records

    def _other(self, day: date) -> Return | None:
        """The return that the period has already. What was received once is told as a resend, not as another."""
        if self._is_received() or (self.stored is not None and self.stored.on == day):
            return None
        return standing(self.definition.row, self.place, day)

    def build(self) -> Content:
        on, asked = self.cleaned_data["on"], [one for one in self.definition.asked if one.on(self.cleaned_data["on"])]
        words = {one.key: self.cleaned_data.get(one.word) or Qualifier.EXACT.value for one in asked}
        amounts = {
            one.key: self.cleaned_data[one.field]
            if words[one.key] in WITH_NUMBER
            else LEAST.get(Qualifier(words[one.key]), 0)
            for one in asked
        }
        days = ending(self.definition.row.every, self.place, on)
        return ReturnContent(
            definition=self.definition.row,
            on=on,
            start=days.start if days else None,
            amounts=amounts,
            words={key: word for key, word in words.items() if word != Qualifier.EXACT},
        )

    @classmethod
    def initial_from(cls, content: Content) -> dict[str, Any]:
        if not isinstance(content, ReturnContent):
            raise TypeError(type(content))
        found: dict[str, Any] = {"on": content.on.isoformat()}
        for asked in cls.definition.asked:
            word = content.words.get(asked.key, Qualifier.EXACT.value)
            if asked.key in content.amounts:
                found[asked.word] = word
                if word in WITH_NUMBER:
                    found[asked.field] = Decimal(content.amounts[asked.key]) / SCALE
        return found


def owed(definition: Definition, unit: Unit) -> str:
    """The last period of a unit that is over and not reported; none where all are."""
    row, today = definition.row, timezone.localdate()
    found = [end for end in ends(begun(row.every, today), [unit], today) if row.is_valid_on(end)]
    filed = set(Return.objects.filter(form=row, unit=unit, counts=True).values_list("end", flat=True))
    return next((end.isoformat() for end in found if end not in filed), "")


def entry_form_of(definition: Definition) -> type[ReturnEntryForm]:
    """Make the form class of a form: a field a number, and one for the word beside it."""
    members: dict[str, Any] = {
        "definition": definition,
        "records": Q(kind=RecordKind.RETURN, period_return__form=definition.row.pk),
        "usual": dict(_usual(definition)),
    }
    for asked in definition.asked:
        required = {"required": _t("Ghi số lượng, không có thì ghi 0.")}
        members[asked.field] = WordedAmountField(
            label=asked.label, decimals=asked.indicator.decimals, error_messages=required
        )
        if asked.ever_qualified:
            members[asked.word] = forms.ChoiceField(
                label=_t("Mức"), choices=WORDS, required=False, initial=Qualifier.EXACT.value
            )
    return type("EntryFormOfReturn", (ReturnEntryForm,), members)


def _usual(definition: Definition) -> Mapping[str, Usual]:
    words = _("%(name)s: %(number)s trong một báo cáo, đúng như vậy?")
    return {
        asked.field: usual_amount(
            "period_return__amounts__thousandths",
            words,
            where=Q(period_return__amounts__line__indicator=asked.indicator),
            name=asked.label,
        )
        for asked in definition.asked
    }
