"""What is asked in a campaign, in a phase and apart from both stands side by side; a page withdraws what it shows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from campaigns.actions.errors import Refused
from campaigns.models import Campaign, CampaignPhase
from communes.models import Unit
from targets.actions import follow_campaign
from targets.board import board
from targets.models import Target
from tests.targets.giving import END, START, give, patrols
from tests.world import World

Browse = Callable[[User], Client]
ASSIGNER = "Công an tỉnh Thái Nguyên"


def save(client: Client, campaign: Campaign, numbers: dict[Unit, str], phase: Any = None, **changes: str) -> Any:
    """Open the page, type some numbers, send all of it."""
    place = Unit.objects.get(slug="19-2025")
    address = f"/campaigns/{campaign.pk}/units/{place.slug}/targets/?indicator={patrols().pk}"
    address += f"&phase={phase.pk}" if phase else ""
    form = client.get(address).context["form"]
    typed = {field.html_name: field.value() or "" for field in form} | changes
    return client.post(address, typed | {f"unit_{unit.pk}": number for unit, number in numbers.items()})


def asked(**which: Any) -> dict[Unit, int | None]:
    return {row.unit: row.thousandths for row in Target.objects.standing().filter(**which).select_related("unit")}


def test_a_page_leaves_alone_what_it_does_not_show(world: World, campaign: Campaign, browse: Browse) -> None:
    give(world, campaign, {world.commune: 60_000}, campaign=None)
    assert save(browse(world.thu), campaign, {world.neighbour: "5"}).status_code == 302
    assert asked(campaign=None) == {world.commune: 60_000}
    assert asked(campaign=campaign) == {world.neighbour: 5_000}
    assert save(browse(world.thu), campaign, {world.commune: "8"}).status_code == 302
    assert (asked(campaign=None), asked(campaign=campaign)[world.commune]) == ({world.commune: 60_000}, 8_000)


def test_campaigns_of_the_same_days_have_targets_of_their_own(world: World, campaign: Campaign) -> None:
    other = Campaign.objects.create(name="Cao điểm pháo", unit=world.province, start=START, end=END)
    give(world, campaign, {world.commune: 10_000})
    give(world, other, {world.commune: 4_000})
    wanted = [board(one, world.commune, None, END).rows[0].goal.wanted for one in (campaign, other)]
    assert wanted == [10_000, 4_000]


def test_a_phase_as_long_as_its_campaign_has_targets_of_its_own(
    world: World, campaign: Campaign, browse: Browse
) -> None:
    whole = CampaignPhase.objects.create(campaign=campaign, name="Toàn đợt", start=START, end=END)
    give(world, campaign, {world.commune: 10_000})
    save(browse(world.thu), campaign, {world.neighbour: "3"}, whole)
    assert asked(phase=None) == {world.commune: 10_000}
    save(browse(world.thu), campaign, {world.neighbour: ""}, whole)
    assert (asked(phase=None), asked(phase=whole)) == ({world.commune: 10_000}, {})


def test_a_blank_withdraws_what_was_shown_whoever_gave_it(world: World, campaign: Campaign, browse: Browse) -> None:
    give(world, campaign, {world.commune: 10_000, world.neighbour: 6_000})
    other = "Công an thành phố Bắc Kạn"
    assert save(browse(world.thu), campaign, {world.commune: ""}, assigner_name=other).status_code == 302
    told = Target.objects.standing().get()
    assert (told.unit, told.assigner_name, told.thousandths) == (world.neighbour, other, 6_000)
    assert AuditEntry.objects.filter(action="withdraw_target").count() == 1
    entry = AuditEntry.objects.filter(action="assign_target").order_by("-pk").first()
    assert entry is not None
    assert entry.before is not None
    assert (entry.before["assigner_name"], entry.before["voided"]) == (ASSIGNER, False)


def test_what_is_left_as_it_was_keeps_its_assigner(world: World, campaign: Campaign, browse: Browse) -> None:
    give(world, campaign, {world.commune: 10_000}, assigner_name="Công an thành phố Bắc Kạn")
    give(world, campaign, {world.neighbour: 6_000, world.province: -5_000}, told_unit="%")
    assert save(browse(world.thu), campaign, {world.neighbour: "7"}).status_code == 302
    assert asked() == {world.commune: 10_000, world.neighbour: 7_000, world.province: -5_000}
    assert asked(assigner_name="Công an thành phố Bắc Kạn") == {world.commune: 10_000}


def test_a_page_opened_before_another_wrote_takes_nothing_back(
    world: World, campaign: Campaign, browse: Browse
) -> None:
    client = browse(world.thu)
    address = f"/campaigns/{campaign.pk}/units/{world.province.slug}/targets/?indicator={patrols().pk}"
    typed = {"assigner_name": ASSIGNER, "direction": "at_least", "shown": "", f"unit_{world.commune.pk}": ""}
    give(world, campaign, {world.commune: 10_000})
    answer = client.post(address, typed)
    assert (answer.status_code, "vừa được sửa" in answer.content.decode()) == (422, True)
    assert asked() == {world.commune: 10_000}
    assert client.post(address, typed | {f"unit_{world.commune.pk}": "10"}).status_code == 302
    assert Target.objects.count() == 1


def days_of(**which: Any) -> set[tuple[date, date]]:
    return set(Target.objects.standing().filter(**which).values_list("start", "end"))


def change(client: Client, campaign: Campaign, phase: CampaignPhase, **changes: Any) -> Any:
    typed = {
        "name": campaign.name, "unit": campaign.unit_id, "start": campaign.start, "end": campaign.end,
        "phases-TOTAL_FORMS": 1, "phases-INITIAL_FORMS": 1, "phases-0-id": phase.pk, "phases-0-campaign": campaign.pk,
        "phases-0-name": phase.name, "phases-0-start": phase.start, "phases-0-end": phase.end,
    }  # fmt: skip
    return client.post(f"/admin/campaigns/campaign/{campaign.pk}/change/", typed | changes)


def test_targets_follow_the_days_of_their_campaign(world: World, campaign: Campaign, browse: Browse) -> None:
    phase, later, sooner = campaign.phases.get(), date(2026, 2, 28), date(2026, 1, 10)
    give(world, campaign, {world.commune: 10_000})
    give(world, campaign, {world.commune: 4_000}, phase=phase)
    give(world, campaign, {world.commune: 60_000}, campaign=None)
    answer = change(browse(world.thu), campaign, phase, **{"end": later, "phases-0-end": sooner})
    assert answer.status_code == 302, answer.context["errors"]
    assert (days_of(campaign=campaign, phase=None), days_of(phase=phase)) == ({(START, later)}, {(START, sooner)})
    assert days_of(campaign=None) == {(START, END)}
    entries = AuditEntry.objects.filter(action="move_target", object_type="targets.target")
    assert {(one.before["end"], one.after["end"]) for one in entries if one.before and one.after} == {
        ("2026-02-14", "2026-02-28"), ("2026-01-14", "2026-01-10")
    }  # fmt: skip
    campaign.refresh_from_db()
    save(browse(world.thu), campaign, {world.commune: ""})
    assert asked(campaign=campaign, phase=None) == {}


def test_a_campaign_keeps_days_on_which_its_units_live(world: World, browse: Browse) -> None:
    start = date(2025, 6, 1)
    summer = Campaign.objects.create(name="Hè 2025", unit=world.province, start=start, end=date(2025, 8, 31))
    phase = CampaignPhase.objects.create(campaign=summer, name="Đợt 1", start=start, end=date(2025, 7, 31))
    give(world, summer, {world.giao_hieu: 4_000})
    give(world, summer, {world.giao_hieu: 2_000}, phase=phase)
    for changes in ({"start": "2025-07-01", "phases-0-start": "2025-07-01"}, {"phases-0-start": "2025-07-01"}):
        answer = change(browse(world.quan), summer, phase, **changes)
        assert answer.status_code == 200
        assert "Xã Giáo Hiệu đã được giao chỉ tiêu" in answer.content.decode()
    assert days_of() == {(start, date(2025, 8, 31)), (start, date(2025, 7, 31))}


def test_who_sets_up_no_campaign_moves_no_targets(world: World, campaign: Campaign) -> None:
    for user in (world.dung, world.tinh, world.bo):
        with pytest.raises(PermissionDenied):
            follow_campaign(by=user, campaign=campaign)
    national = Campaign.objects.create(name="Toàn quốc", start=START, end=END)
    with pytest.raises(PermissionDenied):
        follow_campaign(by=world.thu, campaign=national)
    assert follow_campaign(by=world.quan, campaign=national) == []


@pytest.mark.parametrize("changes", [{"end": date(2026, 3, 1)}, {"campaign": None}, {"voided": False}])
def test_the_database_keeps_days_and_identity(world: World, campaign: Campaign, changes: dict[str, Any]) -> None:
    phase = campaign.phases.get()
    (old,) = give(world, campaign, {world.commune: 4_000}, phase=phase)
    give(world, campaign, {world.commune: 5_000}, phase=phase)
    row = Target.objects.filter(pk=old.pk if "voided" in changes else Target.objects.standing().get().pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(**changes)


def test_a_phase_is_one_of_its_campaign(world: World, campaign: Campaign) -> None:
    other = Campaign.objects.create(name="Khác", unit=world.province, start=START, end=END)
    phase = CampaignPhase.objects.create(campaign=other, name="Toàn đợt", start=START, end=END)
    (target,) = give(world, campaign, {world.commune: 4_000})
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(pk=target.pk).update(phase=phase)
    with pytest.raises(Refused):
        give(world, campaign, {world.giao_hieu: 1_000})
