"""A unit assesses itself bit by bit, proves its lines, sends; nobody else, and nothing twice."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from accounts.models import User
from antq.templatetags.numbers import figure
from audit.models import AuditEntry
from criteria.actions import Refused, Stale, add_evidence, change_set, end_set, save_answers, send, void
from criteria.actions.filling import areas_of
from criteria.models import Assessment, AssessmentLine, CriteriaSet, Evidence, Stage
from criteria.selectors.page import Standing, assessment_page
from rollups.models import Indicator
from tests.campaigns.entries import patrol, recorded
from tests.criteria.entries import END, START, answered, model_set, opened, safe_set, said, sent
from tests.world import World

Browse = Callable[[User], Client]


def fill(row: Assessment, **changes: Any) -> dict[str, Any]:
    """The form as the browser sends it: the first criterion met."""
    first = row.lines.order_by("criterion__number").first()
    assert first is not None
    return {"seen": row.version, f"met_{first.pk}": "yes"} | changes


def test_progress_is_kept(world: World, browse: Browse) -> None:
    row = opened(world.dung, world.commune, model_set(world))
    address = f"/assessments/{row.uuid}/fill/"
    assert browse(world.dung).post(address, fill(row)).status_code == 302
    page = assessment_page(world.dung, Assessment.objects.get())
    assert (page.answered, page.asked, page.met, page.complete) == (1, 3, 1, False)
    told = browse(world.dung).get(f"/assessments/{row.uuid}/").content.decode()
    assert "Đã chấm 1/3" in told
    assert AuditEntry.objects.filter(action="save_assessment").count() == 1


def test_saving_may_lead_to_the_evidence_of_a_line(world: World, browse: Browse) -> None:
    row = opened(world.dung, world.commune, model_set(world))
    answer = browse(world.dung).post(f"/assessments/{row.uuid}/fill/", fill(row, evidence="2"))
    assert answer["Location"] == f"/assessments/{row.uuid}/criteria/2/"
    row.refresh_from_db()
    answer = browse(world.dung).post(f"/assessments/{row.uuid}/fill/", fill(row, evidence="000212345"))
    assert answer["Location"] == f"/assessments/{row.uuid}/criteria/2/"


def test_notes_name_nobody(world: World, browse: Browse) -> None:
    row = opened(world.dung, world.commune, model_set(world))
    line = row.lines.order_by("criterion__number")[0]
    answer = browse(world.dung).post(f"/assessments/{row.uuid}/fill/", fill(row, **{f"note_{line.pk}": "ông Hoa"}))
    assert answer.status_code == 422
    assert "ông Hoa" in answer.content.decode()


def test_the_second_of_two_people_sees_the_difference(world: World, browse: Browse) -> None:
    row = opened(world.dung, world.commune, model_set(world))
    typed = fill(row)
    answered(world.dung, row, met=False)
    answer = browse(world.dung).post(f"/assessments/{row.uuid}/fill/", typed)
    assert answer.status_code == 409
    change = answer.context["changes"][0]
    assert (change.stored, change.sent) == ("Chưa đạt", "Đạt")
    assert not AssessmentLine.objects.filter(met=True).exists()
    again = typed | {"seen": answer.context["form"]["seen"].value()}
    assert browse(world.dung).post(f"/assessments/{row.uuid}/fill/", again).status_code == 302
    with pytest.raises(Stale):
        save_answers(by=world.dung, assessment=row, seen=1, met={}, notes={}, passed={})


def test_what_was_taken_back_in_between_is_told(world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    row = opened(world.dung, world.commune, model_set(world))

    def save(**said: Any) -> None:
        void(by=world.dung, assessment=row, seen=1, reason="Nhầm kỳ")
        save_answers(**said)

    monkeypatch.setattr("criteria.views.assessing.save_answers", save)
    answer = browse(world.dung).post(f"/assessments/{row.uuid}/fill/", fill(row))
    assert answer.status_code == 409
    assert "Bản đánh giá này đã bỏ." in answer.content.decode()


def test_a_set_that_was_corrected_in_between_is_read_again(world: World) -> None:
    seen = model_set(world)
    change_set(by=world.thu, criteria_set=CriteriaSet.objects.get(), seen=1, said=said(purpose="safe", criteria=[]))
    row = opened(world.dung, world.commune, seen)
    assert (row.purpose, row.lines.count()) == ("safe", 0)


def test_it_is_sent_whole_and_after_its_range(world: World, browse: Browse) -> None:
    row = opened(world.dung, world.commune, model_set(world))
    with pytest.raises(Refused):
        send(by=world.dung, assessment=row, seen=row.version)
    row = send(by=world.dung, assessment=answered(world.dung, row), seen=2)
    assert (row.stage, row.sent_by) == (Stage.SENT, world.dung)
    later = opened(world.dung, world.commune, row.set, START, date(timezone.localdate().year + 1, 12, 31))
    with pytest.raises(Refused):
        send(by=world.dung, assessment=answered(world.dung, later), seen=2)
    page = browse(world.dung).get(f"/assessments/{later.uuid}/").content.decode()
    assert f"gửi được từ {later.end:%d/%m/%Y}" in page
    assert "Gửi kết quả" not in page


def test_what_was_sent_stands(world: World, browse: Browse) -> None:
    row = sent(world.dung, world.commune, model_set(world))
    assert browse(world.dung).post(f"/assessments/{row.uuid}/fill/", {"seen": row.version}).status_code == 409
    with pytest.raises(Refused):
        answered(world.dung, row)
    with pytest.raises(DatabaseError), transaction.atomic():
        AssessmentLine.objects.update(met=False)


@pytest.mark.parametrize("what", ["lines", "areas", "proofs"])
def test_the_database_holds_what_was_sent(world: World, what: str) -> None:
    """Neither deleted nor moved into another assessment: both would change totals behind the writer's back."""
    row = answered(world.dung, opened(world.dung, world.commune, safe_set(world)))
    add_evidence(by=world.dung, line=row.lines.all()[0], record=recorded(world.lan, world.commune))
    send(by=world.dung, assessment=row, seen=row.version)
    other = opened(world.dung, world.commune, model_set(world))
    rows: dict[str, tuple[QuerySet[Any], dict[str, Any]]] = {
        "lines": (row.lines.all(), {"assessment": other}),
        "areas": (row.areas.all(), {"assessment": other}),
        "proofs": (Evidence.objects.all(), {"line": other.lines.all()[0]}),
    }
    found, moved = rows[what]
    with pytest.raises(DatabaseError, match="what was sent stands"), transaction.atomic():
        found.update(**moved)
    with pytest.raises(DatabaseError, match="what was sent stands"), transaction.atomic():
        found._raw_delete(found.db)


