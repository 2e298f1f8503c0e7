"""The parts of the reader's statement (rollups.selectors): integers and names of our own alone stand in them."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from rollups.models import SLOTS, Grain, Indicator

# The reporting month of a half-month: its first day, or two weeks before, lies in the month that names it.
MONTHS = {
    "postgresql": "12 * date_part('year', t.day - 14) + date_part('month', t.day - 14)",
    "sqlite": "strftime('%%Y%%m', t.day, '-14 days')",
}
# The number of a due month, from the days between the first of them (a 15th) and one of its half-months (a 15th or a
# 1st): a mean month has 14,610 ÷ 480 days, and with some days more short and long months stay on their side.
MONTH = "(({} + 7) * 480 / 14610)"
# What the rows of a part are called, beside the ids of distinct indicators.
FLOWS, CENSUS, STOCKS, BESIDE = 0, -1, -2, -3


def sums(
    indicators: Sequence[Indicator], reports: Indicator, questions: Sequence[int], states: str, due: int, width: int
) -> str:
    """Flows: reports, verified ones, due months with a report, then `indicators` by state.

    A due month counts once, however many rows it has; `due` is the greatest number of them in a window.
    """
    blocks = _blocks([*indicators, reports])
    reported = f"{_column(reports, 'a', blocks)} > 0"
    columns = [_column(reports, state, blocks) for state in "av"]
    columns += [_column(one, state, blocks) for state in states for one in indicators]
    rows = _rows(blocks)
    if connection.vendor == "postgresql":
        months = f"BIT_OR(CASE WHEN {_owed(reported)} THEN {_bit(max(due, 1))} END) AS months"
        found, shown, where = _summed_by_unit(columns, rows, months)
        counted = "COALESCE(LENGTH(REPLACE(CAST(BIT_OR(s.months) AS text), '0', '')), 0)"
    else:
        # With the affinity of its column SQLite would not look a due day up but go through all of them, for each row.
        found = f"""CROSS JOIN rollups_total t LEFT JOIN due d
                ON d.q = r.q AND d.w = r.w AND d.day = +t.day AND t.grain = {Grain.HALF_MONTH:d}"""
        shown, where = [f"SUM({column})" for column in columns], rows
        counted = f"COUNT(DISTINCT CASE WHEN {reported} THEN d.m END)"
    figures = _padded([*shown[:2], counted, *shown[2:]], width)
    return f"""
        SELECT {FLOWS} AS what, r.q, r.w, n.grp, {figures}
        FROM node n CROSS JOIN run r {found}
        WHERE n.q {_among(questions)} AND r.q = n.q AND {where}
        GROUP BY r.q, r.w, n.grp"""  # noqa: S608


def stocks(indicators: Sequence[Indicator], questions: Sequence[int], states: str, width: int) -> str:
    """Stocks on the last day of each window: everything up to it."""
    blocks = _blocks(indicators)
    columns = [_column(one, state, blocks) for state in states for one in indicators]
    found, shown, where = "CROSS JOIN rollups_total t", [f"SUM({column})" for column in columns], _rows(blocks)
    if connection.vendor == "postgresql":
        found, shown, where = _summed_by_unit(columns, where)
    return f"""
        SELECT {STOCKS} AS what, r.q, r.w, n.grp, {_padded(shown, width)}
        FROM node n CROSS JOIN stand r {found}
        WHERE n.q {_among(questions)} AND r.q = n.q AND r.ended = n.ended AND {where}
        GROUP BY r.q, r.w, n.grp"""  # noqa: S608


def _rows(blocks: Sequence[int]) -> str:
    """Which rows of totals a node and a run name."""
    return f"""t.unit_id = n.unit_id AND t.block {_among(blocks)}
            AND t.grain = r.grain AND t.day BETWEEN r.first AND r.last"""


def _summed_by_unit(columns: Sequence[str], rows: str, *further: str) -> tuple[str, list[str], str]:
    """Sum each unit and run where it is found: PostgreSQL would else sort every row that it reads, on its disk."""
    each = ", ".join([*(f"SUM({column}) AS c{n}" for n, column in enumerate(columns)), *further])
    found = f"CROSS JOIN LATERAL (SELECT {each} FROM rollups_total t WHERE {rows}) s"  # noqa: S608
    return found, [f"SUM(s.c{n})" for n in range(len(columns))], "s.c0 IS NOT NULL"


def _owed(reported: str) -> str:
    return f"r.grain = {Grain.HALF_MONTH:d} AND t.day BETWEEN r.due_first AND r.due_last AND {reported}"


def _bit(due: int) -> str:
    """A due month as a bit: several runs and units may name one."""
    return f"CAST(1 AS bit({due})) << {MONTH.format('t.day - r.due_first')}"


def distinct(indicators: Sequence[Indicator], questions: Sequence[int], *, stock: bool, width: int) -> str:
    """A member counts once in a group, however many of the group's units it lay in."""
    runs, day = ("stand", " AND r.ended = n.ended") if stock else ("run", "")
    figures = [f"SUM(CASE WHEN {refs} > 0 THEN 1 ELSE 0 END)" for refs in ("refs", "verified")]
    return f"""
        SELECT indicator_id, q, w, grp, {_padded(figures, width)}
        FROM (
            SELECT t.indicator_id, r.q, r.w, n.grp, SUM(t.refs) AS refs, SUM(t.verified_refs) AS verified
            FROM node n CROSS JOIN {runs} r CROSS JOIN rollups_distincttotal t
            WHERE n.q {_among(questions)} AND r.q = n.q{day} AND t.unit_id = n.unit_id
                AND t.indicator_id {_among([one.pk for one in indicators])}
                AND t.grain = r.grain AND t.day BETWEEN r.first AND r.last
            GROUP BY t.indicator_id, r.q, r.w, n.grp, t.member
        ) d GROUP BY indicator_id, q, w, grp"""  # noqa: S608


