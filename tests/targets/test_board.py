"""Targets against what was reached: added up as histories are, the pace for the rest, who is ahead, behind, silent."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from campaigns.actions.errors import Refused
from campaigns.models import Campaign
from communes.models import Unit
from returns.models import Every, ReturnForm
from rollups.models import Indicator
from targets.actions import approve_task, assign_targets, finish_task, propose_task
from targets.asked import asked_of
from targets.board import board
from targets.goals import heirs_of, of_campaign
from targets.models import PlanTask, Target
from targets.stands import Stand
from tests.campaigns.entries import recorded
from tests.returns.filing import tips
from tests.targets.giving import END, START, give, log, patrols
from tests.world import World

Browse = Callable[[User], Client]


def test_it_says_what_was_reached_and_what_is_left(world: World, campaign: Campaign) -> None:
    give(world, campaign, {world.commune: 10_000})
    log(world, 2, 5, 9)
    found = board(campaign, world.commune, None, date(2026, 1, 14))
    row = found.rows[0]
    assert (row.so_far, row.goal.wanted, row.percent) == (3000, 10_000, 30)
    assert row.stand == Stand.BEHIND  # half of the time has passed
    assert row.pace == 1_600  # 7 in the 31 days that are left: 1.58 a week, rounded up to a tenth
    assert found.elapsed == "1 tháng đầu"


def test_targets_of_units_add_up_where_the_place_has_none(world: World, campaign: Campaign) -> None:
    give(world, campaign, {world.commune: 10_000, world.neighbour: 6_000})
    log(world, 2)
    row = board(campaign, world.province, None, END).rows[0]
    assert (row.goal.wanted, row.goal.units, row.so_far) == (16_000, 2, 1000)
    give(world, campaign, {world.province: 20_000})
    row = board(campaign, world.province, None, END).rows[0]
    assert (row.goal.wanted, row.goal.units) == (20_000, 1)


def test_units_are_behind_or_silent(world: World, campaign: Campaign) -> None:
    give(world, campaign, {world.commune: 2_000, world.neighbour: 6_000})
    log(world, 2, 3)
    row = board(campaign, world.province, None, END).rows[0]
    stands = {line.unit: line.stand for line in row.lines}
    assert (stands[world.commune], stands[world.neighbour]) == (Stand.REACHED, Stand.SILENT)
    assert [line.unit for line in row.ahead] == [world.commune]


def test_a_change_or_an_outcome_is_told_in_words(world: World, campaign: Campaign, browse: Browse) -> None:
    sessions = Indicator.objects.get(key="propaganda_sessions")
    give(world, campaign, {world.commune: -5_000}, told_unit="%")
    give(world, campaign, {world.commune: None}, indicator=sessions, outcome="exceeded")
    log(world, 2)
    rows = board(campaign, world.commune, None, END).rows
    assert {(row.words, row.stand, row.percent) for row in rows} == {
        ("giảm 5 %", Stand.UNTOLD, None), ("vượt", Stand.UNTOLD, None)
    }  # fmt: skip
    page = browse(world.lan).get(f"/campaigns/{campaign.pk}/units/{world.commune.slug}/").content.decode()
    assert "giảm 5 %" in page
    assert "/-5" not in page


def test_a_figure_is_reported_by_what_says_so(world: World, campaign: Campaign) -> None:
    give(world, campaign, {world.commune: 10_000}, indicator=Indicator.objects.get(key="valuable_tips"))
    log(world, 2)  # patrols say nothing of tips
    row = board(campaign, world.commune, None, END).rows[0]
    assert (row.so_far, row.stand) == (None, Stand.SILENT)
    recorded(world.lan, world.commune, tips(date(2026, 1, 14), tips=3))
    row = board(campaign, world.commune, None, END).rows[0]
    assert (row.so_far, row.stand) == (3000, Stand.BEHIND)


def test_a_phase_has_targets_of_its_own(world: World, campaign: Campaign) -> None:
    phase = campaign.phases.get()
    give(world, campaign, {world.commune: 10_000})
    give(world, campaign, {world.commune: 4_000}, phase=phase, start=phase.start, end=phase.end)
    log(world, 2, 20)
    row = board(campaign, world.commune, phase, END).rows[0]
    assert (row.goal.wanted, row.reached, row.so_far) == (4_000, 1000, 2000)


def test_targets_of_merged_units_add_up_in_their_heir(world: World, campaign: Campaign) -> None:
    old = Campaign.objects.create(name="Cao điểm 2024", start=date(2024, 12, 15), end=date(2025, 2, 14))
    boc_bo = Unit.objects.get(slug="01858-2000")
    give(world, old, {world.giao_hieu: 4_000, boc_bo: 3_000})
    goals = of_campaign(heirs_of([world.commune]), old, None)
    assert goals[world.commune.pk, patrols().pk].wanted == 7_000


def test_targets_of_two_assigners_are_never_added(world: World, campaign: Campaign) -> None:
    give(world, campaign, {world.commune: 4_000}, assigner_name="Công an thành phố Bắc Kạn")
    give(world, campaign, {world.commune: 5_000})
    goal = of_campaign({world.commune.pk: world.commune.pk}, campaign, None)[world.commune.pk, patrols().pk]
    assert (goal.wanted, goal.assigner) == (5_000, "Công an tỉnh Thái Nguyên")


def test_given_anew_it_replaces_and_the_same_changes_nothing(world: World, campaign: Campaign) -> None:
    give(world, campaign, {world.commune: 4_000})
    assert give(world, campaign, {world.commune: 4_000}) == []
    give(world, campaign, {world.commune: 5_000})
    assert Target.objects.standing().get().thousandths == 5_000
    give(world, campaign, {world.commune: None})
    assert not Target.objects.standing().exists()
    assert AuditEntry.objects.filter(action__in=["assign_target", "withdraw_target"]).count() == 3


def test_only_the_steward_of_the_province_gives(world: World, campaign: Campaign) -> None:
    for user, unit in [(world.dung, world.commune), (world.tinh, world.commune), (world.thu, world.foreign)]:
        with pytest.raises(PermissionDenied):
            assign_targets(
                by=user, amounts={unit: 1000}, indicator=patrols(), start=START, end=END, assigner_name="Công an tỉnh"
            )


def test_a_unit_that_was_not_there_has_no_target(world: World, campaign: Campaign) -> None:
    with pytest.raises(Refused):
        give(world, campaign, {world.giao_hieu: 1000})


def test_the_steward_gives_targets_on_a_page(world: World, campaign: Campaign, browse: Browse) -> None:
    client = browse(world.thu)
    address = f"/campaigns/{campaign.pk}/units/{world.province.slug}/targets/?indicator={patrols().pk}"
    typed = {"assigner_name": "Công an tỉnh Thái Nguyên", "direction": "at_least"}
    refused = client.post(address, typed | {f"unit_{world.commune.pk}": "mười"})
    assert (refused.status_code, "mười" in refused.content.decode()) == (422, True)
    assert client.post(address, typed | {"assigner_name": "ông Nguyễn Văn A"}).status_code == 422
    assert client.post(address, typed | {f"unit_{world.commune.pk}": "1.200"}).status_code == 302
    assert Target.objects.standing().get().thousandths == 1_200_000
    page = browse(world.tinh).get(f"/campaigns/{campaign.pk}/units/{world.province.slug}/").content.decode()
    assert "1.200" in page
    assert browse(world.tinh).get(address).status_code == 404


def test_a_campaign_of_another_province_is_no_ones_here(world: World, campaign: Campaign, browse: Browse) -> None:
    address = f"/campaigns/{campaign.pk}/units/{world.foreign.slug}/"
    assert browse(world.son).get(address).status_code == 404
    assert "Cao điểm Tết 2026" in browse(world.lan).get("/campaigns/").content.decode()
    assert "Cao điểm Tết 2026" not in browse(world.son).get("/campaigns/").content.decode()


def test_a_task_is_proposed_approved_and_ticked_off(world: World, campaign: Campaign) -> None:
    task = propose_task(
        by=world.lan, unit=world.commune, campaign=campaign, phase=None, title="Rà soát hộ có súng tự chế"
    )
    assert task.state == PlanTask.State.PROPOSED
    with pytest.raises(PermissionDenied):
        approve_task(by=world.lan, task=task)
    approve_task(by=world.dung, task=task)
    done = finish_task(by=world.lan, task=task, on=date(2026, 1, 5))
    assert (done.state, done.done_on) == (PlanTask.State.DONE, date(2026, 1, 5))


def test_a_plan_on_its_page(world: World, campaign: Campaign, browse: Browse) -> None:
    address = f"/stations/{world.commune.slug}/plans/{campaign.pk}/"
    assert browse(world.lan).post(address, {"title": "Tuyên truyền tại 5 thôn"}).status_code == 302
    for named in ("Gọi 0912345678", "Gặp ông A ở Nà Muồng", "Rà soát Nguyễn Văn An"):
        assert browse(world.lan).post(address, {"title": named}).status_code == 422
    task = PlanTask.objects.get()
    assert browse(world.lan).post(f"{address}tasks/{task.pk}/approve/").status_code == 404
    assert browse(world.dung).post(f"{address}tasks/{task.pk}/approve/").status_code == 302
    assert "Đã xong" in browse(world.lan).get(address).content.decode()


def test_before_its_first_day_nobody_is_silent(world: World, campaign: Campaign, browse: Browse) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(start=date(2026, 12, 15), end=date(2027, 2, 14))
    campaign.refresh_from_db()
    give(world, campaign, {world.commune: 10_000, world.neighbour: 6_000})
    give(world, campaign, {world.commune: 1_000}, indicator=Indicator.objects.get(key="patrol_villages_covered"))
    page = browse(world.tinh).get(f"/campaigns/{campaign.pk}/units/{world.province.slug}/")
    found, text = page.context["board"], page.content.decode()
    assert [(row.stand, row.so_far, row.silent) for row in found.rows] == [(Stand.UNBEGUN, None, [])] * 2
    assert next(row.pace for row in found.rows if row.indicator == patrols()) == 1_900  # 16 in the 62 days to come
    assert (found.begun, found.elapsed, found.rows[0].passed) == (False, "", 0)
    assert "Chưa bắt đầu: tính từ ngày 15/12/2026" in text
    assert "báo cáo" not in text.partition("<main")[2]
    targets = browse(world.lan).get(f"/units/{world.commune.slug}/targets/").content.decode()
    assert "chưa bắt đầu" in targets


def test_as_of_its_first_day_it_has_begun(world: World, campaign: Campaign, browse: Browse) -> None:
    give(world, campaign, {world.commune: 10_000})
    page = browse(world.tinh).get(f"/campaigns/{campaign.pk}/units/{world.province.slug}/?on=2025-01-01")
    assert (page.context["board"].on, page.context["board"].begun) == (START, True)


@pytest.mark.parametrize(
    ("on", "since", "until", "stand"),
    [
        (date(2026, 1, 14), None, None, Stand.LATER),  # its first period is over tomorrow
        (date(2026, 1, 15), None, None, Stand.SILENT),
        (date(2026, 1, 15), date(2026, 1, 16), None, Stand.UNASKED),
        (date(2026, 1, 15), None, date(2025, 12, 15), Stand.ENDED),
    ],
)
def test_nobody_is_silent_of_what_is_not_due(
    world: World, campaign: Campaign, on: date, since: date | None, until: date | None, stand: Stand
) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(start=date(2025, 12, 16))
    campaign.refresh_from_db()
    tip = Indicator.objects.get(key="valuable_tips")
    give(world, campaign, {world.commune: 10_000}, indicator=tip)
    Indicator.objects.filter(pk=tip.pk).update(since=since, until=until)
    row = board(campaign, world.province, None, on).rows[0]
    own = next(line for line in row.lines if line.unit == world.commune)
    assert (row.stand, own.stand) == (stand, stand)
    assert bool(row.silent) == (stand == Stand.SILENT)


@pytest.mark.parametrize(
    ("on", "last", "stand"),
    [
        (date(2026, 1, 20), date(2026, 1, 14), Stand.SILENT),  # its last period was over on that day
        (date(2026, 1, 20), date(2026, 1, 13), Stand.ENDED),
        (date(2025, 12, 20), date(2026, 1, 13), Stand.ENDED),  # no period will be over before
        (date(2025, 12, 20), date(2026, 1, 14), Stand.LATER),
        (date(2026, 1, 20), date(2025, 11, 30), Stand.ENDED),
    ],
)
def test_nobody_is_silent_of_a_form_that_has_ended(
    world: World, campaign: Campaign, on: date, last: date, stand: Stand
) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(start=date(2025, 12, 16))
    campaign.refresh_from_db()
    give(world, campaign, {world.commune: 10_000}, indicator=Indicator.objects.get(key="valuable_tips"))
    ReturnForm.objects.filter(key="tips_and_conflicts").update(valid_to=last)
    row = board(campaign, world.province, None, on).rows[0]
    assert (row.stand, bool(row.silent)) == (stand, stand == Stand.SILENT)
    (asked,) = asked_of(world.lan, world.commune, on)
    assert asked.stand == stand


@pytest.mark.parametrize(("every", "stand"), [(Every.MONTH, Stand.ELSEWHERE), (Every.WEEK, Stand.ELSEWHERE)])
def test_nobody_is_silent_of_the_form_of_another_province(
    world: World, campaign: Campaign, browse: Browse, every: Every, stand: Stand
) -> None:
    tip = Indicator.objects.get(key="valuable_tips")
    give(world, campaign, {world.commune: 10_000}, indicator=tip)
    forms = ReturnForm.objects.filter(key="tips_and_conflicts")
    forms.update(province=world.foreign.province, every=every)
    row = board(campaign, world.province, None, END).rows[0]
    assert (row.stand, row.silent) == (stand, [])
    page = browse(world.tinh).get(f"/campaigns/{campaign.pk}/units/{world.province.slug}/").content.decode()
    assert "Không áp dụng ở đây" in page
    forms.update(province=Unit.objects.get(slug="06-2000"))  # whose history the province owns
    assert board(campaign, world.province, None, END).rows[0].stand == Stand.SILENT


def test_what_was_due_on_its_last_day_is_due_afterwards(world: World, campaign: Campaign, browse: Browse) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(start=date(2026, 1, 16))
    campaign.refresh_from_db()
    give(world, campaign, {world.commune: 10_000}, indicator=Indicator.objects.get(key="valuable_tips"))
    address = f"/campaigns/{campaign.pk}/units/{world.province.slug}/"
    found = [browse(world.tinh).get(address, {"on": on}).context["board"] for on in ("", "2026-02-13")]
    assert [(one.rows[0].stand, one.on) for one in found] == [
        (Stand.SILENT, END),
        (Stand.LATER, date(2026, 2, 13)),
    ]
