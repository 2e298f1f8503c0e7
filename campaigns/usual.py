"""Numbers far above what a unit usually writes: asked about once, then taken as they stand."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.functional import Promise

from campaigns.models import Record
from communes.models import Unit
from rollups.models import SCALE
from rollups.numbers import grouped

if TYPE_CHECKING:
    from campaigns.forms.entry import EntryForm

YEAR = timedelta(days=365)
TIMES = 3


@dataclass(frozen=True)
class Usual:
    """Where a number is stored, up to what nobody is asked, and the question about one above."""

    path: str
    floor: int
    question: Promise
    where: Q = field(default_factory=Q)  # which of the numbers at the end of the path
    scale: int = SCALE  # of the number, to thousandths
    name: str = ""  # for a question that serves several fields


@dataclass(frozen=True)
class Question:
    """Asked beside a field of the form; `answer` confirms this number in this field and no other."""

    field: str
    words: str
    answer: str


class Bounds:
    """The numbers of a form up to which `units` are not asked: three times the largest of their last year."""

    def __init__(self, units: Collection[Unit], form: type["EntryForm"]) -> None:
        self._units, self._form = units, form

    def is_wild(self, name: str, number: int) -> bool:
        """Read records only where a number is above what any unit may write unasked."""
        return number > self._form.usual[name].floor and number > TIMES * self._largest[name]

    def question(self, name: str, field: str, number: int) -> Question:
        usual = self._form.usual[name]
        words = usual.question % {"number": grouped(number * usual.scale), "name": usual.name}
        return Question(field, words, f"{field}={number}")

    @cached_property
    def _largest(self) -> dict[str, int]:
        rows = Record.objects.filter(
            self._form.records, unit__in=self._units, deleted=False, on__gte=timezone.localdate() - YEAR
        )
        found = rows.aggregate(
            **{name: Max(usual.path, filter=usual.where) for name, usual in self._form.usual.items()}
        )
        return {name: number or 0 for name, number in found.items()}