def test_each_residential_area_passes_or_not(world: World) -> None:
    row = opened(world.dung, world.commune, safe_set(world))
    assert {area.name for area in areas_of(row)} == {area.name for area in world.villages}
    row = answered(world.dung, row, failed=2)
    page = assessment_page(world.dung, row)
    assert page.standing is not None
    assert (page.standing.passed, page.standing.of, page.standing.percent) == (3, 5, 60_000)
    assert not page.standing.reached
    page = assessment_page(world.dung, answered(world.dung, row, failed=1))
    assert page.standing is not None
    assert page.standing.reached  # 80 % of at least 70


def test_a_share_of_areas_is_rounded_as_any_other() -> None:
    found = [Standing(passed, 0, of, 70).percent for passed, of in ((13, 15), (28, 28), (0, 0))]
    assert [None if one is None else figure(one) for one in found] == ["86,7", "100", None]


def test_a_set_of_areas_asks_for_areas_alone(world: World, browse: Browse) -> None:
    row = opened(world.dung, world.commune, safe_set(world, level="area"))
    assert not row.lines.exists()
    page = browse(world.dung).get(f"/assessments/{row.uuid}/").content.decode()
    assert "0/5" in page
    assert "Có kế hoạch" in page


def test_areas_of_others_are_refused(world: World) -> None:
    row = opened(world.dung, world.commune, safe_set(world))
    with pytest.raises(PermissionDenied):
        save_answers(by=world.dung, assessment=row, seen=1, met={}, notes={}, passed={999_999: True})


def test_the_same_days_are_assessed_once(world: World) -> None:
    safe = safe_set(world)
    row = opened(world.dung, world.commune, safe)
    with pytest.raises(Refused):
        opened(world.dung, world.commune, safe, START, date(2026, 12, 31))
    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.create(
            set=safe, purpose="safe", unit=world.commune, start=END, end=date(2026, 12, 31), by=world.dung
        )
    void(by=world.dung, assessment=row, seen=1, reason="Nhầm kỳ")
    assert opened(world.dung, world.commune, safe).stage == Stage.ASSESSING


def test_the_province_takes_its_own_mistake_back(world: World, browse: Browse) -> None:
    """In a commune whose head has no account it would stay, and block every other one of these days."""
    criteria_set = safe_set(world)
    row = opened(world.thu, world.commune, criteria_set)
    address, typed = f"/assessments/{row.uuid}/void/", {"seen": 1, "reason": "Nhầm kỳ"}
    assert address in browse(world.thu).get(f"/assessments/{row.uuid}/").content.decode()
    assert browse(world.tinh).post(address, typed).status_code == 404
    assert browse(world.thu).post(address, typed).status_code == 302
    answered(world.dung, row := opened(world.dung, world.commune, criteria_set))
    address = f"/assessments/{row.uuid}/void/"
    assert address not in browse(world.thu).get(f"/assessments/{row.uuid}/").content.decode()
    assert browse(world.thu).post(address, typed | {"seen": 2}).status_code == 422


@pytest.mark.parametrize(("level", "fits"), [("commune", True), ("ward", False), ("any", True)])
def test_a_set_fits_a_kind_of_unit(world: World, level: str, fits: bool) -> None:
    row = model_set(world, level=level)
    if fits:
        assert opened(world.dung, world.commune, row)
    else:
        with pytest.raises(Refused):
            opened(world.dung, world.commune, row)


