"""Who writes of a unit does so one after the other: what one finds there, none changes until it commits."""

from collections.abc import Iterable

from communes.models import Unit


def hold_units(units: Iterable[int]) -> list[Unit]:
    """Read units again and hold them, in the order of their keys, before anything else is read.

    First units, then records, then totals, or two wait for each other. Foreign keys are asked for at the commit and do
    not collide with it; SQLite has one writer anyway.
    """
    return list(Unit.objects.select_for_update(no_key=True).filter(pk__in=set(units)).order_by("pk"))


def hold_unit(pk: int) -> Unit:
    """One alone."""
    held: Unit = Unit.objects.select_for_update(no_key=True).get(pk=pk)
    return held
