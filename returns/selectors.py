"""Reported totals as pages show them: in words, beside what records add up to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Sum, Value, When
from django.urls import reverse

from campaigns.models import ActivityKind
from communes.models import Unit
from returns.models import ReportedTotal, RestrictedFigure, Return, ReturnAmount, ReturnForm, Said
from returns.periods import ending
from returns.qualifiers import Qualifier, said
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.selectors import Numbers

ALONE = (Qualifier.MANY, Qualifier.SOME)  # say all there is to say, and are worth nothing in a sum


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
    rows = ReportedTotal.objects.open().filter(unit=unit).select_related("indicator", "by")
    return [told(row, str(row.get_kind_display())) for row in rows]


def restricted_of(unit: Unit) -> list[Told]:
    rows = RestrictedFigure.objects.switched_on().filter(unit=unit).select_related("indicator", "by")
    return [told(row) for row in rows]


def beside(units: Sequence[int], indicator: Indicator, days: Days) -> list[Told]:
    """What was said of exactly this place, range and figure; of a stock on the last day, whenever it began."""
    rows = ReportedTotal.objects.open().filter(unit__in=units, indicator=indicator, end=days.end)
    rows = rows if indicator.how.stock else rows.filter(start=days.start)
    return [told(row, str(row.get_kind_display())) for row in rows.select_related("indicator", "by")]


def words_alone(units: Collection[int], indicator: Indicator, days: Days) -> Numbers:
    """The words that stand in place of numbers in the returns of a range, as numbers that come with those of a page.

    By the unit of the day, its id taken from zero: counts of its records stand beside them. `word_alone` reads them.
    """
    rows = ReturnAmount.objects.filter(
        line__indicator=indicator,
        qualifier__in=ALONE,
        period_return__in=Return.objects.filter(unit__in=units, counts=True, end__range=(days.start, days.end)),
    )
    which = Case(*(When(qualifier=word, then=Value(number)) for number, word in enumerate(ALONE, 1)))
    found = rows.order_by().values(grp=0 - F("period_return__unit"))
    return found.annotate(number=Sum(which, distinct=True)).values_list("grp", "number")


def word_alone(number: int) -> str:
    """The word of such a number; of a unit with several it is "nhiều", as of any sum."""
    return str(ALONE[number - 1].label) if number <= len(ALONE) else ""


def has_totals() -> Exists:
    """Whether totals were said of a unit, as a column of a query of units."""
    return Exists(ReportedTotal.objects.open().filter(unit=OuterRef("pk")))


def reportable(unit: Unit) -> QuerySet[Indicator]:
    """What totals may be said of, of a unit: not of what only another province asks."""
    rows = Indicator.objects.filter(active=True, sensitivity=Indicator.Sensitivity.OPEN).exclude(key="reports")
    return rows.exclude(fed_by__in=_elsewhere(unit))


def _elsewhere(unit: Unit) -> list[str]:
    """What feeds the figures of kinds and forms that no log of the unit has."""
    kinds = ActivityKind.objects.exclude(pk__in=ActivityKind.objects.in_log(unit).order_by().values("pk"))
    forms = ReturnForm.objects.exclude(pk__in=ReturnForm.objects.in_log(unit).order_by().values("pk"))
    return [one.source for one in (*kinds, *forms)]


def open_indicators(unit: Unit) -> list[Indicator]:
    return list(reportable(unit))


def restricted_indicators() -> list[Indicator]:
    """Those that an administrator has switched on."""
    return list(Indicator.objects.filter(active=True, sensitivity=Indicator.Sensitivity.RESTRICTED))


@dataclass(frozen=True)
class Press:
    """One press says that nothing happened in a period: where it is sent, under which UUID, of which day."""

    href: str
    uuid: UUID
    on: date


def nothing_to_say(unit: Unit, end: date) -> Press | None:
    """Of a period of the log that ended (for the unit) on a day; none where no form asks, or it was said already."""
    form = ReturnForm.objects.valid_on(end).filter(about_log=True).first()
    if form is None or ending(form.every, unit, end) is None:
        return None
    if Return.objects.filter(form=form, unit=unit, end=end, counts=True).exists():
        return None
    return Press(reverse("return_add", args=[unit.slug, form.key]), uuid4(), end)