def test_others_open_and_fill_nothing(world: World) -> None:
    row = model_set(world)
    for person in (world.lan, world.tinh, world.son, world.quan):
        with pytest.raises(PermissionDenied):
            opened(person, world.commune, row)
    made = opened(world.thu, world.commune, row)  # the province, that it may choose
    with pytest.raises(PermissionDenied):
        answered(world.thu, made)


def test_it_lies_in_the_life_of_its_unit(world: World) -> None:
    row = model_set(world)
    with pytest.raises(Refused):
        opened(world.dung, world.giao_hieu, row, date(2025, 1, 1), date(2025, 12, 31))
    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.create(set=row, purpose="model", unit=world.giao_hieu, start=START, end=END, by=world.dung)
    assert opened(world.dung, world.giao_hieu, row, date(2024, 1, 1), date(2024, 12, 31))


def test_evidence_is_a_figure_that_shows_its_number(world: World, browse: Browse) -> None:
    row = opened(world.dung, world.commune, model_set(world))
    recorded(world.lan, world.commune, patrol(on=date(2026, 3, 2)))
    patrols = Indicator.objects.get(key="patrol_sessions")
    address = f"/assessments/{row.uuid}/criteria/3/"
    typed = {"indicator": patrols.pk, "start": "2026-01-01", "end": "2026-06-30"}
    assert browse(world.dung).post(address, typed).status_code == 302
    assert browse(world.dung).post(address, typed).status_code == 302  # once more changes nothing
    proof = assessment_page(world.tinh, row).lines[2].proofs[0]
    assert (proof.name, proof.value) == (patrols.name, 1000)
    assert browse(world.tinh).get(proof.href).status_code == 200
    recorded(world.lan, world.commune, patrol(on=date(2026, 3, 5)))
    assert assessment_page(world.tinh, row).lines[2].proofs[0].value == 2000  # a reference, never a copy


def test_a_figure_that_nobody_reported_is_no_zero(world: World) -> None:
    row = opened(world.dung, world.commune, model_set(world))
    line = row.lines.order_by("criterion__number")[0]
    patrols = Indicator.objects.get(key="patrol_sessions")
    add_evidence(by=world.dung, line=line, indicator=patrols, start=START, end=END)
    assert assessment_page(world.dung, row).lines[0].proofs[0].value is None


def test_evidence_is_a_record_by_its_receipt(world: World, browse: Browse) -> None:
    row = opened(world.dung, world.commune, model_set(world))
    log = recorded(world.lan, world.commune, patrol(on=date(2026, 3, 2)))
    address = f"/assessments/{row.uuid}/criteria/3/"
    assert browse(world.dung).post(address, {"receipt": log.receipt.lower()}).status_code == 302
    assert Evidence.objects.get().record == log
    assert log.receipt in browse(world.dung).get(address).content.decode()
    drop = f"{address}evidence/{Evidence.objects.get().pk}/drop/"
    assert browse(world.dung).post(drop).status_code == 302
    assert not Evidence.objects.exists()


def test_records_of_others_prove_nothing(world: World, browse: Browse) -> None:
    row = opened(world.dung, world.commune, model_set(world))
    foreign = recorded(world.son, world.foreign, patrol(on=date(2026, 3, 2)))
    address = f"/assessments/{row.uuid}/criteria/3/"
    for typed in ({"receipt": foreign.receipt}, {"receipt": "x"}, {}):
        assert browse(world.dung).post(address, typed).status_code == 422
    with pytest.raises(PermissionDenied):
        add_evidence(by=world.dung, line=row.lines.all()[0], record=foreign)
    crimes = Indicator.objects.get(key="serious_crimes")
    with pytest.raises(PermissionDenied):
        add_evidence(by=world.dung, line=row.lines.all()[0], indicator=crimes, start=START, end=END)


def test_days_are_within_reason(world: World, browse: Browse) -> None:
    """A year 9999 would break the page of the assessment for everybody, or block the unit for good."""
    criteria_set = model_set(world)
    row = opened(world.dung, world.commune, criteria_set)
    patrols = Indicator.objects.get(key="patrol_sessions")
    typed = {"indicator": patrols.pk, "start": "2026-01-01", "end": "9999-12-31"}
    assert browse(world.dung).post(f"/assessments/{row.uuid}/criteria/3/", typed).status_code == 422
    for start, end in ((date(1999, 12, 31), END), (START, date(9999, 12, 31))):
        with pytest.raises(Refused):
            opened(world.dung, world.commune, criteria_set, start, end)
        with pytest.raises(DatabaseError), transaction.atomic():
            Evidence.objects.create(line=row.lines.all()[0], indicator=patrols, start=start, end=end)
    with pytest.raises(Refused):
        model_set(world, name="Bộ khác", valid_from=date(9999, 1, 1))
    with pytest.raises(Refused):
        end_set(by=world.thu, criteria_set=criteria_set, seen=1, last_day=date(9999, 12, 31))
