"""Numbers far above what a unit usually writes: asked about once, then taken as they stand."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.models import Record, RecordKind
from communes.models import Unit
from rollups.models import SCALE
from rollups.numbers import grouped

YEAR = timedelta(days=365)
TIMES = 3


@dataclass(frozen=True)
class Usual:
    """Where a number is stored, up to what nobody is asked, and the question about one above."""

    path: str
    floor: int
    question: Promise


# By field of the form, or by what the names of several fields begin with.
USUAL: Mapping[RecordKind, Mapping[str, Usual]] = {
    RecordKind.PATROL: {
        "forces": Usual(
            "patrol__forces__attendances", 60, _("%(number)s lượt người trong một buổi tuần tra: đúng như vậy?")
        ),
        "reminders": Usual(
            "patrol__reminders", 100, _("%(number)s lượt nhắc nhở trong một buổi tuần tra: đúng như vậy?")
        ),
        "incidents": Usual("patrol__incidents", 20, _("%(number)s vụ việc trong một buổi tuần tra: đúng như vậy?")),
    },
    RecordKind.PROPAGANDA_SESSION: {
        "attendances": Usual(
            "propagandasession__attendances",
            1_000,
            _("%(number)s lượt người dự một buổi tuyên truyền: đúng như vậy?"),
        ),
        "households": Usual(
            "propagandasession__households",
            500,
            _("%(number)s hộ gia đình trong một buổi tuyên truyền: đúng như vậy?"),
        ),
    },
    RecordKind.WEAPON_HANDOVER: {
        "gifts": Usual(
            "weaponhandover__gifts__count", 100, _("%(number)s suất quà trong một lần tiếp nhận: đúng như vậy?")
        ),
    },
}


@dataclass(frozen=True)
class Question:
    """Asked beside a field of the form; `answer` confirms this number in this field and no other."""

    field: str
    words: str
    answer: str


class Bounds:
    """The numbers of a kind up to which `units` are not asked: three times the largest of their last year."""

    def __init__(self, units: Collection[Unit], kind: RecordKind) -> None:
        self._units, self._kind = units, kind

    def is_wild(self, name: str, number: int) -> bool:
        """Read records only where a number is above what any unit may write unasked."""
        return number > USUAL[self._kind][name].floor and number > TIMES * self._largest[name]

    def question(self, name: str, field: str, number: int) -> Question:
        words = USUAL[self._kind][name].question % {"number": grouped(number * SCALE)}
        return Question(field, words, f"{field}={number}")

    @cached_property
    def _largest(self) -> dict[str, int]:
        rows = Record.objects.filter(
            unit__in=self._units, kind=self._kind, deleted=False, on__gte=timezone.localdate() - YEAR
        )
        found = rows.aggregate(**{name: Max(usual.path) for name, usual in USUAL[self._kind].items()})
        return {name: number or 0 for name, number in found.items()}
