"""The one reader of totals: sums of any groups of units over any ranges, in one statement.

A range is read as its whole half-months and at most two runs of days (rollups.ranges), each an exact range of the
primary key: at most 2 rows a month and 32 days for a unit, however many records stand behind them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Q

from rollups import statements
from rollups.models import Indicator
from rollups.ranges import Days, next_half_month, reporting_months, runs

REPORTS = "reports"  # the indicator that counts records of any kind
EPOCH = date(1970, 1, 1)
ALL = 0  # the group of a census of units


@dataclass(frozen=True, slots=True)
class Window:
    """A range, and the reporting months in it that should have been reported by a day."""

    days: Days
    due: tuple[Days, ...] = ()

    @property
    def cut_due(self) -> tuple[Days, ...]:
        """Due months within the range; none where the range itself is due."""
        return () if self.due == (self.days,) else self.due

    def due_within(self, start: date, end: date | None) -> int:
        """How many of the due months touch a unit's life."""
        return sum(part.clipped(start, end) is not None for part in self.due)


@lru_cache(500)
def window(days: Days, today: date) -> Window:
    """Due are the whole reporting months that are over; where the range holds none, the range itself."""
    whole = [part for part in reporting_months(days) if part.start.day == part.end.day + 1 == 15 and part.end < today]
    return Window(days, tuple(whole) or (days,))


@dataclass(frozen=True, slots=True)
class Question:
    """Groups of units (unit id → group) and the windows in which to add them up, or to count their members."""

    nodes: Mapping[int, int]
    windows: Sequence[Window]
    members: bool = False
    bare: bool = False  # only how many records there are, not what they add up to


@dataclass(frozen=True, slots=True)
class Census:
    """Units whose reports are counted in the database: those below provinces (each a group), or some (the group ALL).

    Counted are units with a station on the day `seen`, each with the history that it owns; without such a day those as
    recorded: with a station on the last day of the window (or of their province).
    """

    windows: Sequence[Window]
    provinces: Sequence[int] = ()
    units: Sequence[int] = ()
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units there are, how many reported in each due month of their life, how many in some."""

    units: int = 0
    full: int = 0
    partial: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """What the records of a group in a window add up to, in thousandths; `verified` are those among them."""

    all: tuple[int, ...]
    verified: tuple[int, ...]  # empty where it was not asked for
    reports: int
    verified_reports: int
    months: int  # due reporting months with a record

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            tuple(map(int.__add__, self.all, other.all)),
            tuple(map(int.__add__, self.verified, other.verified)),
            self.reports + other.reports,
            self.verified_reports + other.verified_reports,
            max(self.months, other.months),
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """Different members named in a group and window (residential areas by their id)."""

    all: int
    verified: int


Key = tuple[int, int, int]  # question, window, group
Rows = tuple[str, list[tuple[str, tuple[date, ...]]]]  # a small table: its name and columns, its rows and their days


@dataclass(frozen=True, slots=True)
class Answers:
    """Sums by question, window and group; coverage also by the id of its indicator. What has no row has no entry.

    Tallies by window and group of the census.
    """

    sums: Mapping[Key, Sums]
    coverage: Mapping[tuple[int, int, int, int], Coverage]
    tallies: Mapping[tuple[int, int], Tally]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The indicators with totals that anybody may see, in their order."""

    indicators: tuple[Indicator, ...]

    def __getitem__(self, key: str) -> Indicator:
        indicator = self.get(key)
        if indicator is None:
            raise KeyError(key)
        return indicator

    def get(self, key: str) -> Indicator | None:
        return next((indicator for indicator in self.indicators if indicator.key == key), None)

    @property
    def reports(self) -> Indicator:
        return self[REPORTS]

    @property
    def distinct(self) -> list[Indicator]:
        return [one for one in self.indicators if one.slot is None]

    @property
    def stored(self) -> list[Indicator]:
        """Those that are summed, without the count of records and without parts of others."""
        return [
            one for one in self.indicators if one.slot is not None and one.key != REPORTS and not one.breakdown_of_id
        ]

    def parts_of(self, indicator: Indicator) -> list[Indicator]:
        return [one for one in self.indicators if one.breakdown_of_id == indicator.pk and one.slot is not None]


def catalogue(keys: Iterable[str] | None = None) -> Catalogue:
    """All indicators with totals, or those of `keys` and the count of records."""
    some = Q() if keys is None else Q(key__in=[REPORTS, *keys])
    rows = Indicator.objects.filter(
        some,
        Q(slot__isnull=False) | Q(aggregation=Indicator.Aggregation.DISTINCT),
        # Without the count of records no page could say what was reported.
        Q(key=REPORTS) | Q(active=True, sensitivity=Indicator.Sensitivity.OPEN),
    )
    return Catalogue(tuple(rows.order_by("order", "key")))


