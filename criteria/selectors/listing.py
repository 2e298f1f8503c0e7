"""Assessments as a list: a unit's own, and all of a scope with what the province may press."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from campaigns.listing import RECORDED, TODAY, units_of, units_of_area
from communes.models import Unit
from criteria.counting import CHOSEN, FIGURES, SENT
from criteria.forms.lists import Wanted
from criteria.models import AreaResult, Assessment, AssessmentLine, Purpose, Stage
from criteria.selectors.page import Standing


@dataclass(frozen=True)
class Row:
    """An assessment in a list; counts of criteria, and of residential areas where these are looked at.

    Until it is sent nobody can say how many areas passed of how many: only how many were marked.
    """

    assessment: Assessment
    met: int
    answered: int
    asked: int
    marked: int
    standing: Standing | None
    judges: bool

    @property
    def stage(self) -> Stage:
        return self.assessment.stage

    @property
    def day(self) -> date:
        """Of the last thing that happened to it."""
        row = self.assessment
        days = [one for one in (row.decided_on, row.nominated_on, row.sent_on) if one is not None]
        return max(days, default=timezone.localdate(row.created_at))

    @property
    def may_choose(self) -> bool:
        row = self.assessment
        # The press of the list means today, on which a unit that has ended cannot be chosen.
        here = row.unit.valid_to is None
        return self.judges and here and row.purpose == Purpose.MODEL and row.nominated_on is None

    @property
    def may_decide(self) -> bool:
        waiting = Stage.NOMINATED if self.assessment.purpose == Purpose.MODEL else Stage.SENT
        return self.judges and self.stage == waiting


def find(user: User, wanted: Wanted) -> QuerySet[Assessment]:
    """What the reader may see of what the address asks for."""
    rows = Assessment.objects.read_by(user).standing()
    lens = RECORDED if wanted.recorded else TODAY
    if wanted.unit is not None:
        rows = rows.filter(unit__in=Unit.objects.filter(units_of(wanted.unit, lens)).order_by().values("pk"))
    if wanted.area is not None:
        rows = rows.filter(unit__in=units_of_area(wanted.area, lens, timezone.localdate()))
    if wanted.key:
        rows = rows.filter(set__key=wanted.key)
        if wanted.province is not None:
            whose = {"set__province__slug": wanted.province} if wanted.province else {"set__province": None}
            rows = rows.filter(**whose)
    if wanted.stage:
        rows = rows.at(wanted.stage)
    return _within(rows, wanted)


def _within(rows: QuerySet[Assessment], wanted: Wanted) -> QuerySet[Assessment]:
    """In a range by the day on which the figure counts; without one, those whose own range touches it."""
    if wanted.figure in FIGURES:
        field = "nominated_on" if wanted.figure == CHOSEN else "end"
        rows = rows.filter(nominated_on__isnull=False) if wanted.figure == CHOSEN else rows.filter(pk__in=SENT)
        first, last = f"{field}__gte", f"{field}__lte"
    else:
        first, last = "end__gte", "start__lte"
    if wanted.start is not None:
        rows = rows.filter(**{first: wanted.start})
    return rows.filter(**{last: wanted.end}) if wanted.end is not None else rows


def ordered(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """The newest ranges first, with what a row shows."""

    def count(of: QuerySet[AssessmentLine] | QuerySet[AreaResult]) -> Coalesce:
        one = of.filter(assessment=OuterRef("pk")).order_by().values("assessment").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(one), 0)

    lines, areas = AssessmentLine.objects.all(), AreaResult.objects.all()
    return (
        rows.select_related("set", "unit", "unit__province")
        .annotate(
            met=count(lines.filter(met=True)), answered=count(lines.filter(met__isnull=False)), asked=count(lines),
            passed=count(areas.filter(passed=True)), failed=count(areas.filter(passed=False)),
        )
        .order_by("-end", "set__name", "unit__sort_key", "pk")
    )  # fmt: skip


def shown(user: User, rows: Iterable[Assessment]) -> list[Row]:
    """Rows of a page, and whether the reader decides on them."""
    found = list(rows)
    judged = set(
        Unit.objects.judged_by(user).filter(pk__in={row.unit_id for row in found}).values_list("pk", flat=True)
    )
    return [_row(row, row.unit_id in judged) for row in found]


def _row(row: Assessment, judges: bool) -> Row:
    told: dict[str, int] = {name: getattr(row, name) for name in ("met", "answered", "asked", "passed", "failed")}
    marked, standing = told["passed"] + told["failed"], None
    if row.set.share is not None and row.sent_on is not None:
        standing = Standing(told["passed"], told["failed"], marked, row.set.share)
    return Row(row, told["met"], told["answered"], told["asked"], marked, standing, judges)
