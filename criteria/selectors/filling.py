"""What the head's pages show: a unit's assessments, one line with its evidence, what somebody else changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from communes.models import Unit
from criteria.forms.assessing import MET, SAID, AnswersForm
from criteria.models import Assessment, AssessmentLine, CriteriaSet
from criteria.selectors.listing import Row, ordered, shown
from criteria.selectors.page import Proof, proofs_of
from criteria.selectors.sets import sets_for


@dataclass(frozen=True)
class UnitPage:
    """`opens`: whether the reader may begin an assessment here; `fills`: whether as its head."""

    unit: Unit
    rows: Sequence[Row]
    sets: Sequence[CriteriaSet]
    fills: bool
    opens: bool
    initial: dict[str, Any]


@dataclass(frozen=True)
class LinePage:
    """One criterion with what proves it, and the ones before and after it."""

    line: AssessmentLine
    proofs: Sequence[Proof]
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Change:
    label: str
    stored: str
    sent: str


def unit_page(user: User, unit: Unit, today: date) -> UnitPage:
    rows = Assessment.objects.standing().filter(unit__in=Unit.objects.read_by(user))
    rows = rows.filter(unit=unit) | rows.filter(unit__heir=unit)
    fills = Unit.objects.kept_by(user).filter(pk=unit.pk).exists()
    judges = Unit.objects.judged_by(user).filter(pk=unit.pk).exists()
    sets = sets_for(unit) if fills or judges else []
    year = min(unit.valid_to or today, today).year
    end = min(unit.valid_to or date(year, 12, 31), date(year, 12, 31))
    initial = {"start": max(date(year, 1, 1), unit.valid_from), "end": end}
    return UnitPage(unit, shown(user, ordered(rows)), sets, fills, bool(sets) and (fills or judges), initial)


def line_page(row: Assessment, line: AssessmentLine) -> LinePage:
    numbers = list(row.lines.order_by("criterion__number").values_list("criterion__number", flat=True))
    place = numbers.index(line.criterion.number)
    return LinePage(
        line=line,
        proofs=proofs_of(row, [line]).get(line.pk, []),
        before=numbers[place - 1] if place else None,
        after=numbers[place + 1] if place + 1 < len(numbers) else None,
    )


def changed_since(form: AnswersForm, row: Assessment) -> list[Change]:
    """Where what is stored now differs from what was sent."""
    words = {SAID[key]: str(label) for key, label in MET} | {None: "–"}
    sent, found = form.answers, []
    for line in row.lines.select_related("criterion").order_by("criterion__number"):
        said = sent["met"].get(line.pk)
        if line.met != said:
            found.append(Change(str(line.criterion), words[line.met], words[said]))
        elif line.note != sent["notes"].get(line.pk, line.note):
            found.append(Change(str(line.criterion), line.note or "–", sent["notes"][line.pk] or "–"))
    stored = dict(row.areas.values_list("residential_area", "passed"))
    for area in form.residential:
        if stored.get(area.pk) != sent["passed"].get(area.pk):
            found.append(Change(area.name, words[stored.get(area.pk)], words[sent["passed"].get(area.pk)]))
    return found
