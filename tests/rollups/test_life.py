"""Totals equal the records after every step of any life: recorded, sent again, changed, moved, verified, deleted."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from accounts.models import Grant, Role, User
from administration.activity_kinds import add_choice, add_count, add_listed, define_kind
from administration.defined import NewFigure
from administration.return_forms import add_line, define_form
from campaigns import actions
from campaigns.contents import ActivityContent, Content
from campaigns.kinds.definition import Definition
from campaigns.kinds.registry import spec_of
from campaigns.models import (
    ActivityChoice,
    ActivityCount,
    ActivityKind,
    ChoiceList,
    ForceKind,
    GiftKind,
    ItemUnit,
    ListedChoice,
    Record,
    SessionForm,
    Topic,
)
from communes.models import Unit
from returns.contents import ReturnContent
from returns.definition import Definition as FormDefinition
from returns.models import ReportingRule, ReturnForm, ReturnLine
from returns.periods import ending
from returns.qualifiers import LEAST, RETURNED, WITH_NUMBER
from rollups.checking import verify
from tests.campaigns.entries import patrol, propaganda_session, weapon_handover
from tests.rollups.recounting import recounted, stored
from tests.world import SINCE, World, leave_stations_of

# Around the ends of half-months, months, the year, and the old map.
DAYS = [
    date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 14), date(2025, 6, 15), date(2025, 6, 30),
    date(2025, 7, 1), date(2025, 7, 14), date(2025, 7, 15), date(2025, 7, 31), date(2025, 8, 1),
]  # fmt: skip
FIRST_DAY_OF_TODAY = date(2025, 7, 1)
OWN = "own_kind"
KINDS = ["pledge_round", "award", "contest", OWN]  # that ship, and one that is defined on the way
OWN_FORM = "own_form"
RETURNS = ["return-nothing", "return-tips_and_conflicts", f"return-{OWN_FORM}"]
small = st.integers(0, 4)


def figure(name: str, *, distinct: bool = False) -> NewFigure:
    return NewFigure(name_vi=name, name_en=f"own {name}", unit_vi="x", unit_en="x", distinct=distinct)


class Log(RuleBasedStateMachine):
    """Lan writes and Dũng verifies in two provinces, in the units of each day."""

    world: ClassVar[World]
    records: Bundle[UUID] = Bundle("records")

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()  # undone at the end: each life starts with an empty log
        self.transaction.__enter__()
        for place in (self.world.province, self.world.foreign.province):
            # Of the days below those from 15/7/2025 on lie in months with a deadline: that is over, so moves change it.
            assert place is not None
            ReportingRule.objects.create(province=place, valid_from=DAYS[7], grace=1, by=self.world.thu)
        self.elsewhere = Unit.objects.filter(heir=self.world.foreign, leaf=True).exclude(pk=self.world.foreign.pk)[0]
        self.defined = self.form_defined = False
        self.sent: dict[UUID, tuple[Unit, Content, User]] = {}

    def teardown(self) -> None:
        try:
            assert verify() == []
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    def unit(self, on: date, here: bool) -> Unit:
        if on >= FIRST_DAY_OF_TODAY:
            return self.world.commune if here else self.world.foreign
        return self.world.giao_hieu if here else self.elsewhere

    def content(self, kind: str, on: date, here: bool, some: list[int]) -> Content:
        """An entry whose figures are `some` small numbers; zeros say nothing."""
        areas = tuple(area for area, named in zip(self.world.villages[:3], some, strict=False) if named) if here else ()
        common: dict[str, Any] = {"on": on, "residential_areas": areas}
        if kind == "patrol":
            forces = dict(zip(ForceKind.objects.order_by("key"), some, strict=False))
            return patrol(**common, forces=forces, reminders=some[0], incidents=some[1])
        if kind in KINDS:
            return self.activity(kind, common, some)
        if kind in RETURNS:
            return self.period_return(kind, self.unit(on, here), on, some)
        if kind == "propaganda_session":
            topics = tuple(Topic.objects.order_by("key")[: some[0]])
            form = SessionForm.objects.order_by("key")[some[1]]
            return propaganda_session(
                **common, form=form, topics=topics, launch=some[2] > 2, attendances=some[3], households=some[4]
            )
        mode = ["voluntary_handover", "recovery", "seizure"][some[0] % 3]
        units = ItemUnit.objects.filter(item_kind__valid_from__lte=on).order_by("pk")[some[1] * 4 :]
        items = {unit: 500 * amount for unit, amount in zip(units, some[2:], strict=False)}
        return weapon_handover(**common, mode=mode, items=items, gifts={GiftKind.objects.get(key="rice"): some[4]})

    def period_return(self, kind: str, unit: Unit, on: date, some: list[int]) -> Content:
        """Numbers with any words that a line may have, of the period that ends on the day."""
        key = kind.removeprefix("return-")
        row = ReturnForm.objects.get(key=key if key != OWN_FORM or self.form_defined else "tips_and_conflicts")
        amounts: dict[str, int] = {}
        words: dict[str, str] = {}
        for (figure, line), number in zip(FormDefinition(row).lines(on).items(), some, strict=False):
            word = RETURNED[(some[-1] + number) % len(RETURNED)] if line.qualified else RETURNED[0]
            word = word if number or word != "nearly" else RETURNED[0]
            amounts[figure] = 500 * number if word in WITH_NUMBER else LEAST.get(word, 0)
            words |= {} if word == RETURNED[0] else {figure: word.value}
        return ReturnContent(definition=row, on=on, amounts=amounts, words=words)

    def is_right(self, content: Content, unit: Unit, but: UUID | None = None) -> bool:
        """Whether a period ends on the day, and has no return that counts."""
        if not isinstance(content, ReturnContent):
            return True
        others = Record.objects.filter(period_return__form=content.definition, unit=unit, on=content.on, deleted=False)
        days = ending(content.definition.every, unit, content.on)
        return days is not None and not others.exclude(uuid=but or uuid4()).exists()

    @precondition(lambda self: not self.form_defined)
    @rule(qualified=st.booleans())
    def define_a_form(self, qualified: bool) -> None:
        row = ReturnForm(name_vi=OWN_FORM, name_en=OWN_FORM, valid_from=DAYS[0])
        define_form(by=self.world.quan, row=row, group="information")
        for number in range(2):
            line = ReturnLine(form=row, qualified=qualified and not number, valid_from=DAYS[0])
            add_line(by=self.world.quan, row=line, figure=figure(f"return number {number}"))
        self.form_defined = True

    def activity(self, kind: str, common: dict[str, Any], some: list[int]) -> Content:
        """What a kind asks for, in small numbers: the one that is defined on the way, or one that ships."""
        row = ActivityKind.objects.get(key=kind if kind != OWN or self.defined else "award")
        definition = Definition(row)
        figures = [
            figure for asked in definition.asked if asked.on(common["on"]) for figure, _part in asked.places.values()
        ]
        day = common["on"]
        labels = {
            choice.key: (rows[some[4] % len(rows)].key,)
            for choice in definition.choices
            if some[3] and choice.is_valid_on(day)
            and (rows := [row for row in definition.rows(choice) if row.is_valid_on(day)])
        }  # fmt: skip
        if row.areas == "never":
            common |= {"residential_areas": ()}
        amounts = {figure: 500 * number for figure, number in zip(figures, some, strict=False)}
        return ActivityContent(**common, definition=row, amounts=amounts, labels=labels)

    @precondition(lambda self: not self.defined)
    @rule(split=st.booleans(), counted=st.booleans())
    def define_a_kind(self, split: bool, counted: bool) -> None:
        """An administrator defines it while others write: from then on its entries count."""
        since, by = DAYS[0], self.world.quan
        lists = [ChoiceList.objects.create(key=f"own_{n}", name_vi="x", name_en="x", valid_from=since) for n in (0, 1)]
        for number, row in enumerate(lists * 2):
            listed = ListedChoice(list=row, name_vi="x", name_en=f"x{number}", valid_from=since)
            add_listed(by=by, row=listed)
        kind = ActivityKind(name_vi=OWN, name_en=OWN, valid_from=since)
        define_kind(by=by, row=kind, figure=figure("records"), coverage=figure("areas", distinct=True))
        for number, parts in enumerate([None, lists[0] if split else None]):
            count = ActivityCount(kind=kind, split=parts, valid_from=since)
            add_count(by=by, row=count, figure=figure(f"number {number}"))
        choice = ActivityChoice(kind=kind, label_vi="x", label_en="x", list=lists[1], valid_from=since)
        add_choice(by=by, row=choice, counted=counted)
        self.defined = True

    @precondition(lambda self: self.defined)
    @rule()
    def follow_a_number(self) -> None:
        """Close what is asked for at the end of June 2025, and ask on from July; not before its last use."""
        for row in ActivityCount.objects.filter(kind__key=OWN, valid_from=DAYS[0], valid_to=None):
            closing = ActivityCount.objects.filter(pk=row.pk)
            if row.amounts.filter(activity__record__on__gt=DAYS[4]).exists():
                with pytest.raises(IntegrityError), transaction.atomic():
                    closing.update(valid_to=DAYS[4])
                continue
            closing.update(valid_to=DAYS[4])
            follower = ActivityCount(kind=row.kind, split=row.split, valid_from=DAYS[5], order=row.order)
            add_count(by=self.world.quan, row=follower, figure=row.indicator)

    @rule(
        target=records,
        kind=st.sampled_from(["patrol", "propaganda_session", "weapon_handover", *KINDS, *RETURNS]),
        on=st.sampled_from(DAYS),
        here=st.booleans(),
        some=st.lists(small, min_size=5, max_size=5),
        by_head=st.booleans(),
    )
    def record(self, kind: str, on: date, here: bool, some: list[int], by_head: bool) -> UUID:
        """A return that cannot be is refused, and a patrol takes its place."""
        uuid, unit, content = uuid4(), self.unit(on, here), self.content(kind, on, here, some)
        by = self.world.dung if by_head else self.world.lan
        if not self.is_right(content, unit):
            with pytest.raises(actions.Refused):
                actions.record_entry(by=by, unit=unit, uuid=uuid, content=content)
            content = self.content("patrol", on, here, some)
        actions.record_entry(by=by, unit=unit, uuid=uuid, content=content)
        self.sent[uuid] = (unit, content, by)
        return uuid

    @rule(uuid=records)
    def send_again(self, uuid: UUID) -> None:
        unit, content, by = self.sent[uuid]
        assert actions.record_entry(by=by, unit=unit, uuid=uuid, content=content).resent

    @rule(uuid=records, some=st.lists(small, min_size=5, max_size=5))
    def send_other_content(self, uuid: UUID, some: list[int]) -> None:
        unit, first, by = self.sent[uuid]
        other = patrol(on=first.on, forces={}, reminders=100 + some[0])
        with pytest.raises(actions.Conflict):
            actions.record_entry(by=by, unit=unit, uuid=uuid, content=other)

    @rule(
        uuid=records,
        on=st.sampled_from(DAYS),
        here=st.booleans(),
        some=st.lists(small, min_size=5, max_size=5),
        stale=st.booleans(),
    )
    def edit_or_move(self, uuid: UUID, on: date, here: bool, some: list[int], stale: bool) -> None:
        record = Record.objects.get(uuid=uuid)
        content = self.content(spec_of(record).key, on, here, some)
        version = record.version - stale
        right = self.is_right(content, self.unit(on, here), uuid)
        try:
            actions.edit_record(
                by=self.world.lan, record=record, unit=self.unit(on, here), version=version, content=content
            )
        except actions.Conflict:
            assert stale or record.deleted
        except actions.Refused:
            assert not right

    @rule(uuid=records)
    def delete(self, uuid: UUID) -> None:
        record = Record.objects.get(uuid=uuid)
        actions.delete_record(by=self.world.lan, record=record, version=record.version, reason="ghi nhầm")

    @rule(uuid=records, by_head=st.booleans())
    def approve(self, uuid: UUID, by_head: bool) -> None:
        record = Record.objects.get(uuid=uuid)
        by = self.world.dung if by_head else self.world.lan
        try:
            actions.verify_record(by=by, record=record, version=record.version)
        except (actions.Conflict, actions.Refused, PermissionDenied):
            assert record.deleted or not by_head or self.world.dung.pk in (record.author_id, record.edited_by_id)

    @invariant()
    def totals_equal_the_records(self) -> None:
        assert stored() == recounted()


def test_totals_equal_the_records_after_every_step(world: World) -> None:
    Log.world = world
    leave_stations_of(world.commune, world.foreign)
    for user, role in [(world.lan, Role.OFFICER), (world.dung, Role.STATION_HEAD)]:
        Grant.objects.create(user=user, role=role, unit=world.foreign, valid_from=SINCE)
    run_state_machine_as_test(
        Log,
        settings=settings(
            max_examples=12,
            stateful_step_count=18,
            deadline=None,
            phases=set(Phase) - {Phase.explain},
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )  # fmt: skip
