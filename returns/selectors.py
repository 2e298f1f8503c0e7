"""Reported totals as pages show them: in words, beside what records add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from communes.models import Unit
from returns.models import ReportedTotal, RestrictedFigure, Said
from returns.qualifiers import said
from rollups.models import Indicator
from rollups.ranges import Days


@dataclass(frozen=True)
class Told:
    """A row in words. `days` is nothing where it has no start."""

    pk: int
    indicator: Indicator
    text: str
    start: date | None
    end: date
    source: str
    paper: str
    by: str
    on: date
    thousandths: int | None


def told(row: Said, source: str = "") -> Told:
    unit = row.told_unit or row.indicator.unit
    text = said(row.thousandths, row.qualifier, unit, row.open_list, row.indicator.decimals)
    return Told(
        row.pk, row.indicator, text, row.start, row.end, source, row.paper, row.by.name, row.created_at.date(),
        row.thousandths,
    )  # fmt: skip


def totals_of(unit: Unit) -> list[Told]:
    rows = ReportedTotal.objects.standing().filter(unit=unit).select_related("indicator", "by")
    return [told(row, str(row.get_kind_display())) for row in rows]


def restricted_of(unit: Unit) -> list[Told]:
    rows = RestrictedFigure.objects.standing().filter(unit=unit).select_related("indicator", "by")
    return [told(row) for row in rows]


def beside(units: Sequence[int], indicator: Indicator, days: Days) -> list[Told]:
    """What was said of exactly this place, range and figure; of a stock on the last day, whenever it began."""
    rows = ReportedTotal.objects.standing().filter(unit__in=units, indicator=indicator, end=days.end)
    rows = rows if indicator.how.stock else rows.filter(start=days.start)
    return [told(row, str(row.get_kind_display())) for row in rows.select_related("indicator", "by")]


def has_totals() -> Exists:
    """Whether totals were said of a unit, as a column of a query of units."""
    return Exists(ReportedTotal.objects.standing().filter(unit=OuterRef("pk")))


def open_indicators() -> list[Indicator]:
    """What totals may be said of."""
    return list(Indicator.objects.filter(active=True, sensitivity=Indicator.Sensitivity.OPEN).exclude(key="reports"))


def restricted_indicators() -> list[Indicator]:
    """Those that an administrator has switched on."""
    return list(Indicator.objects.filter(active=True, sensitivity=Indicator.Sensitivity.RESTRICTED))
