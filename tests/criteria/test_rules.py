"""Areas count once over a merger; what is written names nobody; results and lines belong to their assessment."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from communes.models import ResidentialArea
from criteria.actions import Refused, Stated, nominate, save_answers, void
from criteria.models import AreaResult, Assessment, AssessmentLine
from criteria.selectors.sets import set_page
from tests.criteria.entries import model_set, opened, safe_set
from tests.world import World

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
FIRST_HALF = (date(2025, 1, 1), date(2025, 6, 30))


@pytest.mark.parametrize("later", [True, False])
def test_areas_are_assessed_once_over_a_merger(world: World, later: bool) -> None:
    """The old commune in its last half-year, and the new one over the whole year: in either order."""
    safe = safe_set(world)
    said = [(world.giao_hieu, FIRST_HALF), (world.commune, YEAR)]
    (first, days), (second, same_days) = said if later else said[::-1]
    opened(world.dung, first, safe, *days)
    with pytest.raises(Refused, match=first.name):
        opened(world.dung, second, safe, *same_days)
    with pytest.raises(DatabaseError, match="assessed already"), transaction.atomic():
        Assessment.objects.create(
            set=safe, purpose="safe", unit=second, start=same_days[0], end=same_days[1], by=world.dung
        )


def test_days_beside_each_other_are_two_assessments(world: World) -> None:
    safe = safe_set(world)
    opened(world.dung, world.giao_hieu, safe, *FIRST_HALF)
    assert opened(world.dung, world.commune, safe, date(2025, 7, 1), date(2025, 12, 31)).pk


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Bộ tiêu chí của ông Nguyễn Văn A"},
        {"paper": "12/QĐ ông Nguyễn Văn A"},
        {"criteria": [Stated("Gọi 0912345678 khi cần")]},
    ],
)
def test_a_set_names_nobody(world: World, changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        model_set(world, **changes)


def test_what_is_said_of_an_assessment_names_nobody(world: World) -> None:
    row = opened(world.dung, world.commune, model_set(world))
    line = row.lines.all()[0]
    name = "ông Nguyễn Văn A"
    with pytest.raises(Refused):
        save_answers(by=world.dung, assessment=row, seen=1, met={}, notes={line.pk: name}, passed={})
    with pytest.raises(Refused):
        nominate(by=world.thu, assessment=row, seen=1, on=date(2026, 2, 1), paper=name)
    with pytest.raises(Refused):
        void(by=world.dung, assessment=row, seen=1, reason=name)


def test_the_database_refuses_lines_of_other_sets_and_areas_of_elsewhere(world: World) -> None:
    row, other = opened(world.dung, world.commune, safe_set(world)), model_set(world)
    elsewhere = ResidentialArea.objects.create(name="Thôn Lạ", kind="thon", sort_key="x", search_key="thon la")
    with pytest.raises(DatabaseError, match="never lay"), transaction.atomic():
        AreaResult.objects.create(assessment=row, residential_area=elsewhere, passed=True)
    with pytest.raises(DatabaseError, match="another set"), transaction.atomic():
        AssessmentLine.objects.create(assessment=row, criterion=other.criteria.all()[0])


def test_a_set_tells_each_the_assessments_of_the_own_scope(world: World) -> None:
    safe = safe_set(world)
    opened(world.dung, world.commune, safe)
    assert [set_page(who, safe).assessments for who in (world.lan, world.tinh, world.minh)] == [1, 1, 0]
