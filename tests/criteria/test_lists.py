"""Assessments in lists: of a unit, of a scope, of a figure; and as a spreadsheet."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accounts.models import User
from audit.models import AuditEntry
from communes.models import AreaMembership, Unit
from criteria.actions import decide, enter_set, nominate, save_answers
from criteria.models import Assessment
from criteria.selectors.listing import Row
from tests.criteria.entries import END, model_set, opened, safe_set, said, sent
from tests.world import World

Browse = Callable[[User], Client]


def units(client: Client, query: str = "") -> list[str]:
    return [row.assessment.unit.name for row in client.get(f"/assessments/{query}").context["rows"]]


@pytest.fixture
def three(world: World) -> None:
    """Bằng Thành as a safe commune, its neighbour chosen as a model, and one of Hà Nội that nobody here may see."""
    sent(world.dung, world.commune, safe_set(world), failed=1)
    row = opened(world.thu, world.neighbour, model_set(world))
    nominate(by=world.thu, assessment=row, seen=row.version, on=date(2026, 2, 3))


def test_everybody_sees_what_lies_in_the_own_scope(world: World, three: None, browse: Browse) -> None:
    assert units(browse(world.thu)) == [world.commune.name, world.neighbour.name]
    assert units(browse(world.dung)) == [world.commune.name]
    assert units(browse(world.son)) == []
    assert units(browse(world.thu), f"?unit={world.neighbour.slug}") == [world.neighbour.name]
    assert browse(world.dung).get(f"/assessments/?unit={world.neighbour.slug}").status_code == 404


def test_it_is_filtered_by_set_stage_and_figure(world: World, three: None, browse: Browse) -> None:
    client = browse(world.thu)
    assert units(client, "?key=xa-dien-hinh") == [world.neighbour.name]
    assert units(client, "?stage=sent") == [world.commune.name]
    assert units(client, "?figure=model_units_selected&from=2026-02-01&to=2026-02-28") == [world.neighbour.name]
    assert units(client, "?figure=model_units_selected&from=2026-03-01&to=2026-03-31") == []
    assert units(client, f"?figure=safe_residential_areas&from={END}&to={END}") == [world.commune.name]
    assert units(client, f"?area={world.area.slug}&from=2026-01-01") == [world.commune.name, world.neighbour.name]
    assert client.get("/assessments/?from=x").status_code == 422


def test_an_area_holds_the_units_that_its_figures_count(world: World, three: None, browse: Browse) -> None:
    """A commune that left the area is in neither; in boundaries of then the history is not either."""
    opened(world.dung, world.giao_hieu, model_set(world, name="Xã cũ"), date(2024, 1, 1), date(2024, 12, 31))
    client, asked = browse(world.thu), f"?area={world.area.slug}"
    assert world.giao_hieu.name in units(client, asked)
    assert world.giao_hieu.name not in units(client, f"{asked}&lens=recorded")
    AreaMembership.objects.filter(area=world.area, unit=world.commune).update(valid_to=date(2025, 12, 31))
    assert units(client, asked) == [world.neighbour.name]


def test_sets_of_one_name_are_told_apart(world: World, three: None, browse: Browse) -> None:
    row = enter_set(by=world.quan, province=None, said=said())
    opened(world.thu, world.commune, row)
    client, key = browse(world.thu), "xa-dien-hinh"
    names = dict(client.get("/assessments/").context["form"].fields["key"].choices)
    assert names[f"{key}@{world.province.slug}"] == f"Xã điển hình – {world.province.full_name}"
    assert names[f"{key}@"] == "Xã điển hình – Toàn quốc"
    assert units(client, f"?key={key}@{world.province.slug}") == [world.neighbour.name]
    assert units(client, f"?key={key}@") == [world.commune.name]


def test_the_province_presses_in_the_list(world: World, three: None, browse: Browse) -> None:
    page = browse(world.thu).get("/assessments/").content.decode()
    assert page.count('value="recognise"') == 1
    assert 'value="recognise"' not in browse(world.tinh).get("/assessments/").content.decode()


def test_a_unit_that_ended_is_not_chosen_of_today(world: World, browse: Browse) -> None:
    row = model_set(world)
    for unit in (world.giao_hieu, world.commune):
        opened(world.thu, unit, row, date(2024, 1, 1) if unit.valid_to else date(2025, 7, 1), unit.valid_to or END)
    shown = browse(world.thu).get("/assessments/").context["rows"]
    assert [(one.assessment.unit, one.may_choose) for one in shown] == [
        (world.commune, True), (world.giao_hieu, False),
    ]  # fmt: skip


def test_the_list_is_a_spreadsheet_too(world: World, three: None, browse: Browse) -> None:
    answer = browse(world.thu).get("/assessments/export/?stage=sent")
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    rows = [row for row in sheet.to_python() if row[0] == world.commune.full_name]
    assert [row[6:10] for row in rows] == [[3, 3, 4, 5]]


def test_who_takes_the_list_away_stands_in_the_trail(
    world: World, three: None, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("criteria.views.lists.MOST_IN_A_FILE", 1)
    answer = browse(world.thu).get(f"/assessments/export/?unit={world.province.slug}")
    row = AuditEntry.objects.get(action="export_assessments")
    assert (row.actor, row.unit) == (world.thu, world.province)
    assert row.after == {"filters": {"unit": [world.province.slug]}, "count": 1}
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    assert any("Tệp chỉ có 1 dòng đầu trong 2 dòng" in str(cell) for line in sheet.to_python() for cell in line)


def test_one_that_is_not_sent_has_no_share(world: World, browse: Browse) -> None:
    """Three of five marked are not 3/3."""
    row = opened(world.dung, world.commune, safe_set(world))
    passed = {area.pk: True for area in world.villages[:3]}
    save_answers(by=world.dung, assessment=row, seen=1, met={}, notes={}, passed=passed)
    page = browse(world.thu).get("/assessments/").content.decode()
    assert "3/3" not in page
    assert "đã chấm 3" in page
    own = browse(world.thu).get(f"/stations/{world.commune.slug}/assessments/").content.decode()
    assert "đã chấm 3 khu dân cư" in own
    answer = browse(world.thu).get("/assessments/export/")
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    assert [row[8:10] for row in sheet.to_python() if row[0] == world.commune.full_name] == [["", ""]]


def test_its_day_is_that_of_vietnam(world: World) -> None:
    row = opened(world.dung, world.commune, model_set(world))
    row.created_at = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)  # 1:30 on the next morning
    assert Row(row, 0, 0, 3, 0, None, judges=False).day == date(2026, 3, 2)


def test_a_unit_shows_its_own_and_its_history(world: World, browse: Browse) -> None:
    row = model_set(world)
    opened(world.dung, world.commune, row)
    opened(world.dung, world.giao_hieu, row, date(2024, 1, 1), date(2024, 12, 31))
    page = browse(world.dung).get(f"/stations/{world.commune.slug}/assessments/")
    assert len(page.context["page"].rows) == 2
    assert page.context["form"] is not None
    assert browse(world.lan).get(f"/stations/{world.commune.slug}/assessments/").context["form"] is None


def test_a_head_begins_on_the_page_of_the_unit(world: World, browse: Browse) -> None:
    typed = {"criteria_set": model_set(world).pk, "start": "2026-01-01", "end": "2026-06-30"}
    address = f"/stations/{world.commune.slug}/assessments/"
    assert browse(world.dung).post(address, typed | {"criteria_set": "0"}).status_code == 422
    answer = browse(world.dung).post(address, typed)
    assert answer["Location"].endswith("/fill/")
    assert browse(world.dung).post(address, typed).status_code == 422  # the same once more


def test_pages_ask_little_of_the_database(
    world: World,
    three: None,
    browse: Browse,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    """However many rows and lines there are."""
    client, address = browse(world.thu), Assessment.objects.get(unit=world.commune).get_absolute_url()
    for page in ("/assessments/", address, "/criteria/"):
        client.get(page)
        with django_assert_max_num_queries(16):
            client.get(page)


def test_decided_ones_say_so(world: World, browse: Browse) -> None:
    row = sent(world.dung, world.commune, safe_set(world))
    decide(by=world.thu, assessment=row, seen=row.version, on=timezone.localdate(), recognised=True, paper="7/QĐ-CAT")
    page = browse(world.lan).get(f"/assessments/{row.uuid}/").content.decode()
    assert "Được công nhận" in page
    assert "7/QĐ-CAT" in page
    assert "5/5" in page


def of(unit: Unit, key: str = "model_units_selected") -> str:
    return reverse("unit_figure", args=[unit.slug, key])


def test_a_figure_leads_to_the_assessments_behind_it(world: World, three: None, browse: Browse) -> None:
    client, days = browse(world.thu), "from=2026-02-01&to=2026-02-28"
    page = client.get(f"{of(world.province)}?{days}")
    assert page.status_code == 200
    assert units(client, page.context["page"].assessments.removeprefix("/assessments/")) == [world.neighbour.name]
    other = client.get(f"{of(world.commune)}?{days}")
    assert other.context["page"].assessments == ""


def test_the_share_of_safe_areas_is_a_figure(world: World, three: None, browse: Browse) -> None:
    """Four of five in the one unit that has assessed itself; the others have said nothing."""
    client, days = browse(world.thu), f"from={END}&to={END}"
    page = client.get(f"{of(world.province, 'safe_residential_areas_pct')}?{days}").context["page"]
    assert (page.tile.value, page.tile.unit) == ("4/5", "80\xa0%")
    assert page.reported.full == 1
    assert units(client, page.assessments.removeprefix("/assessments/")) == [world.commune.name]


def test_boundaries_of_then_leave_the_history_out(world: World, browse: Browse) -> None:
    row = model_set(world)
    opened(world.dung, world.giao_hieu, row, date(2024, 1, 1), date(2024, 12, 31))
    client = browse(world.thu)
    assert units(client, f"?unit={world.commune.slug}") == [world.giao_hieu.name]
    assert units(client, f"?unit={world.commune.slug}&lens=recorded") == []