def census(
    reports: Indicator,
    question: int,
    windows: Sequence[int],
    *,
    provinces: Sequence[int],
    units: Sequence[int],
    inherited: bool,
    width: int,
) -> str:
    """How many units owe and found alike: a probe of the key for each unit that lived and run, never a scan of totals.

    `found` is twice the due months with a record, and one more for any record. Due months follow each other, so they
    need no table to be joined with. DISTINCT, because SQLite would else look twice at each unit.
    """
    block, heirs = _slot(reports) // SLOTS, "u.heir_id = g.id" if inherited else "u.id = g.id"
    records = _column(reports, "a", [block])
    due = f"t.grain = {Grain.HALF_MONTH:d} AND t.day BETWEEN e.due_first AND e.due_last"
    probe = f"t.unit_id = u.id AND t.block = {block} AND t.grain = r.grain AND t.day BETWEEN r.first AND r.last"
    life = "" if inherited else " AND o.last >= g.valid_from AND (g.valid_to IS NULL OR o.first <= g.valid_to)"
    # A province that ended in the window shows the units of its last day.
    day = "CASE WHEN p.valid_to < e.day THEN p.valid_to ELSE e.day END" if provinces else "e.day"
    return f"""
        SELECT {CENSUS} AS what, {question} AS q, c.w, c.grp, {_padded(["c.owed", "c.found", "COUNT(*)"], width)}
        FROM (
            SELECT DISTINCT e.w, g.id, {"g.province_id" if provinces else "0"} AS grp,
                (SELECT COUNT(*) FROM owed o WHERE o.w = e.w{life}) AS owed,
                (SELECT 2 * COUNT(DISTINCT CASE WHEN {records} > 0 AND {due} THEN {MONTHS[connection.vendor]} END)
                        + COALESCE(MAX(CASE WHEN {records} > 0 THEN 1 ELSE 0 END), 0)
                    FROM communes_unit u CROSS JOIN run r {_probed("rollups_total", probe)}
                    WHERE {heirs} AND u.valid_from <= e.last AND (u.valid_to IS NULL OR u.valid_to >= e.first)
                        AND r.q = {question} AND r.w = e.w AND {probe}) AS found
            FROM extent e CROSS JOIN communes_unit g CROSS JOIN communes_unit p CROSS JOIN communes_station s
            WHERE {f"g.province_id {_among(provinces)}" if provinces else f"g.id {_among(units)}"}
                AND e.w {_among(windows)} AND p.id = g.province_id AND s.unit_id = g.id
                AND s.valid_from <= {day} AND (s.valid_to IS NULL OR s.valid_to >= {day})
        ) c GROUP BY c.w, c.grp, c.owed, c.found"""  # noqa: S608


def beside(numbers: QuerySet[Any, tuple[int, int]], width: int) -> tuple[str, Sequence[Any]]:
    """What another room counts by its own groups, and the parameters of that."""
    sql, params = numbers.order_by().query.sql_with_params()
    figures = _padded(["b.number"], width)
    return f"SELECT {BESIDE} AS what, 0 AS q, 0 AS w, b.grp, {figures} FROM ({sql}) b", params  # noqa: S608


def _probed(table: str, rows: str) -> str:
    """Join rows by their key, for each pair before them, whatever statistics say of the table.

    SQLite joins in the order that is written. PostgreSQL chooses, and where it believes the table nearly empty, as soon
    after a first load, it would go through all of it for each unit; a subquery with OFFSET stays where it stands.
    """
    if connection.vendor == "postgresql":
        return f"CROSS JOIN LATERAL (SELECT t.* FROM {table} t WHERE {rows} OFFSET 0) t"  # noqa: S608
    return f"CROSS JOIN {table} t"


def _among(numbers: Sequence[int]) -> str:
    return f"= {numbers[0]:d}" if len(numbers) == 1 else f"IN ({', '.join(f'{one:d}' for one in numbers)})"


def _padded(figures: Sequence[str], width: int) -> str:
    """All parts of a statement have as many columns."""
    return ", ".join([*figures, *["0"] * (width - len(figures))])


def _blocks(indicators: Sequence[Indicator]) -> list[int]:
    return sorted({_slot(one) // SLOTS for one in indicators})


def _slot(indicator: Indicator) -> int:
    if indicator.slot is None:
        raise ValueError(f"{indicator.key} is not stored")
    return indicator.slot


def _column(indicator: Indicator, state: str, blocks: Sequence[int]) -> str:
    block, place = divmod(_slot(indicator), SLOTS)
    column = f"t.{state}{place:02}"
    return column if len(blocks) == 1 else f"CASE WHEN t.block = {block} THEN {column} ELSE 0 END"
