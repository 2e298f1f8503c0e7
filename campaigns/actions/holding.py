"""Who writes in the log of a unit does so one after the other: what one finds there, none changes until it commits."""

from collections.abc import Iterable

from communes.models import Unit


def hold_units(units: Iterable[int]) -> None:
    """Before anything is read: first units, then records, then totals, each in order, or two wait for each other.

    Foreign keys are asked for at the commit and do not collide with it; SQLite has one writer anyway.
    """
    list(Unit.objects.select_for_update(no_key=True).filter(pk__in=set(units)).order_by("pk").values("pk"))
