"""A station's readiness as its page tells it: how it stands now, and how it stood before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import User
from communes.models import Unit
from stations.models import Readiness


@dataclass(frozen=True)
class Story:
    """`rows`: the newest first; `former`: the units before this one, each with a page of its own."""

    unit: Unit
    rows: Sequence[Readiness]
    former: Sequence[Unit]
    keeps: bool

    @property
    def newest(self) -> int:
        return max((row.pk for row in self.rows), default=0)

    @property
    def initial(self) -> dict[str, Any]:
        """What a form begins with: the last snapshot, since today or the last day of the unit."""
        last = min(timezone.localdate(), self.unit.valid_to or timezone.localdate())
        known: dict[str, Any] = {"seen": self.newest, "since": last}
        if self.rows:
            row = self.rows[0]
            answers = {"housing": row.housing, "staffed": row.staffed, "investigator": row.investigator}
            known |= {"office": row.office, **{name: "yes" if said else "no" for name, said in answers.items()}}
        return known


def story(unit: Unit, reader: User) -> Story:
    rows = Readiness.objects.standing().filter(unit=unit).select_related("by").order_by("-valid_from")
    former = Unit.objects.read_by(reader).filter(heir=unit, leaf=True).exclude(pk=unit.pk).order_by("sort_key")
    keeps = Unit.objects.kept_by(reader).filter(pk=unit.pk).exists() and unit.stations.exists()
    return Story(unit, list(rows), list(former), keeps)
