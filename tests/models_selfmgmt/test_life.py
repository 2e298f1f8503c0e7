"""Totals equal the register after every step of any life: opened, changed, corrected, stopped, voided, back-dated."""

from datetime import date
from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from communes.models import Unit
from models_selfmgmt.actions import Refused, move_register, open_model, open_register
from models_selfmgmt.changes import Alter, Change, Correct, Happen, Inspect, Resume, Stop, Void, Withdraw
from models_selfmgmt.history import Content, runs_of, standing_rows
from models_selfmgmt.models import EventKind, ModelEvent, ModelInstance, ModelType
from models_selfmgmt.planned import Launch, Survey
from rollups.checking import verify
from tests.models_selfmgmt.entries import changed, opened, said, value
from tests.models_selfmgmt.recounting import FIGURES, standing_on
from tests.world import World, leave_stations_of

# Around the ends of half-months, years and the old map.
DAYS = [
    date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 14), date(2025, 6, 30), date(2025, 7, 1), date(2025, 7, 15),
    date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 14), date(2026, 3, 1),
]  # fmt: skip
KINDS = {
    "security_camera": "cameras_active",
    "security_lighting": "security_lamps",
    "safe_household": "safe_households",
    "farmers_branch": "farmers_branch_members",
    "security_cluster": None,
}
FIRST_DAY_OF_TODAY = date(2025, 7, 1)
day_of = st.sampled_from(DAYS)
some = st.integers(0, 4)


