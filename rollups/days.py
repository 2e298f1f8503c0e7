"""Totals by the day: when a unit last entered something, and what each day of a range adds up to."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import connection
from django.db.models import F, Sum

from rollups.models import SLOTS, Grain, Indicator, Total
from rollups.numbers import Qualified
from rollups.ranges import Days

LONGEST = 366  # days that are read one by one


def last_days(units: Mapping[int, int], reports: Indicator) -> dict[int, date]:
    """The last day with a counted record, by group (unit id → group). Those that never had one are left out.

    A probe backwards into the key for each unit; rows of zero stay behind and are passed over.
    """
    if not units:
        return {}
    nodes = ",".join(f"({unit:d},{group:d})" for unit, group in units.items())
    block, place = divmod(reports.slot or 0, SLOTS)
    sql = f"""
        WITH node(unit_id, grp) AS (VALUES {nodes})
        SELECT grp, MAX(day) FROM (
            SELECT n.grp, (
                SELECT t.day FROM rollups_total t
                WHERE t.unit_id = n.unit_id AND t.block = {block:d} AND t.grain = {Grain.DAY:d} AND t.a{place:02d} > 0
                ORDER BY t.day DESC LIMIT 1
            ) AS day FROM node n
        ) found WHERE day IS NOT NULL GROUP BY grp"""  # noqa: S608 - integers of our own alone
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {group: _date(day) for group, day in cursor.fetchall()}


def _date(day: date | str) -> date:
    """SQLite gives a date of an expression as text."""
    return date.fromisoformat(day) if isinstance(day, str) else day


def by_day(
    units: Collection[int], indicator: Indicator, days: Days, signs: Sequence[Indicator] = ()
) -> dict[date, int]:
    """What each day of a range (of at most a year) adds up to, in thousandths; days without a row are left out.

    `signs`: what counts the lines below and above; they stand in the block of the figure itself.
    """
    if len(days) > LONGEST:
        raise ValueError(f"{days} is longer than a year")
    (block, _place), *others = places = [divmod(one.slot or 0, SLOTS) for one in (indicator, *signs)]
    if any(other != block for other, _place in others):
        raise ValueError(f"{indicator} has its signs in another block")
    rows = Total.objects.filter(unit__in=units, block=block, grain=Grain.DAY, day__gte=days.start, day__lte=days.end)
    sums = {f"sum{n}": Sum(F(f"a{place:02d}")) for n, (_block, place) in enumerate(places)}
    found = rows.values_list("day").annotate(**sums).order_by("day")
    return {day: Qualified(value, *lines) if any(lines) else value for day, value, *lines in found}
