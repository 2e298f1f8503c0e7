"""An administrator defines a form of returns on one page; it is there for its communes at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from administration.defined import NewFigure
from administration.return_forms import add_line
from audit.models import AuditEntry
from dashboards.notes import asked_notes
from returns.models import ReturnForm, ReturnLine
from rollups.actions import add_indicator
from rollups.checking import verify
from rollups.models import Indicator
from rollups.ranges import Days
from tests.campaigns.entries import recorded, total
from tests.returns.filing import AUGUST, form, tips, typed
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
ADD = "/admin/returns/returnform/add/"
NAMES = {
    "name_vi": "Tiếp công dân", "name_en": "Citizens received", "every": "month", "group": "information", "order": "90",
    "valid_from": "15/05/2025",
}  # fmt: skip


def rows(*lines: dict[str, Any], stored: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = {"lines-TOTAL_FORMS": str(len(lines)), "lines-INITIAL_FORMS": str(stored)}
    return found | {f"lines-{n}-{name}": value for n, line in enumerate(lines) for name, value in line.items()}


def figure(number: int, **others: str) -> dict[str, str]:
    names = {"name_vi": f"Số {number}", "name_en": f"Number {number}", "unit_vi": "lượt", "unit_en": "times"}
    return names | others


def change(row: ReturnForm) -> str:
    return f"/admin/returns/returnform/{row.pk}/change/"


def errors(answer: Any) -> dict[str, Any]:
    formset = answer.context["inline_admin_formsets"][0].formset
    return {name: list(words) for one in formset.forms for name, words in one.errors.items()}


def test_a_form_is_defined_on_one_page_and_used_at_once(world: World, browse: Browse) -> None:
    free = add_indicator(
        by=world.quan, key="homes_visited", name_vi="Hộ đã đến thăm", name_en="Homes visited", unit_vi="hộ",
        unit_en="homes", group="emulation", stored=False, source=Indicator.Source.RETURN,
    )  # fmt: skip
    posted = NAMES | {"province": world.province.pk} | rows({"figure": free.pk}, figure(2, qualified="on"))
    answer = browse(world.quan).post(ADD, posted)
    assert answer.status_code == 302, answer.context["errors"]
    row = ReturnForm.objects.get(key="citizens_received")
    fed = {one.key: one for one in Indicator.objects.filter(fed_by=row.source)}
    assert set(fed) == {
        "citizens_received_returns", "homes_visited", "number_2", "number_2_below", "number_2_above"
    }  # fmt: skip
    assert fed["number_2"].presence == fed["homes_visited"].presence == row.presence == row.presence.presence

    sent = {"uuid": str(uuid4()), "on": AUGUST.isoformat(), "count_homes_visited": "1", "count_number_2": "8",
            "word_number_2": "nearly"}  # fmt: skip
    address = reverse("return_add", args=[world.commune.slug, row.key])
    assert browse(world.lan).post(address, sent).status_code == 302
    assert [total(world.commune, key, AUGUST) for key in sorted(fed)] == [1000, 1000, 8000, 0, 1000]
    assert browse(world.son).get(reverse("return_add", args=[world.foreign.slug, row.key])).status_code == 404
    assert verify() == []


def test_every_write_leaves_its_row(world: World, browse: Browse) -> None:
    browse(world.quan).post(ADD, NAMES | rows(figure(1, qualified="on")))
    assert sorted(AuditEntry.objects.values_list("action", flat=True)) == [
        "add_indicator", "add_indicator", "add_returnform", "add_returnline", "change_indicator", "claim_indicator",
        "sign_indicator",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ([{"qualified": "on"}], {"figure"}),
        ([{"name_vi": "Số"}], {"unit_vi"}),
        ([figure(1, order="1"), figure(2, order="1")], {"order"}),
        ([figure(1, order="21")], {"order"}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(world: World, browse: Browse, lines: Any, wrong: set[str]) -> None:
    answer = browse(world.quan).post(ADD, NAMES | rows(*lines))
    assert answer.status_code == 200
    assert set(errors(answer)) == wrong
    assert not ReturnForm.objects.filter(key="citizens_received").exists()


def test_figures_of_others_and_restricted_ones_cannot_be_taken(world: World, browse: Browse) -> None:
    for key in ("valuable_tips", "patrol_sessions", "serious_crimes", "valuable_tips_below", "nothing_reports"):
        taken = Indicator.objects.get(key=key)
        answer = browse(world.quan).post(ADD, NAMES | rows({"figure": taken.pk}))
        assert set(errors(answer)) == {"figure"}, key


def test_a_line_in_use_is_closed_after_its_last_return(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, tips())
    row, client = form(), browse(world.quan)
    stored = [{"id": line.pk, "form": row.pk, "order": line.order} for line in row.lines.order_by("order")]
    told = {"name_vi": row.name_vi, "name_en": row.name_en, "order": "20"}
    stored[0]["valid_to"] = "13/08/2025"
    assert set(errors(client.post(change(row), told | rows(*stored, stored=2)))) == {"valid_to"}
    stored[0]["valid_to"] = "14/08/2025"
    follower = {"figure": stored and row.lines.get(order=1).indicator_id, "order": "1", "valid_from": "15/08/2025"}
    assert client.post(change(row), told | rows(*stored, follower, stored=2)).status_code == 302
    lines = ReturnLine.objects.filter(indicator__key="valuable_tips").order_by("valid_from")
    assert [(line.valid_to, line.qualified) for line in lines] == [(AUGUST, True), (None, False)]
    page = browse(world.lan).get(reverse("return_add", args=[world.commune.slug, row.key]))
    assert [one.word is None for one in page.context["form"].lines] == [True, False]


def test_a_line_that_comes_later_is_asked_for_from_the_running_period_on(world: World, browse: Browse) -> None:
    record = recorded(world.lan, world.commune, tips())
    row, client = form(), browse(world.quan)
    stored = [{"id": line.pk, "form": row.pk, "order": line.order} for line in row.lines.order_by("order")]
    names = {"name_vi": row.name_vi, "name_en": row.name_en, "order": "20"}
    for day in ("14/08/2025", "01/01/2000"):
        early = client.post(change(row), names | rows(*stored, figure(7, valid_from=day), stored=2))
        assert errors(early) == {"valid_from": ["Đã có báo cáo của kỳ hết ngày 14/08/2025: chọn ngày sau đó."]}
    with pytest.raises(ValidationError):
        add_line(by=world.quan, row=ReturnLine(form=row, valid_from=AUGUST), figure=NewFigure("a", "a", "b", "b"))
    assert client.post(change(row), names | rows(*stored, figure(7), stored=2)).status_code == 302
    line = ReturnLine.objects.get(indicator__key="number_7")
    assert (line.valid_from, line.indicator.since) == (date(2026, 11, 15), date(2026, 11, 15))
    page = browse(world.tinh).get(
        reverse("unit_figure", args=[world.commune.slug, "number_7"]), {"period": "month-2025-8"}
    )
    assert page.context["page"].tile.missing
    corrected = typed(count_valuable_tips="38", version="1", uuid=str(record.uuid))
    assert browse(world.lan).post(reverse("record_edit", args=[record.uuid]), corrected).status_code == 302


def test_nothing_happened_asks_for_no_numbers(world: World, browse: Browse) -> None:
    page = browse(world.quan).get(change(form("nothing")))
    assert page.status_code == 200
    assert not page.context["inline_admin_formsets"]


def test_a_form_ends_and_asks_no_more(world: World, browse: Browse) -> None:
    row = form()
    ReturnForm.objects.filter(pk=row.pk).update(valid_to=date(2025, 7, 31))
    page = browse(world.lan).get(reverse("return_add", args=[world.commune.slug, row.key]))
    assert AUGUST not in page.context["form"].periods


def test_before_a_number_is_asked_for_its_cell_is_empty_and_the_page_says_so(world: World, browse: Browse) -> None:
    september, row, stored = date(2025, 9, 14), form(), []
    recorded(world.lan, world.commune, tips())
    stored = [{"id": line.pk, "form": row.pk, "order": line.order} for line in row.lines.order_by("order")]
    names = {"name_vi": row.name_vi, "name_en": row.name_en, "order": "20"}
    posted = names | rows(*stored, figure(9, valid_from="15/08/2025"), stored=2)
    assert browse(world.quan).post(change(row), posted).status_code == 302
    assert Indicator.objects.get(key="number_9").since == date(2025, 8, 15)
    sent = tips(september)
    recorded(world.lan, world.commune, replace(sent, amounts={**sent.amounts, "number_9": 4000}))

    for period, told in (("month-2025-8", None), ("quarter-2025-3", "4")):
        page = browse(world.tinh).get(reverse("unit_figure", args=[world.commune.slug, "number_9"]), {"period": period})
        tile, notes = page.context["page"].tile, page.context["frame"].notes
        assert (None if tile.missing else tile.value) == told
        assert "Số 9 (15/08/2025)" in " ".join(notes)
    query = {"period": "month-2025-8", "figures": "number_9"}
    table = browse(world.tinh).get(reverse("unit_pivot", args=[world.commune.slug]), query)
    assert "Số 9 (15/08/2025)" in " ".join(table.context["page"].notes)
    assert set(table.context["page"].grid.rows[0].values) == {None}
    assert verify() == []


def test_a_note_names_a_few_figures_and_counts_the_others(world: World) -> None:
    many = list(Indicator.objects.filter(source="return")[:6])
    for one in many:
        one.since = date(2025, 8, 15)
    (note,) = asked_notes(many, [Days(AUGUST, AUGUST)])
    assert note.endswith(f"{many[3].name} (15/08/2025) và 2 chỉ tiêu khác.")