class Register(RuleBasedStateMachine):
    """Dũng keeps the register of Bằng Thành and of what it was."""

    world: ClassVar[World]
    models: Bundle[int] = Bundle("models")

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        open_register(by=self.world.dung, unit=self.world.commune, since=DAYS[3])

    def teardown(self) -> None:
        try:
            assert verify() == []
            self.values_are_those_of_the_rows()
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def values_are_those_of_the_rows(self) -> None:
        """Read as pages read, against a count in plain Python."""
        for unit in (self.world.commune, self.world.neighbour):
            for day in DAYS[::3]:
                expected = standing_on(unit, day)
                assert {key: value(unit, key, day) for key in FIGURES} == {key: expected[key] for key in FIGURES}

    def place(self, on: date) -> Unit:
        return self.world.commune if on >= FIRST_DAY_OF_TODAY else self.world.giao_hieu

    def content(self, key: str, amount: int, on: date) -> Content:
        counted = KINDS[key]
        if counted is None:
            old = self.world.neighbour.lineage.exclude(pk=self.world.neighbour.pk).order_by("code")[0]
            return Content(joined=frozenset({self.world.neighbour if on >= FIRST_DAY_OF_TODAY else old}))
        return said(*self.world.villages[:amount][:3], **{counted: amount})

    def attempt(self, pk: int, change: Change) -> None:
        """What is refused changes nothing."""
        instance = ModelInstance.objects.get(pk=pk)
        before = instance.version
        try:
            with transaction.atomic():
                changed(self.world.dung, instance, change)
        except Refused:
            instance.refresh_from_db()
            assert instance.version == before

    @rule(target=models, key=st.sampled_from(sorted(KINDS)), on=day_of, amount=some, until=day_of, known=st.booleans())
    def open(self, key: str, on: date, amount: int, until: date, known: bool) -> int:
        last = until if until > on and amount == 1 else None
        return opened(
            self.world.dung, self.place(on), on, self.content(key, amount, on), key, established=known, until=last
        ).pk

    @rule(target=models, key=st.sampled_from(sorted(KINDS)), on=day_of)
    def survey(self, key: str, on: date) -> int:
        """It counts nowhere: the totals stay as they are."""
        before = standing_on(self.world.commune, DAYS[-1])
        survey = Survey(self.place(on), on)
        plan = open_model(by=self.world.dung, type=ModelType.objects.get(key=key), opened=survey)
        assert standing_on(self.world.commune, DAYS[-1]) == before
        return plan.pk

    @rule(pk=models, on=day_of, amount=some)
    def launch(self, pk: int, on: date, amount: int) -> None:
        key = ModelInstance.objects.get(pk=pk).type.key
        self.attempt(pk, Launch(self.place(on), on, self.content(key, amount, on)))

    @rule(pk=models, on=day_of, amount=some, kind=st.sampled_from([None, EventKind.REPLICATED]))
    def alter(self, pk: int, on: date, amount: int, kind: EventKind | None) -> None:
        key = ModelInstance.objects.get(pk=pk).type.key
        self.attempt(pk, Alter(self.place(on), on, self.content(key, amount, on), kind))

    @rule(pk=models, which=st.integers(0, 3), on=day_of, amount=some, known=st.booleans())
    def correct(self, pk: int, which: int, on: date, amount: int, known: bool) -> None:
        instance = ModelInstance.objects.get(pk=pk)
        runs = runs_of(standing_rows(instance))
        if which < len(runs):
            on = runs[which].start if which else on
            said_ = self.content(instance.type.key, amount, on)
            self.attempt(pk, Correct(runs[which].start, self.place(on), on, said_, known))

    @rule(pk=models, on=day_of, dropping=st.booleans())
    def stop(self, pk: int, on: date, dropping: bool) -> None:
        self.attempt(pk, Stop(on, dropping))

    @rule(pk=models, on=day_of, amount=some)
    def resume(self, pk: int, on: date, amount: int) -> None:
        key = ModelInstance.objects.get(pk=pk).type.key
        self.attempt(pk, Resume(self.place(on), on, self.content(key, amount, on)))

    @rule(pk=models, on=day_of, kind=st.sampled_from([EventKind.SURVEYED, EventKind.STRENGTHENED]))
    def happen(self, pk: int, on: date, kind: EventKind) -> None:
        self.attempt(pk, Happen(on, kind))
        self.attempt(pk, Inspect(on, "fair"))

    @rule(pk=models, which=st.integers(0, 3))
    def void(self, pk: int, which: int) -> None:
        events = list(ModelEvent.objects.filter(instance=pk, voided=False))
        if which < len(events):
            self.attempt(pk, Void(events[which]))

    @rule(pk=models)
    def withdraw(self, pk: int) -> None:
        self.attempt(pk, Withdraw())

    @rule(since=day_of)
    def open_the_register(self, since: date) -> None:
        open_register(by=self.world.dung, unit=self.world.commune, since=since)

    @rule(pk=models, day=st.sampled_from(DAYS[4:]), back=st.booleans())
    def move(self, pk: int, day: date, back: bool) -> None:
        here, there = self.world.commune, self.world.neighbour
        old, new = (there, here) if back else (here, there)
        move_register(by=None, old=old, new=new, day=day, instances=[ModelInstance.objects.get(pk=pk)])

    @invariant()
    def what_has_no_stage_has_surveys_alone(self) -> None:
        plans = ModelInstance.objects.planned()
        kinds = set(ModelEvent.objects.filter(instance__in=plans, voided=False).values_list("kind", flat=True))
        assert kinds <= {EventKind.SURVEYED, EventKind.STOPPED}
        assert not plans.exclude(events__kind=EventKind.SURVEYED, events__voided=False).exists()

    @invariant()
    def totals_equal_the_rows(self) -> None:
        assert verify() == []


@pytest.mark.django_db
def test_totals_equal_the_register_after_every_step(world: World) -> None:
    Register.world = world
    leave_stations_of(world.commune, world.neighbour)
    world.dung.grants.create(role="station_head", unit=world.neighbour, valid_from=date(2020, 1, 1))
    run_state_machine_as_test(
        Register,
        settings=settings(
            max_examples=12,
            stateful_step_count=18,
            deadline=None,
            phases=set(Phase) - {Phase.explain},
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )  # fmt: skip
