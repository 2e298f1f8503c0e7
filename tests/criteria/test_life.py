"""Totals equal a recount after any life of assessments: answered, sent, chosen, decided, and all the way back."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import ClassVar

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from communes.models import REORGANISED_ON, ResidentialAreaMembership, Unit
from criteria import actions
from criteria.actions import Refused
from criteria.models import Assessment, CriteriaSet, Step
from rollups.checking import verify
from stations.actions import end_area
from tests.criteria.entries import answered, model_set, opened, safe_set
from tests.world import World, leave_stations_of

# Around the ends of half-months, months and the year; the last two in the old commune.
ENDS = [
    date(2025, 7, 14),
    date(2025, 7, 15),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2024, 12, 31),
    date(2025, 6, 30),
]
BACK = [Step.RETURNED, Step.UNCHOSEN, Step.REOPENED]
which = st.integers(0, 9)


class Lives(RuleBasedStateMachine):
    """Dũng assesses and Thu decides, in the units of each day."""

    world: ClassVar[World]
    sets: ClassVar[list[CriteriaSet]]

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()  # undone at the end
        self.transaction.__enter__()

    def teardown(self) -> None:
        try:
            assert verify() == []
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def tried(self, write: Callable[[Assessment], object], number: int) -> None:
        """On one of the assessments there are; what a rule refuses leaves nothing."""
        rows = list(Assessment.objects.order_by("pk"))
        if rows:
            with suppress(Refused):
                write(rows[number % len(rows)])

    @rule(end=st.sampled_from(ENDS), of=st.integers(0, 1), days=st.integers(1, 200))
    def open(self, end: date, of: int, days: int) -> None:
        unit = Unit.objects.get(pk=self.world.giao_hieu.pk if end <= date(2025, 6, 30) else self.world.commune.pk)
        with suppress(Refused):
            opened(self.world.dung, unit, self.sets[of], date.fromordinal(end.toordinal() - days), end)

    @rule(number=which, failed=st.integers(0, 5))
    def answer(self, number: int, failed: int) -> None:
        self.tried(lambda row: answered(self.world.dung, row, failed=failed), number)

    @rule(number=which)
    def send(self, number: int) -> None:
        def write(row: Assessment) -> None:
            row = actions.send(by=self.world.dung, assessment=row, seen=row.version)
            counted = set(row.areas.values_list("residential_area", flat=True))
            assert counted == {area.pk for area in actions.filling.areas_of(row)}

        self.tried(write, number)

    @rule(number=which, on=st.sampled_from([end for end in ENDS if end >= REORGANISED_ON]))
    def end_area(self, number: int, on: date) -> None:
        here = ResidentialAreaMembership.objects.filter(unit=self.world.commune, valid_to__isnull=True)
        rows = list(here.select_related("residential_area").order_by("pk"))
        if rows:
            area = rows[number % len(rows)].residential_area
            end_area(by=self.world.dung, unit=self.world.commune, area=area, last_day=on)

    @rule(number=which)
    def void(self, number: int) -> None:
        self.tried(
            lambda row: actions.void(by=self.world.dung, assessment=row, seen=row.version, reason="Nhầm"), number
        )

    @rule(number=which, later=st.integers(0, 1))
    def choose(self, number: int, later: int) -> None:
        def write(row: Assessment) -> None:
            on = row.end if later else max(row.start, row.unit.valid_from)
            actions.nominate(by=self.world.thu, assessment=row, seen=row.version, on=on)

        self.tried(write, number)

    @rule(number=which, recognised=st.booleans())
    def decide(self, number: int, recognised: bool) -> None:
        def write(row: Assessment) -> None:
            actions.decide(
                by=self.world.thu, assessment=row, seen=row.version, on=timezone.localdate(), recognised=recognised
            )

        self.tried(write, number)

    @rule(number=which, step=st.sampled_from(BACK))
    def step_back(self, number: int, step: Step) -> None:
        self.tried(
            lambda row: actions.take_back(by=self.world.thu, assessment=row, seen=row.version, step=step, reason="Sai"),
            number,
        )

    @invariant()
    def totals_are_what_the_assessments_add_up_to(self) -> None:
        assert verify() == []


@pytest.mark.django_db
def test_totals_stay_exact(world: World) -> None:
    leave_stations_of(world.commune, world.neighbour, world.foreign)
    Lives.world, Lives.sets = world, [model_set(world), safe_set(world)]
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
