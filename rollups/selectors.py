"""The one reader of totals: sums of any groups of units over any ranges, in one statement.

A range is read as its whole half-months and at most two runs of days (rollups.ranges), each an exact range of the
primary key: at most 2 rows a month and 32 days for a unit, however many records stand behind them. A stock on the last
day of a range is read as years, half-months of its year, and days: at most years + 24 + 16 rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from rollups import statements, tables
from rollups.asking import Census as Census
from rollups.asking import Question as Question
from rollups.asking import Window as Window
from rollups.asking import window as window
from rollups.catalogue import REPORTS as REPORTS
from rollups.catalogue import Catalogue as Catalogue
from rollups.catalogue import catalogue as catalogue
from rollups.models import Indicator
from rollups.ranges import Days, reporting_months

ALL = 0  # the group of a census of units


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
Numbers = QuerySet[Any, tuple[int, int]]  # named grp and number


@dataclass(frozen=True, slots=True)
class Answers:
    """Sums by question, window and group; coverage also by the id of its indicator. What has no row has no entry.

    Tallies by window and group of the census.
    """

    sums: Mapping[Key, Sums]
    coverage: Mapping[tuple[int, int, int, int], Coverage]
    tallies: Mapping[tuple[int, int], Tally]
    beside: Mapping[int, int] = field(default_factory=dict)  # numbers that another room counted, by its groups


def read(
    questions: Sequence[Question],
    indicators: Sequence[Indicator],
    reports: Indicator,
    distinct: Sequence[Indicator] = (),
    *,
    census: Census | None = None,
    verified: bool = True,
    beside: Numbers | None = None,
) -> Answers:
    """Answer all questions in one statement: sums of `indicators`, and how many members `distinct` ones named.

    Without `verified` only the reports tell what of them is verified: half the work of a wide table. `beside`: rows
    that are no totals, and come along.
    """
    asked = statement(questions, indicators, reports, distinct, census=census, verified=verified, beside=beside)
    found = Found(len(indicators), verified)
    order = places(indicators)
    for what, q, w, group, *figures in _rows(*asked):
        values = [int(value) for value in figures]  # PostgreSQL sums bigints as numerics
        if what == statements.FLOWS:
            found.flows(questions[q], (q, w, group), values, order[False])
        elif what == statements.STOCKS:
            found.stocks((q, w, group), values, order[True])
        elif what == statements.CENSUS:
            found.tallies[w, group] = _tallied(found.tallies.get((w, group), Tally()), *values[:3])
        elif what == statements.BESIDE:
            found.beside[group] = values[0]
        else:
            found.coverage[what, q, w, group] = Coverage(values[0], values[1])
    return Answers(found.sums, found.coverage, found.tallies, found.beside)


def places(indicators: Sequence[Indicator]) -> dict[bool, list[int]]:
    """Where flows (False) and stocks (True) stand among the indicators that were asked for."""
    return {stock: [n for n, one in enumerate(indicators) if one.how.stock == stock] for stock in (False, True)}


class Found:
    """Answers that grow row by row: a group's flows and its stocks come in rows of their own."""

    def __init__(self, width: int, verified: bool) -> None:
        self.sums: dict[Key, Sums] = {}
        self.coverage: dict[tuple[int, int, int, int], Coverage] = {}
        self.tallies: dict[tuple[int, int], Tally] = {}
        self.beside: dict[int, int] = {}
        zeros = (0,) * width
        self.nothing = Sums(zeros, zeros if verified else (), 0, 0, 0)

    def flows(self, question: Question, key: Key, values: list[int], order: Sequence[int]) -> None:
        reports, checked, months, *figures = values
        if not question.windows[key[1]].cut_due:
            months = int(reports > 0)  # the range is due as a whole
        if question.bare:
            self.sums[key] = Sums((), (), reports, checked, months)
            return
        before = self.sums.get(key, self.nothing)
        self.sums[key] = replace(
            self._filled(before, figures, order), reports=reports, verified_reports=checked, months=months
        )

    def stocks(self, key: Key, values: list[int], order: Sequence[int]) -> None:
        self.sums[key] = self._filled(self.sums.get(key, self.nothing), values, order)

    def _filled(self, sums: Sums, values: Sequence[int], order: Sequence[int]) -> Sums:
        if len(order) == len(sums.all):  # nothing but flows, as on most pages
            return replace(
                sums,
                all=tuple(values[: len(order)]),
                verified=tuple(values[len(order) : len(order) + len(sums.verified)]),
            )
        every, checked = list(sums.all), list(sums.verified)
        for n, place in enumerate(order):
            every[place] = values[n]
            if checked:
                checked[place] = values[len(order) + n]
        return replace(sums, all=tuple(every), verified=tuple(checked))


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
    beside: Numbers | None = None,
) -> tuple[str, list[Any]]:
    """The nodes and the runs as small tables, joined with the rows that they name."""
    summed = [q for q, asked in enumerate(questions) if not (asked.members or asked.bare)]
    bare = [q for q, asked in enumerate(questions) if asked.bare]
    counted = [q for q, asked in enumerate(questions) if asked.members]
    flows, stocks = ([one for one in indicators if one.how.stock == stock] for stock in (False, True))
    states = "av" if verified else "a"
    width = max(3 + len(states) * len(flows), len(states) * len(stocks))
    due = max((months_within(each.cut_due) for asked in questions for each in asked.windows), default=0)
    parts = [statements.sums(flows, reports, summed, states, due, width)] if summed else []
    if summed and stocks:
        parts.append(statements.stocks(stocks, summed, states, width))
    for said_by, some in _by_report(bare, [one.said_by for one in questions], reports):
        parts.append(statements.sums([], said_by, some, states, due, width))
    for stock in (False, True):
        members = [one for one in distinct if one.how.stock == stock]
        if counted and members:
            parts.append(statements.distinct(members, counted, stock=stock, width=width))
    windows = [(q, w, each) for q, asked in enumerate(questions) for w, each in enumerate(asked.windows)]
    if not (parts and windows and any(asked.nodes for asked in questions)):
        return "", []
    shown = tables.of_questions(questions)
    if census is not None:
        of_census = [(len(questions), w, each) for w, each in enumerate(census.windows)]
        windows += of_census
        shown += tables.of_census(of_census, census.seen)
        parts += _parts_of_census(census, len(questions), reports, width)
    shown += tables.of_windows(windows)
    if stocks or any(one.how.stock for one in distinct):
        shown += tables.of_ends(windows, questions)
    sql, params = tables.with_tables(shown, " UNION ALL ".join(parts))
    if beside is None:
        return sql, params
    more, given = statements.beside(beside, width)
    return f"{sql} UNION ALL {more}", [*params, *given]


def _parts_of_census(census: Census, question: int, reports: Indicator, width: int) -> list[str]:
    """One for each count of reports, as the windows of the census ask; `question` is its number."""
    every = _by_report(range(len(census.windows)), census.said_by, reports)
    provinces, units, inherited = census.provinces, census.units, census.seen is not None
    return [
        statements.census(said_by, question, some, provinces=provinces, units=units, inherited=inherited, width=width)
        for said_by, some in every
    ]


def _by_report(
    numbers: Iterable[int], said_by: Sequence[Indicator | None], reports: Indicator
) -> list[tuple[Indicator, list[int]]]:
    """Questions or windows together with those that the same count of reports answers."""
    found: dict[Indicator, list[int]] = {}
    for number in numbers:
        found.setdefault((said_by[number] if said_by else None) or reports, []).append(number)
    return list(found.items())


def months_within(due: Sequence[Days]) -> int:
    """From the first due month to the last one."""
    return len(reporting_months(Days(due[0].start, due[-1].end))) if due else 0


def _rows(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    if not sql:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
