"""The small tables of the reader's statement: groups of units, runs of buckets, due months."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from rollups.asking import Question, Window
from rollups.ranges import Days, next_half_month, runs, runs_until

EPOCH = date(1970, 1, 1)
Rows = tuple[str, list[tuple[str, tuple[date, ...]]]]  # name and columns; values of each row and their days
Windows = Sequence[tuple[int, int, Window]]  # question, window


def with_tables(tables: Sequence[Rows], sql: str) -> tuple[str, list[Any]]:
    """The statement behind its tables, and its parameters: days alone."""
    params = [day for _name, rows in tables for _values, days in rows for day in days]
    shown = ", ".join(f"{name} AS (VALUES {','.join(values for values, _days in rows)})" for name, rows in tables)
    return f"WITH {shown} {sql}", [connection.ops.adapt_datefield_value(day) for day in params]


def of_questions(questions: Sequence[Question]) -> list[Rows]:
    nodes = []
    for q, asked in enumerate(questions):
        place_of = {day: place for place, day in enumerate(asked.ends, 1)}
        ends = {unit: place_of[day] for unit, day in asked.ended.items()}
        nodes += [f"({q},{unit:d},{group:d},{ends.get(unit, 0):d})" for unit, group in asked.nodes.items()]
    return [("node(q, unit_id, grp, ended)", [(one, ()) for one in nodes])]


def of_ends(windows: Windows, questions: Sequence[Question]) -> list[Rows]:
    """The runs of everything up to the end of each window; of units that ended in it, up to their last day."""
    timed: list[tuple[str, tuple[date, ...]]] = [
        (f"({q},{w},{place:d},{run.grain:d},%s,%s)", (run.first, run.last))
        for q, w, each in windows
        for place, day in enumerate([each.days.end, *(questions[q].ends if q < len(questions) else [])])
        for run in runs_until(day if day in each.days else each.days.end)
    ]
    return [("stand(q, w, ended, grain, first, last)", timed)]


def of_windows(windows: Windows) -> list[Rows]:
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


def of_census(windows: Windows, seen: date | None) -> list[Rows]:
    """On which day the units of each window are counted, which months are due, and the days of each."""
    extents: list[tuple[str, tuple[date, ...]]] = []
    owed: list[tuple[str, tuple[date, ...]]] = [("(-1,%s,%s)", (EPOCH, EPOCH))]
    for _q, w, each in windows:
        days, due = each.days, each.cut_due or (Days(EPOCH, EPOCH),)
        extents.append((f"({w},%s,%s,%s,%s,%s)", (seen or days.end, days.start, days.end, due[0].start, due[-1].end)))
        owed += [(f"({w},%s,%s)", (part.start, part.end)) for part in each.cut_due]
    return [("extent(w, day, first, last, due_first, due_last)", extents), ("owed(w, first, last)", owed)]