def read(
    questions: Sequence[Question],
    indicators: Sequence[Indicator],
    reports: Indicator,
    distinct: Sequence[Indicator] = (),
    *,
    census: Census | None = None,
    verified: bool = True,
) -> Answers:
    """Answer all questions in one statement: sums of `indicators`, and how many members `distinct` ones named.

    Without `verified` only the reports tell what of them is verified: half the work of a wide table.
    """
    sums: dict[Key, Sums] = {}
    coverage: dict[tuple[int, int, int, int], Coverage] = {}
    tallies: dict[tuple[int, int], Tally] = {}
    width = len(indicators)
    asked = statement(questions, indicators, reports, distinct, census=census, verified=verified)
    for of, q, w, group, *figures in _rows(*asked):
        values = [int(value) for value in figures]  # PostgreSQL sums bigints as numerics
        if of == statements.CENSUS:
            tallies[w, group] = _tallied(tallies.get((w, group), Tally()), *values[:3])
            continue
        if of:
            coverage[of, q, w, group] = Coverage(values[0], values[1])
            continue
        reported, checked, months = values[-3:]
        if not questions[q].windows[w].cut_due:
            months = int(reported > 0)  # the range is due as a whole
        found = (tuple(values[:width]), tuple(values[width:-3])) if not questions[q].bare else ((), ())
        sums[q, w, group] = Sums(*found, reported, checked, months)
    return Answers(sums, coverage, tallies)


def _tallied(so_far: Tally, owed: int, found: int, units: int) -> Tally:
    """Add units that are alike: `found` is twice the due months with a record, and one more for any record."""
    full, partial = (units, 0) if found // 2 >= owed else (0, units)
    if not found:
        full = partial = 0
    return Tally(so_far.units + units, so_far.full + full, so_far.partial + partial)


def statement(
    questions: Sequence[Question],
    indicators: Sequence[Indicator],
    reports: Indicator,
    distinct: Sequence[Indicator] = (),
    *,
    census: Census | None = None,
    verified: bool = True,
) -> tuple[str, list[Any]]:
    """The nodes and the runs as small tables, joined with the rows that they name."""
    summed = [q for q, asked in enumerate(questions) if not (asked.members or asked.bare)]
    bare = [q for q, asked in enumerate(questions) if asked.bare]
    counted = [q for q, asked in enumerate(questions) if asked.members]
    states = "av" if verified else "a"
    width = len(states) * len(indicators)
    due = max((len(each.cut_due) for asked in questions for each in asked.windows), default=0)
    parts = [statements.sums(indicators, reports, summed, states, due)] if summed else []
    if bare:
        parts.append(statements.sums([], reports, bare, states, due, padding=width))
    if counted and distinct:
        parts.append(statements.distinct(distinct, counted, padding=width + 1))
    nodes = [f"({q},{unit:d},{group:d})" for q, asked in enumerate(questions) for unit, group in asked.nodes.items()]
    windows = [(q, w, each) for q, asked in enumerate(questions) for w, each in enumerate(asked.windows)]
    if not (nodes and windows and parts):
        return "", []
    tables: list[Rows] = [("node(q, unit_id, grp)", [(one, ()) for one in nodes])]
    if census is not None:
        of_census = [(len(questions), w, each) for w, each in enumerate(census.windows)]
        windows += of_census
        tables += _census_tables(of_census, census.seen)
        parts.append(
            statements.census(
                reports,
                len(questions),
                provinces=census.provinces,
                units=census.units,
                inherited=census.seen is not None,
                padding=width,
            )
        )
    tables += _window_tables(windows)
    params = [day for _name, rows in tables for _values, days in rows for day in days]
    shown = ", ".join(f"{name} AS (VALUES {','.join(values for values, _days in rows)})" for name, rows in tables)
    return f"WITH {shown} {' UNION ALL '.join(parts)}", [connection.ops.adapt_datefield_value(day) for day in params]


def _window_tables(windows: Sequence[tuple[int, int, Window]]) -> list[Rows]:
    """The runs of each window, and which due month a half-month belongs to."""
    timed: list[tuple[str, tuple[date, ...]]] = []
    for q, w, each in windows:
        owed = each.cut_due or (Days(EPOCH, EPOCH),)
        for run in runs(each.days):
            timed.append((f"({q},{w},{run.grain:d},%s,%s,%s,%s)", (run.first, run.last, owed[0].start, owed[-1].end)))
    # No window may be without a row, hence the first.
    months: list[tuple[str, tuple[date, ...]]] = [("(-1,-1,%s,-1)", (EPOCH,))]
    months += [
        (f"({q},{w},%s,{m})", (half,))
        for q, w, each in windows
        for m, part in enumerate(each.cut_due)
        for half in (part.start, next_half_month(part.start))
    ]
    return [("run(q, w, grain, first, last, due_first, due_last)", timed), ("due(q, w, day, m)", months)]


def _census_tables(windows: Sequence[tuple[int, int, Window]], seen: date | None) -> list[Rows]:
    """On which day the units of each window are counted, which months are due, and the days of each."""
    extents: list[tuple[str, tuple[date, ...]]] = []
    owed: list[tuple[str, tuple[date, ...]]] = [("(-1,%s,%s)", (EPOCH, EPOCH))]
    for _q, w, each in windows:
        days, due = each.days, each.cut_due or (Days(EPOCH, EPOCH),)
        extents.append((f"({w},%s,%s,%s,%s,%s)", (seen or days.end, days.start, days.end, due[0].start, due[-1].end)))
        owed += [(f"({w},%s,%s)", (part.start, part.end)) for part in each.cut_due]
    return [("extent(w, day, first, last, due_first, due_last)", extents), ("owed(w, first, last)", owed)]


def _rows(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    if not sql:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
