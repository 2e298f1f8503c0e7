"""What stands along the rows and columns of a table: units, periods, or the place and range as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from dashboards.members import Family, Line, family, lines
from dashboards.places import SLUG, Place, address
from dashboards.state import State
from pivots.asking import Pivot
from pivots.axes import Axis
from pivots.slices import Slice, slices
from rollups.models import SCALE, Indicator
from rollups.numbers import grouped
from rollups.ranges import Days

MOST_ROWS, MOST_CELLS = 400, 20_000
WHOLE = 0  # the line of the place, and the window of the range


class Item(NamedTuple):
    """One row, or one column or group of columns. `line` and `window` say which answers stand there."""

    label: str
    head: str
    line: int = WHOLE
    window: int = WHOLE
    href: str = ""
    sort_key: str = ""
    figure: Indicator | None = None
    total: bool = False


@dataclass(frozen=True)
class Layout:
    """The axes of a table before any number is read."""

    place: Place
    pivot: Pivot
    family: Family
    lines: Sequence[Line]
    slices: Sequence[Slice]

    @property
    def ranges(self) -> list[Days]:
        """The days of each window: of the range, then of its periods."""
        return [self.pivot.state.days, *(one.days for one in self.slices)]

    @property
    def rows(self) -> list[Item]:
        if self.pivot.rows == Axis.INDICATOR:
            return [_of_figure(one, self.place, self.pivot.state) for one in self.pivot.figures]
        return self._items(self.pivot.rows)

    @property
    def columns(self) -> list[Item]:
        """Without the figures that stand in each of them."""
        return [self._whole(total=False)] if self.pivot.columns is None else self._items(self.pivot.columns)

    @property
    def figures(self) -> Sequence[Indicator | None]:
        """What stands in each column: nothing of its own where the rows are figures."""
        return (None,) if self.pivot.rows == Axis.INDICATOR else self.pivot.figures

    @property
    def cells(self) -> int:
        return len(self.rows) * len(self.columns) * len(self.figures) * (2 if self.pivot.verified else 1)

    def _items(self, axis: Axis) -> list[Item]:
        """Those of an axis, and the whole of it last (where it is more than one)."""
        if axis.is_units:
            found = [_of_line(one, number, self.pivot.state) for number, one in enumerate(self.lines, 1)]
            return [*found, self._whole(_("Tổng số"))]
        parts = [_of_slice(one, number) for number, one in enumerate(self.slices, 1)]
        return parts if len(parts) == 1 else [*parts, self._whole(_("Cả kỳ"))]

    def _whole(self, label: str = "", *, total: bool = True) -> Item:
        return Item(label, label, total=total)


def lay_out(place: Place, pivot: Pivot) -> Layout:
    """Who and when: the units of the place (one query, remembered), and the periods of the range."""
    found, state = family(place, pivot.state), pivot.state
    along = lines(place, state, found.listed) if pivot.units else []
    parts = slices(pivot.periods, state.days, state.calendar, state.today) if pivot.periods else []
    return Layout(place, pivot, found, along, parts)


def too_large(layout: Layout) -> Mapping[str, str]:
    """Why a table is not read, by field: how large it would be and what makes it smaller."""
    rows, cells = len(layout.rows), layout.cells
    if rows > MOST_ROWS:
        words = _("Bảng có %(rows)s dòng, tối đa %(most)s. Chọn kỳ dài hơn cho dòng, hoặc khoảng ngày ngắn hơn.")
        return {"rows": words % {"rows": _number(rows), "most": _number(MOST_ROWS)}}
    if cells > MOST_CELLS:
        words = _("Bảng có %(cells)s ô, tối đa %(most)s. Chọn kỳ dài hơn, ít chỉ tiêu hơn hoặc khoảng ngày ngắn hơn.")
        return {"columns": words % {"cells": _number(cells), "most": _number(MOST_CELLS)}}
    return {}


def _number(value: int) -> str:
    return grouped(value * SCALE)


def _of_line(line: Line, number: int, state: State) -> Item:
    kind, slug = line.page
    href = address(kind, "dashboard").replace(SLUG, slug) + state.carried if slug else ""
    return Item(line.name, line.name, line=number, href=href, sort_key=line.sort_key)


def _of_slice(one: Slice, number: int) -> Item:
    return Item(one.label, one.head, window=number, sort_key=str(one.days.start))


def _of_figure(figure: Indicator, place: Place, state: State) -> Item:
    return Item(figure.name, figure.name, href=place.href("figure", figure.key) + state.carried, figure=figure)
