"""The province chooses, decides and steps back; what it says counts, and equals a recount."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEntry
from communes.models import Unit
from criteria.actions import Refused, Stale, decide, nominate, send, take_back
from criteria.models import Assessment, CriteriaSet, Stage, Step
from criteria.selectors.page import assessment_page
from rollups.checking import rebuild, verify
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.selectors import Question, Window, read
from stations.actions import end_area
from tests.criteria.entries import END, answered, model_set, opened, safe_set, sent
from tests.world import World

pytestmark = pytest.mark.usefixtures("few_stations")

Browse = Callable[[User], Client]
CHOSEN_ON = date(2026, 2, 3)
TODAY, DAY = timezone.localdate(), timedelta(days=1)


def figure(key: str, unit: Unit, start: date, end: date) -> tuple[int, int]:
    """All and verified, in thousandths."""
    one = Indicator.objects.get(key=key)
    reports = Indicator.objects.get(key="reports")
    sums = read([Question({unit.pk: 0}, [Window(Days(start, end))])], [one], reports).sums.get((0, 0, 0))
    return (sums.all[0], sums.verified[0]) if sums else (0, 0)


def chosen(world: World, row: Assessment, **changes: Any) -> Assessment:
    return nominate(by=world.thu, assessment=row, seen=row.version, **{"on": CHOSEN_ON} | changes)


def test_a_unit_is_chosen_before_it_assesses_itself(world: World) -> None:
    row = chosen(world, opened(world.thu, world.commune, model_set(world)), paper="12/QĐ-CAT")
    assert row.stage == Stage.CHOSEN
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert figure("model_units_selected", world.commune, *year) == (1000, 1000)
    assert figure("model_units_selected", world.province, CHOSEN_ON, CHOSEN_ON) == (1000, 1000)
    assert figure("model_units_selected", world.province, date(2026, 2, 4), date(2026, 12, 31)) == (0, 0)
    assert verify() == []


def test_two_units_of_an_old_province_are_two_units(world: World) -> None:
    """F008: "hai đơn vị" of Bắc Kạn in 2021, chosen by the province that owns its history."""
    old = Unit.objects.get(slug="06-2000")
    commune, ward = model_set(world), model_set(world, name="Phường điển hình", level="ward")
    for slug, criteria_set in (("02047-2000", commune), ("01843-2000", ward)):
        unit = Unit.objects.get(slug=slug)
        row = opened(world.thu, unit, criteria_set, date(2021, 6, 1), date(2021, 12, 31))
        chosen(world, row, on=date(2021, 6, 1))
    assert figure("model_units_selected", old, date(2021, 1, 1), date(2021, 12, 31)) == (2000, 2000)
    assert verify() == []


def test_its_life_ends_with_a_decision(world: World) -> None:
    row = sent(world.dung, world.commune, model_set(world))
    with pytest.raises(Refused):
        decide(by=world.thu, assessment=row, seen=row.version, on=TODAY, recognised=True)  # not chosen yet
    row = chosen(world, row)
    assert row.stage == Stage.NOMINATED
    row = decide(by=world.thu, assessment=row, seen=row.version, on=TODAY, recognised=True)
    assert row.stage == Stage.RECOGNISED
    assert [one.step for one in row.steps.order_by("pk")] == ["opened", "sent", "nominated", "decided"]
    assert AuditEntry.objects.filter(object_type="criteria.assessment").count() == 5
    for stage in Stage:
        assert Assessment.objects.at(stage).exists() == (stage == Stage.RECOGNISED)


def test_areas_are_provisional_until_the_decision(world: World) -> None:
    row = sent(world.dung, world.commune, safe_set(world), failed=2)
    told = {
        key: figure(key, world.province, END, END) for key in ("residential_areas_assessed", "safe_residential_areas")
    }
    assert told == {"residential_areas_assessed": (5000, 0), "safe_residential_areas": (3000, 0)}
    decide(by=world.thu, assessment=row, seen=row.version, on=TODAY, recognised=False)
    assert figure("safe_residential_areas", world.commune, END, END) == (3000, 3000)
    assert figure("units_assessed_safe", world.province, END, END) == (1000, 1000)
    assert figure("model_units_selected", world.province, END, END) == (0, 0)
    assert verify() == []


@pytest.mark.parametrize("order", [["reopened", "returned"], ["reopened"]])
def test_steps_back_take_the_numbers_back(world: World, order: list[str]) -> None:
    row = sent(world.dung, world.commune, safe_set(world))
    row = decide(by=world.thu, assessment=row, seen=row.version, on=TODAY, recognised=True)
    for step in order:
        row = take_back(by=world.thu, assessment=row, seen=row.version, step=Step(step), reason="Xem lại")
    left = 0 if "returned" in order else 5000
    assert figure("safe_residential_areas", world.commune, END, END) == (left, 0)
    assert verify() == []
    rebuild()
    assert figure("safe_residential_areas", world.commune, END, END) == (left, 0)


def test_areas_that_left_the_unit_do_not_count(world: World) -> None:
    """Marked in June, ended in September: the rest is answered and sent in December."""
    row = answered(world.dung, opened(world.dung, world.commune, safe_set(world)))
    end_area(by=world.dung, unit=world.commune, area=world.villages[0], last_day=END - DAY)
    page = assessment_page(world.dung, row)
    assert page.standing is not None
    assert (page.standing.passed, page.standing.of) == (4, 4)
    send(by=world.dung, assessment=row, seen=row.version)
    for key in ("residential_areas_assessed", "safe_residential_areas"):
        assert figure(key, world.province, END, END) == (4000, 0)
    assert verify() == []


def test_it_is_decided_after_it_was_sent(world: World) -> None:
    """By a paper also before it was typed and sent here, never before its range was over."""
    row = sent(world.dung, world.commune, safe_set(world))
    for on, paper in ((END, ""), (TODAY - DAY, ""), (TODAY + DAY, "7/QĐ-CAT"), (END - DAY, "7/QĐ-CAT")):
        with pytest.raises(Refused):
            decide(by=world.thu, assessment=row, seen=row.version, on=on, recognised=True, paper=paper)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.update(decided_on=END - DAY, decided_by=world.thu, outcome="recognised", state=1)
    row = decide(by=world.thu, assessment=row, seen=row.version, on=END + DAY, recognised=True, paper="7/QĐ-CAT")
    step = row.steps.get(step="decided")
    assert (row.stage, row.decided_on, step.on, step.paper) == (Stage.RECOGNISED, END + DAY, END + DAY, "7/QĐ-CAT")
    assert verify() == []


def test_a_paper_of_before_is_asked_for_by_name(world: World, browse: Browse) -> None:
    row = sent(world.dung, world.commune, safe_set(world))
    address = f"/assessments/{row.uuid}/decide/"
    typed = {"seen": row.version, "step": "recognise", "on": END.isoformat()}
    answer = browse(world.thu).post(address, typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["paper"]
    assert browse(world.thu).post(address, typed | {"paper": "7/QĐ-CAT"}).status_code == 302


def test_a_paper_on_a_unit_that_ended_counts_on_its_last_day(world: World) -> None:
    """Written on 15/7/2025 of the commune that was there until 30/6."""
    last, on = date(2025, 6, 30), date(2025, 7, 15)
    row = opened(world.thu, world.giao_hieu, model_set(world), date(2024, 12, 1), last)
    with pytest.raises(Refused):
        chosen(world, row, on=on)
    row = chosen(world, row, on=on, paper="12/QĐ-CAT")
    assert (row.nominated_on, row.steps.get(step="nominated").on) == (last, on)
    assert figure("model_units_selected", world.giao_hieu, last, last) == (1000, 1000)
    assert row.unit.province is not None
    assert figure("model_units_selected", row.unit.province, last, on) == (1000, 1000)
    assert verify() == []


def test_who_is_no_longer_chosen_does_not_count(world: World) -> None:
    row = chosen(world, opened(world.thu, world.commune, model_set(world)))
    with pytest.raises(Refused):
        take_back(by=world.thu, assessment=row, seen=row.version, step=Step.UNCHOSEN, reason=" ")
    row = take_back(by=world.thu, assessment=row, seen=row.version, step=Step.UNCHOSEN, reason="Nhầm đơn vị")
    assert row.stage == Stage.ASSESSING
    assert figure("model_units_selected", world.province, CHOSEN_ON, CHOSEN_ON) == (0, 0)
    with pytest.raises(Refused):
        take_back(by=world.thu, assessment=row, seen=row.version, step=Step.UNCHOSEN, reason="Nữa")
    assert verify() == []


def test_only_the_province_chooses_and_decides(world: World) -> None:
    row = sent(world.dung, world.commune, safe_set(world))
    for person in (world.dung, world.tinh, world.hung, world.bo, world.quan, world.son):
        with pytest.raises(PermissionDenied):
            decide(by=person, assessment=row, seen=row.version, on=TODAY, recognised=True)
        with pytest.raises(PermissionDenied):
            nominate(by=person, assessment=row, seen=row.version, on=CHOSEN_ON)


def test_safe_units_are_not_chosen_as_models(world: World) -> None:
    row = opened(world.dung, world.commune, safe_set(world))
    with pytest.raises(Refused):
        chosen(world, row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.update(nominated_on=CHOSEN_ON, nominated_by=world.thu)


def test_nobody_decides_on_the_own_assessment(world: World) -> None:
    row = sent(world.dung, world.commune, safe_set(world))
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.update(decided_on=TODAY, decided_by=world.dung, outcome="recognised", state=1)
    assert row.stage == Stage.SENT


@pytest.mark.parametrize("on", [date(2020, 1, 1), date(2099, 1, 1)])
def test_a_choice_lies_in_the_life_of_the_unit_and_in_the_past(world: World, on: date) -> None:
    row = opened(world.thu, world.commune, model_set(world))
    with pytest.raises(Refused):
        chosen(world, row, on=on)


def test_the_second_to_press_is_told(world: World, browse: Browse) -> None:
    row = sent(world.dung, world.commune, safe_set(world))
    address, typed = f"/assessments/{row.uuid}/decide/", {"seen": row.version, "step": "recognise", "on": TODAY}
    assert browse(world.thu).post(address, typed).status_code == 302
    assert browse(world.thu).post(address, typed | {"step": "refuse"}).status_code == 409
    with pytest.raises(Stale):
        decide(by=world.thu, assessment=row, seen=row.version, on=TODAY, recognised=False)
    assert Assessment.objects.get().outcome == "recognised"


@pytest.mark.parametrize(
    ("path", "typed", "name"),
    [
        ("decide", {"step": "recognise", "on": "x"}, "id_on"),
        ("decide", {"step": "recognise", "paper": "không"}, "id_paper"),
        ("decide", {"step": "returned"}, "id_reason"),
        ("void", {}, "void_reason"),
    ],
)
def test_what_was_refused_is_marked_where_it_stands(
    world: World, browse: Browse, path: str, typed: dict[str, str], name: str
) -> None:
    if path == "void":
        row = opened(world.thu, world.commune, safe_set(world))
    else:
        row = sent(world.dung, world.commune, safe_set(world))
    answer = browse(world.thu).post(f"/assessments/{row.uuid}/{path}/", typed | {"seen": row.version})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{name}"' in page
    marked = next(tag for tag in page.split("<") if f'id="{name}"' in tag)
    assert 'aria-invalid="true"' in marked


def test_the_number_of_a_paper_stands_in_one_line(world: World, browse: Browse) -> None:
    row = sent(world.dung, world.commune, safe_set(world))
    typed = {"seen": row.version, "step": "recognise", "paper": "12/QĐ\nCAT"}
    assert browse(world.thu).post(f"/assessments/{row.uuid}/decide/", typed).status_code == 422
    for change in ({"paper": "12\n3"}, {"outcome": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.steps.filter(step="sent").update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        CriteriaSet.objects.update(paper="12\n3")


def test_a_step_back_asks_why(world: World, browse: Browse) -> None:
    row = sent(world.dung, world.commune, safe_set(world))
    address, typed = f"/assessments/{row.uuid}/decide/", {"seen": row.version, "step": "returned"}
    assert browse(world.thu).post(address, typed).status_code == 422
    assert browse(world.thu).post(address, typed | {"reason": "Thiếu minh chứng"}).status_code == 302
    assert "Thiếu minh chứng" in browse(world.dung).get(f"/assessments/{row.uuid}/").content.decode()
    assert Assessment.objects.get().open


def test_a_press_in_the_list_leads_back_to_it(world: World, browse: Browse) -> None:
    row = opened(world.thu, world.commune, model_set(world))
    typed = {"seen": row.version, "step": "nominate", "next": "/assessments/?stage=assessing"}
    answer = browse(world.thu).post(f"/assessments/{row.uuid}/decide/", typed)
    assert answer["Location"] == "/assessments/?stage=assessing"
    row.refresh_from_db()
    assert row.nominated_on == timezone.localdate()
    outside = {"seen": row.version, "step": "unchosen", "reason": "Nhầm", "next": "https://example.org/"}
    answer = browse(world.thu).post(f"/assessments/{row.uuid}/decide/", outside)
    assert answer["Location"] == row.get_absolute_url()
