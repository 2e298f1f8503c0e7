"""The forms read what people type, keep what they refuse, and say why beside the field."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from campaigns.actions import record_entry
from campaigns.contents import same
from campaigns.forms import PatrolForm, PropagandaSessionForm, WeaponHandoverForm
from campaigns.forms.choices import Choices
from campaigns.kinds.registry import spec_for
from campaigns.models import Record
from communes.models import Unit
from tests.campaigns.entries import BEFORE, item_unit, patrol, propaganda_session, weapon_handover, yesterday


def sent(**values: Any) -> dict[str, Any]:
    return {"uuid": str(uuid4()), "on": yesterday().isoformat(), **values}


def patrol_form(unit: Any, **values: Any) -> PatrolForm:
    return PatrolForm(sent(**{"shift": "night", "forces_commune_police": "2", **values}), unit=unit)


def handover_form(unit: Any, *lines: tuple[Any, str], **values: Any) -> WeaponHandoverForm:
    typed = {
        f"items-{n}-{name}": value
        for n, (kind, quantity) in enumerate(lines)
        for name, value in [("unit", getattr(kind, "pk", kind)), ("quantity", quantity)]
    }
    return WeaponHandoverForm(sent(**{"mode": "recovery", **typed, **values}), unit=unit)


def test_a_patrol_becomes_a_content(world: Any) -> None:
    sure = ["reminders=1234"]
    form = patrol_form(world.commune, reminders="1.234", sure=sure, residential_areas=[str(world.villages[0].pk)])
    assert form.is_valid(), form.errors
    assert (form.content.reminders, form.content.residential_areas) == (1234, (world.villages[0],))  # type: ignore[attr-defined]
    assert form.place == world.commune


@pytest.mark.parametrize("make", [patrol, propaganda_session, weapon_handover])
def test_showing_a_content_and_sending_it_back_changes_nothing(world: Any, make: Any) -> None:
    content = make(residential_areas=tuple(world.villages[:2]))
    shown = spec_for(content).form(unit=world.commune, content=content, version=3)
    data: dict[str, Any] = {}
    for bound in shown:
        value = bound.value()
        if bound.name == "items":
            for n, line in enumerate(value):
                data |= {f"items-{n}-unit": line.unit, f"items-{n}-quantity": line.quantity}
        elif value not in (None, False):
            data[bound.html_name] = value
    form = spec_for(content).form(data, unit=world.commune)
    assert form.is_valid(), form.errors
    assert same(form.content, content)
    assert form.seen_version == 3


def test_somebody_must_have_taken_part(world: Any) -> None:
    form = patrol_form(world.commune, forces_commune_police="0")
    assert form.errors == {"forces_commune_police": ["Ghi số lượt người của ít nhất một lực lượng."]}


def test_a_force_that_the_law_had_ended_is_refused(world: Any) -> None:
    form = patrol_form(world.commune, forces_civil_guard="2")
    assert list(form.errors) == ["forces_civil_guard"]
    day = date(2024, 6, 30)
    old = patrol_form(world.giao_hieu, forces_civil_guard="2", on=day.isoformat())
    assert old.is_valid(), old.errors


def test_forces_of_the_day_come_first(world: Any) -> None:
    now, before = patrol_form(world.commune), patrol_form(world.commune, on="2024-06-30")
    names = {field.name for field in now.amount_fields("forces")}
    assert "forces_grassroots_team" in names
    assert "forces_civil_guard" not in names
    assert "forces_civil_guard" in {field.name for field in before.amount_fields("forces")}


@pytest.mark.parametrize("on", ["30/06/2025", "2025-06-30", "30-06-2025"])
def test_days_are_read_as_they_are_written_here(world: Any, on: str) -> None:
    form = patrol_form(world.giao_hieu, on=on)
    assert form.is_valid(), form.errors
    assert form.content.on == BEFORE


def test_the_calendar_of_the_browser_is_filled(world: Any) -> None:
    assert f'value="{yesterday().isoformat()}"' in str(PatrolForm(unit=world.commune, content=patrol())["on"])


@pytest.mark.parametrize("on", ["", "hôm qua", "2025-02-30"])
def test_a_day_that_is_none_is_refused(world: Any, on: str) -> None:
    assert "on" in patrol_form(world.commune, on=on).errors


def test_the_future_is_refused(world: Any) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert patrol_form(world.commune, on=tomorrow.isoformat()).errors["on"] == [
        "Chỉ ghi việc đã làm: ngày không được sau hôm nay."
    ]


def test_the_small_hours_belong_to_the_day_before(world: Any, monkeypatch: Any) -> None:
    night = timezone.localtime().replace(hour=1)
    monkeypatch.setattr(timezone, "localtime", lambda *_: night)
    assert PatrolForm(unit=world.commune)["on"].value() == night.date() - timedelta(days=1)


def test_a_village_decides_the_old_unit(world: Any) -> None:
    form = patrol_form(world.commune, on=BEFORE.isoformat(), residential_areas=[str(world.villages[0].pk)])
    assert form.is_valid(), form.errors
    assert form.place == world.giao_hieu


def test_it_asks_for_the_old_unit_only_when_needed(world: Any) -> None:
    form = patrol_form(world.commune, on=BEFORE.isoformat())
    assert list(form.errors) == ["place_of_day"]
    assert form.asks_place
    answered = patrol_form(world.commune, on=BEFORE.isoformat(), place_of_day=world.giao_hieu.slug)
    assert answered.is_valid(), answered.errors
    assert answered.place == world.giao_hieu


def test_villages_of_two_old_units_are_refused(world: Any) -> None:
    areas = [str(village.pk) for village in world.villages]
    form = patrol_form(world.commune, on=BEFORE.isoformat(), residential_areas=areas)
    assert list(form.errors) == ["residential_areas"]


def test_foreign_villages_and_units_are_no_choices(world: Any) -> None:
    form = patrol_form(world.neighbour, residential_areas=[str(world.villages[0].pk)])
    assert list(form.errors) == ["residential_areas"]
    assert "place_of_day" in patrol_form(world.commune, place_of_day=world.foreign.slug).errors


def test_a_log_that_had_not_begun_says_from_when(world: Any) -> None:
    Unit.objects.filter(heir=world.commune).exclude(pk=world.commune.pk).update(heir=None)
    form = patrol_form(world.commune, on="2025-06-30")
    assert form.errors["on"] == [
        "Ngày này chưa có Xã Bằng Thành: chọn từ ngày 01/07/2025. Việc trước đó, đơn vị kế thừa xã cũ ghi."
    ]


def test_a_log_that_has_ended_says_until_when(world: Any) -> None:
    form = patrol_form(world.giao_hieu, on="2025-07-01")
    assert form.errors["on"] == ["Ngày này không còn Xã Giáo Hiệu: chọn đến ngày 30/06/2025, hoặc ghi ở đơn vị mới."]


def test_a_session_needs_form_and_topic(world: Any) -> None:
    form = PropagandaSessionForm(sent(), unit=world.commune)
    assert set(form.errors) == {"form", "topics"}


def test_an_invented_choice_is_refused(world: Any) -> None:
    form = PropagandaSessionForm(sent(form="x", topics=["drugs", "y"]), unit=world.commune)
    assert set(form.errors) == {"form", "topics"}


def test_quantities_are_decimal_where_the_unit_is(world: Any) -> None:
    kg, guns = item_unit("firecracker", "kg"), item_unit("flintlock")
    form = handover_form(world.commune, (kg, "18,5"), (guns, "2"), ("", ""))
    assert form.is_valid(), form.errors
    assert form.content.items == {kg: 18_500, guns: 2000}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "unit", "typed"),
    [
        ("flintlock", "khẩu", "1,5"),
        ("flintlock", "khẩu", ""),
        ("flintlock", "khẩu", "0"),
        ("flintlock", "khẩu", "-2"),
        ("flintlock", "khẩu", "hai"),
        ("firecracker", "kg", "1.234"),
        ("firecracker", "kg", "1,2345"),
    ],
)
def test_a_bad_line_says_which_and_why(world: Any, kind: str, unit: str, typed: str) -> None:
    form = handover_form(world.commune, (item_unit("gun_part", "linh kiện"), "3"), (item_unit(kind, unit), typed))
    assert list(form.errors) == ["items"]
    assert str(form.errors["items"][0]).startswith("Dòng 2: ")
    assert f'value="{typed}"' in str(form["items"]) or typed == ""


def test_one_kind_stands_on_one_line(world: Any) -> None:
    guns = item_unit("flintlock")
    assert "Dòng 2" in handover_form(world.commune, (guns, "1"), (guns, "2")).errors["items"][0]


def test_a_handover_has_lines(world: Any) -> None:
    assert list(handover_form(world.commune).errors) == ["items"]


def test_kinds_are_grouped_as_the_law_of_the_day_groups_them(world: Any) -> None:
    def groups(on: str) -> list[str]:
        form = handover_form(world.giao_hieu, (item_unit("air_gun"), "1"), on=on)
        return [name for name, _ in form.fields["items"].widget.groups]

    assert "Súng săn (Luật 14/2017)" in groups("2024-12-31")
    assert "Dao có tính sát thương cao (Luật 42/2024)" in groups("2025-01-01")


def test_a_kind_that_came_later_is_refused(world: Any) -> None:
    form = handover_form(world.giao_hieu, (item_unit("highly_lethal_knife", "chiếc"), "1"), on="2024-12-31")
    assert list(form.errors) == ["items"]


@pytest.mark.parametrize(
    "typed",
    [
        *("12", "12345", "12/BB-CAX", "05/2025/BB-CAX", "7/BB-CAX.ĐL", "3/BB-BắcKạn", "4/BB-BaBể"),
        *("BB-Pác Nặm 03", "BB 12", "số 12", "BB-CAX 12/2026", "12/BB-Bằng Thành"),
        *(
            "12 Huế",
            "Số: 12/BB-CAX",
            "12/BB–CAX",
            "12; 13",
            "12, 13",
            "12 & 13",
            "12_BB",
            "12/BB-CAX (2)",
            "12 (bản sao)",
        ),
    ],
)
def test_a_receipt_number_is_a_number(world: Any, typed: str) -> None:
    form = handover_form(world.commune, (item_unit("flintlock"), "1"), receipt_number=typed)
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    "typed",
    [
        *("ông Nguyễn Văn A", "NguyễnVănAn", "012345678901", "0912345678", "97-B1-12345", "12/ông A", "BB 12 bà B"),
        *("0912&345678", "09:12:34:56:78", "29A(12345)"),
        *("0912,345,678", "0912: 345: 678", "12/0912345678", "9/97-B1-12345", "12/NguyễnVănAn", "12/nguyenvanan"),
    ],
)
def test_a_receipt_number_says_nothing_of_a_person(world: Any, typed: str) -> None:
    form = handover_form(world.commune, (item_unit("flintlock"), "1"), receipt_number=typed)
    assert list(form.errors) == ["receipt_number"]


@pytest.mark.parametrize("typed", ["BB-CAX", "12 * 13", "12\t3", "№ 12", "12@BB", "Бб 12", "1" + "/BB" * 10])
def test_a_receipt_number_is_made_of_letters_digits_and_few_marks(world: Any, typed: str) -> None:
    form = handover_form(world.commune, (item_unit("flintlock"), "1"), receipt_number=typed)
    assert list(form.errors) == ["receipt_number"]
    if len(typed) <= 30:
        assert "như trên giấy, có ít nhất một chữ số" in str(form.errors["receipt_number"])


def test_the_calendar_ends_on_the_day_of_the_page(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: tomorrow)
    assert f'max="{tomorrow.isoformat()}"' in str(PatrolForm(unit=world.commune)["on"])


@pytest.mark.parametrize(
    "typed", ["0001-01-01T00:00", "9999-12-31T23:59:59-23:59", "9999-12-31T23:00Z", "0001-01-01T00:00Z"]
)
def test_a_clock_at_the_edge_of_the_calendar_says_nothing(world: Any, typed: str) -> None:
    form = patrol_form(world.commune, device_at=typed)
    assert form.is_valid(), form.errors
    record = record_entry(
        by=world.lan, unit=form.place, uuid=form.entry_uuid, content=form.content, device_at=form.device_time
    )
    stored = Record.objects.get(pk=record.pk).device_at
    assert stored is None or timezone.localtime(stored)


def test_a_week_of_forms_asks_for_its_choices_once(world: Any, django_assert_max_num_queries: Any) -> None:
    choices = Choices(world.commune)
    with django_assert_max_num_queries(4):
        forms = [PatrolForm(unit=world.commune, choices=choices, prefix=f"r{n}") for n in range(14)]
        assert all(form["shift"].html_name.startswith("r") for form in forms)
