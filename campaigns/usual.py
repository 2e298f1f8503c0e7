"""Numbers far above what a unit usually writes: asked about once, then taken as they stand."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, IntegerField, Q, Value
from django.utils import timezone
from django.utils.functional import Promise

from campaigns.models import Record
from communes.models import Unit
from rollups.models import SCALE
from rollups.numbers import grouped

if TYPE_CHECKING:
    from campaigns.forms.asking import AskingForm

YEAR = timedelta(days=365)
TIMES = 3
# Of the numbers of a year, how many must be at least as large as what counts as usual: one in so many, and never fewer
# than two. A single slip that was confirmed makes no slip usual.
ONE_IN, FEWEST = 20, 2


@dataclass(frozen=True)
class Usual:
    """Where a number is stored, up to what nobody is asked, and the question about one above."""

    path: str
    floor: int
    question: Promise
    where: Q = field(default_factory=Q)  # which of the numbers at the end of the path
    scale: int = SCALE  # of the number, to thousandths
    name: str = ""  # for a question that serves several fields
    of: str = ""  # where the row stands that the number counts: each kind has its own usual


@dataclass(frozen=True)
class Question:
    """Asked beside a field of the form; `answer` confirms this number in this field and no other."""

    field: str
    words: str
    answer: str


class Bounds:
    """The numbers of a form up to which `units` are not asked: three times what they often wrote in their last year."""

    def __init__(self, units: Collection[Unit], form: type["AskingForm"]) -> None:
        self._units, self._form = units, form
        self._known: dict[str, dict[int | None, int]] = {}

    def is_wild(self, name: str, number: int, *, of: int | None = None, floor: int | None = None) -> bool:
        """Read records only where a number is above what any unit may write unasked; `of` is the id of its row."""
        usual = self._form.usual[name]
        if number <= (usual.floor if floor is None else floor):
            return False
        return number > TIMES * self._often(name).get(of if usual.of else None, 0)

    def question(self, name: str, field: str, number: int) -> Question:
        usual = self._form.usual[name]
        words = usual.question % {"number": grouped(number * usual.scale), "name": usual.name}
        return Question(field, words, f"{field}={number}")

    def _often(self, name: str) -> dict[int | None, int]:
        if name not in self._known:
            self._known[name] = self._read(self._form.usual[name])
        return self._known[name]

    def _read(self, usual: Usual) -> dict[int | None, int]:
        rows = Record.objects.filter(
            self._form.records, usual.where, unit__in=self._units, deleted=False, on__gte=timezone.localdate() - YEAR
        )
        numbers: dict[int | None, list[int]] = defaultdict(list)
        of = F(usual.of) if usual.of else Value(None, IntegerField())
        for row, number in rows.order_by().values_list(of, usual.path):
            numbers[row].append(number or 0)
        return {row: often(found) for row, found in numbers.items()}


def often(numbers: Collection[int]) -> int:
    """The largest number that was reached more than once, and by one in twenty."""
    place = max(FEWEST, -(-len(numbers) // ONE_IN))
    return sorted(numbers, reverse=True)[place - 1] if len(numbers) >= place else 0
