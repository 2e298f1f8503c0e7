"""What the records and what the totals say, apart from each other."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet, Sum

from campaigns.models import HandoverItem, PropagandaSession, Record
from communes.models import Level, ResidentialAreaMembership, Unit
from rollups.models import SCALE, SLOTS, DistinctTotal, Grain, Indicator, Total
from rollups.ranges import Days


def unit(slug: str) -> Unit:
    return Unit.objects.get(slug=slug)


def leaves(place: Unit) -> QuerySet[Unit]:
    """The units that logged for a province, or the unit itself."""
    if place.level == Level.PROVINCE:
        return Unit.objects.filter(province=place, leaf=True)
    return Unit.objects.filter(pk=place.pk)


def records(place: Unit, days: Days, kind: str) -> int:
    return Record.objects.filter(unit__in=leaves(place), on__range=(days.start, days.end), kind=kind).count()


def collected(place: Unit, days: Days, kinds: Iterable[str]) -> int:
    """Things of these kinds that were handed over or recovered, from the lines of the records."""
    lines = HandoverItem.objects.filter(
        handover__record__unit__in=leaves(place),
        handover__record__on__range=(days.start, days.end),
        handover__mode__in=["voluntary_handover", "recovery"],
        item_unit__item_kind__key__in=list(kinds),
    )
    return (lines.aggregate(sum=Sum("thousandths"))["sum"] or 0) // SCALE


def total(places: Iterable[Unit], days: Days, key: str) -> int:
    """From the rows of single days."""
    slot = Indicator.objects.get(key=key).slot
    assert slot is not None
    block, column = divmod(slot, SLOTS)
    rows = Total.objects.filter(unit__in=list(places), block=block, grain=Grain.DAY, day__range=(days.start, days.end))
    return (rows.aggregate(sum=Sum(f"a{column:02}"))["sum"] or 0) // SCALE


def covered(place: Unit, days: Days, key: str) -> int:
    rows = DistinctTotal.objects.filter(
        unit=place, indicator__key=key, grain=Grain.DAY, day__range=(days.start, days.end), refs__gt=0
    )
    return rows.values("member").distinct().count()


def sessions_reach(place: Unit, days: Days) -> int:
    """Different residential areas of the propaganda sessions, from the records."""
    found = PropagandaSession.objects.filter(record__unit=place, record__on__range=(days.start, days.end))
    return found.values("record__residential_areas").distinct().count()


def stored_totals(places: Iterable[Unit]) -> list[Any]:
    """All rows that are not zero; residential areas by name, because their ids differ from load to load."""
    keep = list(places)
    totals = [row for row in Total.objects.filter(unit__in=keep).values_list() if any(row[4:])]
    lay_in = ResidentialAreaMembership.objects.filter(valid_to__isnull=False).select_related("residential_area")
    names = {row.residential_area_id: f"{row.residential_area} {row.unit_id}" for row in lay_in}
    members = [
        (row.unit_id, row.indicator_id, row.grain, row.day, names[row.member], row.refs, row.verified_refs)
        for row in DistinctTotal.objects.filter(unit__in=keep, refs__gt=0)
    ]
    return [sorted(totals), sorted(members)]
