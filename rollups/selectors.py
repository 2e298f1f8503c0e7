"""The one reader of totals: sums of any groups of units over any ranges, in one statement.

A range is read as its whole half-months and at most two runs of days (rollups.ranges), each an exact range of the
primary key: at most 2 rows a month and 32 days for a unit, however many records stand behind them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from rollups.models import SLOTS, Grain, Indicator
from rollups.ranges import Days, next_half_month, reporting_months, runs

REPORTS = "reports"  # the indicator that counts records of any kind
EPOCH = date(1970, 1, 1)


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
        """How many of the due months touch a unit's life; a unit that lived always owes at least one."""
        return max(1, sum(part.clipped(start, end) is not None for part in self.due))


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


@dataclass(frozen=True, slots=True)
class Answers:
    """Sums by question, window and group; coverage also by the id of its indicator. What has no row has no entry."""

    sums: Mapping[Key, Sums]
    coverage: Mapping[tuple[int, int, int, int], Coverage]


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
    verified: bool = True,
) -> Answers:
    """Answer all questions in one statement: sums of `indicators`, and how many members `distinct` ones named.

    Without `verified` only the reports tell what of them is verified: half the work of a wide table.
    """
    sums: dict[Key, Sums] = {}
    coverage: dict[tuple[int, int, int, int], Coverage] = {}
    width = len(indicators)
    for of, q, w, group, *figures in _rows(*statement(questions, indicators, reports, distinct, verified=verified)):
        values = [int(value) for value in figures]  # PostgreSQL sums bigints as numerics
        if of:
            coverage[of, q, w, group] = Coverage(values[0], values[1])
            continue
        reported, checked, months = values[-3:]
        if not questions[q].windows[w].cut_due:
            months = int(reported > 0)  # the range is due as a whole
        sums[q, w, group] = Sums(tuple(values[:width]), tuple(values[width:-3]), reported, checked, months)
    return Answers(sums, coverage)


def statement(
    questions: Sequence[Question],
    indicators: Sequence[Indicator],
    reports: Indicator,
    distinct: Sequence[Indicator] = (),
    *,
    verified: bool = True,
) -> tuple[str, list[Any]]:
    """The nodes and the runs as two small tables, joined with the rows that they name."""
    summed = [q for q, asked in enumerate(questions) if not asked.members]
    counted = [q for q, asked in enumerate(questions) if asked.members]
    states = "av" if verified else "a"
    parts = [_sums(indicators, reports, summed, states)] if summed else []
    if counted and distinct:
        parts.append(_distinct(distinct, counted, padding=len(states) * len(indicators) + 1))
    nodes = [f"({q},{unit:d},{group:d})" for q, asked in enumerate(questions) for unit, group in asked.nodes.items()]
    timed = [
        (f"({q},{w},{run.grain:d},%s,%s)", run.first, run.last)
        for q, asked in enumerate(questions)
        for w, each in enumerate(asked.windows)
        for run in runs(each.days)
    ]
    if not (nodes and timed and parts):
        return "", []
    # Which due month a half-month belongs to; no question may be without a row, hence the first.
    months: list[tuple[str, date]] = [("(-1,-1,%s,-1)", EPOCH)]
    months += [
        (f"({q},{w},%s,{m})", half)
        for q, asked in enumerate(questions)
        for w, each in enumerate(asked.windows)
        for m, part in enumerate(each.cut_due)
        for half in (part.start, next_half_month(part.start))
    ]
    days = [day for _, first, last in timed for day in (first, last)] + [day for _, day in months]
    params = [connection.ops.adapt_datefield_value(day) for day in days]
    tables = (
        f"node(q, unit_id, grp) AS (VALUES {','.join(nodes)}),"
        f" run(q, w, grain, first, last) AS (VALUES {','.join(values for values, *_ in timed)}),"
        f" due(q, w, day, m) AS (VALUES {','.join(values for values, _ in months)})"
    )
    return f"WITH {tables} {' UNION ALL '.join(parts)}", params


def _sums(indicators: Sequence[Indicator], reports: Indicator, questions: Sequence[int], states: str) -> str:
    """A due month counts once, however many rows it has."""
    columns = [*indicators, reports]
    blocks = sorted({_slot(one) // SLOTS for one in columns})
    sums = [f"SUM({_column(one, state, blocks)})" for state in states for one in indicators]
    sums += [f"SUM({_column(reports, state, blocks)})" for state in "av"]
    return f"""
        SELECT 0 AS what, r.q, r.w, n.grp, {", ".join(sums)},
            COUNT(DISTINCT CASE WHEN {_column(reports, "a", blocks)} > 0 THEN d.m END)
        FROM node n CROSS JOIN run r CROSS JOIN rollups_total t
            LEFT JOIN due d ON d.q = r.q AND d.w = r.w AND d.day = t.day AND t.grain = {Grain.HALF_MONTH:d}
        WHERE n.q {_among(questions)} AND r.q = n.q AND t.unit_id = n.unit_id AND t.block {_among(blocks)}
            AND t.grain = r.grain AND t.day BETWEEN r.first AND r.last
        GROUP BY r.q, r.w, n.grp"""  # noqa: S608 - integers and names of our own alone


def _distinct(distinct: Sequence[Indicator], questions: Sequence[int], padding: int) -> str:
    """A member counts once in a group, however many of the group's units it lay in."""
    return f"""
        SELECT indicator_id, q, w, grp, SUM(CASE WHEN refs > 0 THEN 1 ELSE 0 END),
            SUM(CASE WHEN verified > 0 THEN 1 ELSE 0 END){", 0" * padding}
        FROM (
            SELECT t.indicator_id, r.q, r.w, n.grp, SUM(t.refs) AS refs, SUM(t.verified_refs) AS verified
            FROM node n CROSS JOIN run r CROSS JOIN rollups_distincttotal t
            WHERE n.q {_among(questions)} AND r.q = n.q AND t.unit_id = n.unit_id
                AND t.indicator_id {_among([one.pk for one in distinct])}
                AND t.grain = r.grain AND t.day BETWEEN r.first AND r.last
            GROUP BY t.indicator_id, r.q, r.w, n.grp, t.member
        ) d GROUP BY indicator_id, q, w, grp"""  # noqa: S608 - integers and names of our own alone


def _among(blocks: Sequence[int]) -> str:
    return f"= {blocks[0]}" if len(blocks) == 1 else f"IN ({', '.join(map(str, blocks))})"


def _slot(indicator: Indicator) -> int:
    if indicator.slot is None:
        raise ValueError(f"{indicator.key} is not stored")
    return indicator.slot


def _column(indicator: Indicator, state: str, blocks: Sequence[int]) -> str:
    block, place = divmod(_slot(indicator), SLOTS)
    column = f"t.{state}{place:02}"
    return column if len(blocks) == 1 else f"CASE WHEN t.block = {block} THEN {column} ELSE 0 END"


def _rows(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    if not sql:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
