"""A form that asks about numbers far above what its unit often writes, once, beside their fields."""

from collections.abc import Iterator, Mapping
from typing import ClassVar
from uuid import UUID

from django import forms
from django.db.models import Q

from campaigns.contents import Content
from campaigns.forms.choices import Choices
from campaigns.forms.fields import AnswersField
from campaigns.forms.numbers import AskingField, WholeField
from campaigns.models import Record
from campaigns.usual import Question, Usual


class AskingForm(forms.Form):
    records: ClassVar[Q]  # those that it writes
    usual: ClassVar[Mapping[str, Usual]]  # by field, or by what the names of several fields begin with
    amounts: ClassVar[Mapping[str, str]] = {}  # prefix of number fields → attribute of Choices

    offers: Choices
    stored: Content | None  # what an edit begins with
    questions: dict[str, list[Question]]  # by field

    # Answers to questions about numbers; those that were given stay when something else is refused.
    sure = AnswersField(required=False)

    @property
    def only_asks(self) -> bool:
        """Whether nothing is wrong but what is asked about."""
        return bool(self.errors) and self.errors.keys() <= self.questions.keys()

    def usual_name(self, field: str) -> str:
        """The name under which `usual` knows a field."""
        return field.partition("_")[0]

    def wild_numbers(self) -> Iterator[Question]:
        """Numbers far above what the unit often writes, whatever was answered."""
        bounds, counted = self.offers.bounds(type(self)), self._counted()
        for field_name, field in self.fields.items():
            number, name = self.cleaned_data.get(field_name), self.usual_name(field_name)
            if isinstance(field, WholeField) and number and bounds.is_wild(name, number, of=counted.get(field_name)):
                yield bounds.question(name, field_name, number)

    def answers(self) -> set[str]:
        """What was answered; and what an edit leaves as it stands was answered for when it came."""
        before = {f"{name}={value}" for name, value in self.initial.items()} if self.stored else set()
        return before | set(self.cleaned_data.get("sure") or ())

    def _counted(self) -> dict[str, int]:
        """Which row of a catalogue a number is of."""
        return {
            f"{prefix}_{row.key}": row.pk
            for prefix, source in self.amounts.items()
            for row in getattr(self.offers, source)
        }

    def _is_received(self) -> bool:
        uuid: UUID | None = self.cleaned_data.get("uuid")
        return self.stored is None and uuid is not None and Record.objects.filter(uuid=uuid).exists()

    def _ask_about_numbers(self) -> None:
        """Ask beside their fields, until the answer says: this number.

        What was received once is not asked about again: it is told as a resend, or as a conflict.
        """
        asked = [question for question in self.wild_numbers() if question.answer not in self.answers()]
        if not asked or self._is_received():
            return
        for question in asked:
            self.questions.setdefault(question.field, []).append(question)
        for name, questions in self.questions.items():
            field = self.fields[name]
            if isinstance(field, AskingField):
                field.question = questions[0]
            self.add_error(name, [question.words for question in questions])
