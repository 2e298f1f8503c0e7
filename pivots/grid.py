"""A table as its page and its spreadsheet show it: the same rows and figures in both, as plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from communes.models import Level
from dashboards.places import SLUG, address
from periods.presets import of_range
from pivots.items import WHOLE, Item, Layout
from pivots.lacks import Lack
from pivots.reading import Reading, read_table, rough
from pivots.shading import shades
from pivots.standing import Standing, uncounted
from pivots.words import short
from rollups.models import Indicator
from rollups.selectors import Catalogue


class Head(NamedTuple):
    """Words above one or more columns, and where they lead."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """`group` stands above it, with its neighbours; `label` says all of it at once."""

    item: Item
    figure: Indicator | None
    verified: bool
    group: Head
    head: str
    label: str

    @property
    def decimals(self) -> int:
        return self.figure.decimals if self.figure is not None else 0

    @property
    def total(self) -> bool:
        return self.item.total

    @property
    def coloured(self) -> bool:
        return not (self.total or self.verified)


@dataclass(frozen=True, slots=True)
class Row:
    """Values in the order of the columns: thousandths, nothing where not reported.

    `rough` marks estimates, `lacks` say why numbers are not there, where that is not that they were not reported.
    `parts` say "4/5" of those that not all units stand behind, `part` once for all of them.
    """

    item: Item
    values: tuple[int | None, ...]
    rough: tuple[bool, ...] = ()
    steps: tuple[int, ...] = ()
    lacks: tuple[Lack, ...] = ()
    parts: tuple[str, ...] = ()
    part: str = ""

    @property
    def name(self) -> str:
        return self.item.label

    @property
    def why(self) -> Sequence[Lack]:
        """Of each value why it is not there."""
        return self.lacks or [Lack.MISSING if value is None else Lack.NONE for value in self.values]


@dataclass(frozen=True)
class Grid:
    first: str  # heading of the first column
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: Row | None
    reported: Sequence[Standing]  # who has, of what; of the whole range
    uncounted: bool  # it is said of the whole range alone who has reported, and not of its periods
    links: Sequence[str]  # of the total row, to the figure behind each column

    @property
    def units(self) -> bool:
        """Rows are figures: each has a unit of its own, and no order but that of the catalogue."""
        return bool(self.rows) and self.rows[0].item.figure is not None

    @property
    def all_rows(self) -> list[Row]:
        return [*self.rows, *([self.total] if self.total else [])]

    @property
    def groups(self) -> list[tuple[Head, int, bool]]:
        """Headings above the columns, how many each spans, whether they are totals; none where no column has one."""
        found: list[tuple[Head, int, bool]] = []
        for one in self.columns:
            if found and found[-1][0] == one.group:
                found[-1] = (one.group, found[-1][1] + 1, found[-1][2] and one.total)
            else:
                found.append((one.group, 1, one.total))
        return found if any(head.text for head, _span, _total in found) else []

    @property
    def names_figures(self) -> bool:
        """Whether its rows or headings name each figure in full, and lead to its page."""
        return self.units or any(one.figure is not None and one.group.text == one.figure.name for one in self.columns)

    @property
    def missing(self) -> int:
        """Units that reported nothing of the first figure in the range."""
        return self.reported[0].whole.missing if self.reported else 0

    @property
    def partial(self) -> bool:
        """Whether a number stands there that not all units are behind."""
        return any(any(row.parts) for row in self.all_rows)

    @property
    def rough(self) -> bool:
        return any(any(row.rough) for row in self.all_rows)


def read_grid(layout: Layout, catalogue: Catalogue) -> Grid:
    """Read the numbers of a layout and put each in its place."""
    reading = read_table(layout, catalogue)
    columns = list(_columns(layout))
    rows = [_row(item, columns, reading) for item in layout.rows]
    if layout.pivot.shaded:
        steps = shades([(row.item, row.values) for row in rows], [(one.figure, one.coloured) for one in columns])
        rows = [replace(row, steps=own) for row, own in zip(rows, steps, strict=True)]
    total = next((row for row in rows if row.item.total), None)
    return Grid(
        first=str(layout.pivot.rows.label),
        columns=columns,
        rows=[row for row in rows if not row.item.total],
        total=total,
        reported=reading.reported if layout.place.level != Level.COMMUNE else [],
        uncounted=uncounted(layout),
        links=[_link(one, layout) for one in columns] if total else [],
    )


def _row(item: Item, columns: Sequence[Column], reading: Reading) -> Row:
    values, marks, lacks, parts = [], [], [], []
    for column in columns:
        line, window = item.line or column.item.line, item.window or column.item.window
        figure = item.figure or column.figure
        if figure is None:
            raise ValueError("neither the row nor the column says what is counted")
        value = reading.value(line, window, figure, verified=column.verified)
        values.append(value)
        marks.append(value is not None and rough(reading.layout, line, window, figure))
        lacks.append(Lack.NONE if value is not None else reading.lack(line, window, figure))
        parts.append("" if value is None or column.verified else reading.partial(line, window, figure))
    return Row(
        item,
        tuple(values),
        tuple(marks) if any(marks) else (),
        lacks=tuple(lacks) if set(lacks) - {Lack.NONE, Lack.MISSING} else (),
        parts=tuple(parts) if any(parts) else (),
        part=_once(item, columns, parts),
    )


def _once(item: Item, columns: Sequence[Column], parts: Sequence[str]) -> str:
    """What is said of every number of a row, where all are of the same days and units."""
    told = [
        (item.line or one.item.line, item.window or one.item.window, part)
        for one, part in zip(columns, parts, strict=True)
        if not one.verified
    ]
    return told[0][2] if len(set(told)) == 1 else ""


def _columns(layout: Layout) -> Iterator[Column]:
    """The figures in each unit or period; grouped, the units or periods of each figure."""
    pivot, items, figures = layout.pivot, layout.columns, layout.figures
    by_figure = pivot.columns is None or (pivot.grouped and len(figures) > 1)
    pairs = [(item, figure) for item in items for figure in figures]
    if by_figure:
        pairs = [(item, figure) for figure in figures for item in items]
    for item, figure in pairs:
        for verified in (False, True) if pivot.verified else (False,):
            group, head = _heads(item, figure, layout, by_figure)
            yield Column(item, figure, verified, group, _approved(head, verified), _label(item, figure, verified))


def _heads(item: Item, figure: Indicator | None, layout: Layout, by_figure: bool) -> tuple[Head, str]:
    """What stands above a column with its neighbours, and what in its own head."""
    pivot = layout.pivot
    if figure is None:
        return (Head(item.head, item.href), _("Số liệu")) if pivot.verified or item.href else (Head(""), item.head)
    if by_figure:
        href = layout.place.href("figure", figure.key) + pivot.state.carried
        return Head(figure.name, href), item.head or figure.unit
    if len(layout.figures) > 1:
        return Head(item.head, item.href), short(figure)
    if pivot.verified or pivot.columns in (None, pivot.units):
        return Head(item.head, item.href), figure.unit
    return Head(""), item.head


def _approved(head: str, verified: bool) -> str:
    return _("Đã duyệt") if verified else head or _("Số liệu")


def _label(item: Item, figure: Indicator | None, verified: bool) -> str:
    """All that a column is, for spreadsheets and for who hears the page."""
    words = [item.label, f"{figure.name} ({figure.unit})" if figure else "", _("đã duyệt") if verified else ""]
    return " – ".join(one for one in words if one) or _("Số liệu")


def _link(column: Column, layout: Layout) -> str:
    """The figure page of a column's total: of its unit and its days."""
    if column.figure is None:
        return ""
    item, state = column.item, layout.pivot.state
    choice = state.choice
    if item.window != WHOLE:
        part = layout.slices[item.window - 1]
        choice = part.choice if part.days == part.choice.days else of_range(part.days)
    query = state.query(by="", status="", choice=choice)
    if item.line == WHOLE:
        return layout.place.href("figure", column.figure.key) + query
    kind, slug = layout.lines[item.line - 1].page
    return address(kind, "figure", column.figure.key).replace(SLUG, slug) + query if slug else ""
