"""The page of an assessment: its lines with what proves them, its residential areas, its history, what may be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from campaigns.kinds.registry import spec_of
from campaigns.placing import covered
from communes.models import ResidentialArea, Unit
from criteria.actions.filling import areas_of
from criteria.models import Assessment, AssessmentLine, AssessmentStep, Criterion, Evidence, Purpose
from rollups.models import SCALE, Indicator
from rollups.numbers import Share
from rollups.ranges import Days
from rollups.selectors import Question, Window, catalogue, read
from rollups.told import told

WHOLE = 0


@dataclass(frozen=True)
class Proof:
    """Evidence in words. `value`: thousandths of a figure today; nothing where it is not reported."""

    pk: int
    name: str
    href: str
    days: Days | None = None
    value: int | None = None
    unit: str = ""
    gone: bool = False  # the record has been deleted since


@dataclass(frozen=True)
class LineShown:
    line: AssessmentLine
    proofs: Sequence[Proof]

    @property
    def criterion(self) -> Criterion:
        return self.line.criterion


@dataclass(frozen=True)
class Standing:
    """k of n residential areas against the share that is asked."""

    passed: int
    failed: int
    of: int
    share: int

    @property
    def unknown(self) -> int:
        return self.of - self.passed - self.failed

    @property
    def percent(self) -> Share | None:
        return Share(self.passed * SCALE, self.of * SCALE) if self.of else None

    @property
    def bar(self) -> int:
        """Whole percents, rounded down."""
        return 100 * self.passed // self.of if self.of else 0

    @property
    def reached(self) -> bool:
        return self.of > 0 and 100 * self.passed >= self.share * self.of


@dataclass(frozen=True)
class AreaShown:
    name: str
    passed: bool | None


@dataclass(frozen=True)
class AssessmentPage:
    assessment: Assessment
    groups: Sequence[tuple[str, Sequence[LineShown]]]
    of_areas: Sequence[Criterion]  # what a residential area has to meet
    areas: Sequence[AreaShown]
    standing: Standing | None
    steps: Sequence[AssessmentStep]
    fills: bool
    judges: bool

    @property
    def lines(self) -> list[LineShown]:
        return [one for _, lines in self.groups for one in lines]

    @property
    def met(self) -> int:
        return sum(one.line.met is True for one in self.lines)

    @property
    def answered(self) -> int:
        """Criteria and residential areas that something is said of, of all that are asked."""
        areas = self.standing.of - self.standing.unknown if self.standing else 0
        return sum(one.line.met is not None for one in self.lines) + areas

    @property
    def ready(self) -> bool:
        """Nothing is missing, and the range is over on this day."""
        return self.complete and self.assessment.end <= timezone.localdate()

    @property
    def asked(self) -> int:
        return len(self.lines) + (self.standing.of if self.standing else 0)

    @property
    def complete(self) -> bool:
        return 0 < self.asked == self.answered

    @property
    def may_send(self) -> bool:
        return self.fills and self.assessment.open

    @property
    def may_void(self) -> bool:
        """By mistake opened: the head takes it back, and the province as long as nothing is answered."""
        row = self.assessment
        return row.open and not row.nominated_on and (self.fills or (self.judges and not self.answered))

    @property
    def may_choose(self) -> bool:
        row = self.assessment
        return self.judges and row.purpose == Purpose.MODEL and not row.nominated_on and not row.voided

    @property
    def may_decide(self) -> bool:
        row = self.assessment
        chosen = row.purpose != Purpose.MODEL or row.nominated_on is not None
        return self.judges and row.sent_on is not None and chosen and not row.outcome

    @property
    def steps_back(self) -> list[str]:
        """What the province may take back now."""
        row = self.assessment
        if not self.judges or row.voided:
            return []
        if row.outcome:
            return ["reopened"]
        found = ["returned"] if row.sent_on else []
        return [*found, "unchosen"] if row.nominated_on else found


def assessment_page(user: User, assessment: Assessment) -> AssessmentPage:
    lines = list(assessment.lines.select_related("criterion").order_by("criterion__number"))
    proofs = proofs_of(assessment, lines)
    shown = [LineShown(line, proofs.get(line.pk, ())) for line in lines]
    areas, standing = areas_shown(assessment)
    of_areas = list(assessment.set.criteria.order_by("number")) if assessment.set.of_areas else []
    return AssessmentPage(
        assessment=assessment,
        groups=[(name, list(some)) for name, some in groupby(shown, key=lambda one: one.criterion.group)],
        of_areas=of_areas,
        areas=areas,
        standing=standing,
        steps=list(assessment.steps.select_related("by").order_by("pk")),
        fills=Unit.objects.kept_by(user).filter(pk=assessment.unit_id).exists(),
        judges=Unit.objects.judged_by(user).filter(pk=assessment.unit_id).exists(),
    )


def areas_shown(assessment: Assessment) -> tuple[list[AreaShown], Standing | None]:
    """Those that lie in the unit; once sent, those that something was said of."""
    share = assessment.set.share
    if share is None:
        return [], None
    said: dict[ResidentialArea, bool | None] = {
        one.residential_area: one.passed for one in assessment.areas.select_related("residential_area")
    }
    if assessment.open:
        said = {area: said.get(area) for area in areas_of(assessment)}
    shown = [AreaShown(area.name, said[area]) for area in sorted(said, key=lambda area: (area.sort_key, area.pk))]
    passed, failed = (sum(one.passed is value for one in shown) for value in (True, False))
    return shown, Standing(passed, failed, len(shown), share)


def proofs_of(assessment: Assessment, lines: Sequence[AssessmentLine]) -> dict[int, list[Proof]]:
    """The evidence of each line; all figures are read in one statement."""
    rows = list(
        Evidence.objects.filter(line__in=lines)
        .select_related("record__unit", "record__activity__kind", "indicator")
        .order_by("pk")
    )
    values = values_of(assessment.unit, rows)
    found: dict[int, list[Proof]] = {}
    for row in rows:
        found.setdefault(row.line_id, []).append(_proof(assessment.unit, row, values))
    return found


def _proof(unit: Unit, row: Evidence, values: Mapping[int, int]) -> Proof:
    days = _days(row)
    if row.record is not None:
        name = f"{spec_of(row.record).name} {row.record.on:%d/%m/%Y} · {row.record.receipt}"
        return Proof(row.pk, name, row.record.get_absolute_url(), gone=row.record.deleted)
    if row.indicator is None or days is None:
        raise LookupError("evidence is a record or a figure")
    query = urlencode({"from": days.start, "to": days.end})
    href = f"{reverse('unit_figure', args=[unit.slug, row.indicator.key])}?{query}"
    return Proof(row.pk, row.indicator.name, href, days, values.get(row.pk), row.indicator.unit)


def values_of(unit: Unit, rows: Sequence[Evidence]) -> dict[int, int]:
    """The number of each figure as it stands now, with the history that the unit owns."""
    ranges = list(dict.fromkeys(days for row in rows if (days := _days(row)) is not None))
    if not ranges:
        return {}
    known = catalogue()
    wanted = {row.indicator_id for row in rows}
    figures = [one for one in known.stored if one.pk in wanted]
    summed = known.with_presences(figures, figures)
    own = dict.fromkeys(covered(unit).values_list("pk", flat=True), WHOLE)
    answers = read([Question(own, [Window(days) for days in ranges])], summed, known.reports)
    place = {one.pk: n for n, one in enumerate(summed)}
    found = {}
    for row in rows:
        days, indicator = _days(row), row.indicator
        if days is None or indicator is None:
            continue
        value = told(answers.sums.get((0, ranges.index(days), WHOLE)), place, indicator, days)
        if value is not None:
            found[row.pk] = value
    return found


def _days(row: Evidence) -> Days | None:
    return Days(row.start, row.end) if row.start and row.end else None


def usable() -> list[Indicator]:
    """Figures that can prove a line: open ones with totals."""
    return list(catalogue().stored)
