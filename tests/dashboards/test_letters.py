"""Texts that remind, from plain values."""

from datetime import date
from typing import Any

import pytest

from communes.models import Kind
from dashboards.coverage import Reported
from dashboards.members import NOWHERE, Member
from dashboards.reminders.letters import KINDS, About, letter, named, short, to_provinces
from dashboards.reminders.owed import Owed
from periods.presets import Choice
from rollups.ranges import Days

ABOUT = About("trên địa bàn tỉnh Thái Nguyên", 92, date(2026, 11, 22))


def month(number: int) -> Choice:
    before = date(2025, 12, 15) if number == 1 else date(2026, number - 1, 15)
    return Choice(f"month-2026-{number}", Days(before, date(2026, number, 14)))


def unit(name: str, kind: str = "xa") -> Member:
    words: dict[str, Any] = {"kind": kind, "name": name, "sort_key": name, "slug": name}
    rest: dict[str, Any] = dict.fromkeys(("parent", "province"), NOWHERE)
    rest |= dict.fromkeys(("heir_of_province", "heir", "area"))
    days: dict[str, Any] = {"valid_from": date(2025, 7, 1), "valid_to": None, "estimated": False, "station": True}
    return Member(**words, **days, **rest, pk=1, group=1, parent_level="province")


def owes(name: str, *months: int, kind: str = "xa") -> Owed:
    what = tuple(month(number) for number in months)
    return Owed(unit(name, kind), what, what[0].days.start)


def test_what_all_owe_stands_in_one_sentence() -> None:
    assert letter(ABOUT, [owes("Xã Vô Tranh", 11), owes("Phường Bắc Kạn", 11, kind="phuong")]) == (
        "Kính gửi Công an các xã, phường trên địa bàn tỉnh Thái Nguyên: đến ngày 22/11/2026, còn 2/92 đơn vị chưa có "
        "báo cáo tháng 11/2026: phường Bắc Kạn, xã Vô Tranh. Đề nghị các đơn vị cập nhật số liệu ngay."
    )


def test_what_some_owe_stands_in_lines() -> None:
    assert letter(ABOUT, [owes("Xã Chợ Rã", 10, 11), owes("Xã Vô Tranh", 11), owes("Xã Ba Bể", 11)]) == (
        "Kính gửi Công an các xã trên địa bàn tỉnh Thái Nguyên: đến ngày 22/11/2026, còn 3/92 đơn vị chưa có báo cáo "
        "đủ:\n– tháng 10/2026, tháng 11/2026 (1 đơn vị): xã Chợ Rã;\n– tháng 11/2026 (2 đơn vị): xã Ba Bể, "
        "xã Vô Tranh.\nĐề nghị các đơn vị cập nhật số liệu ngay."
    )


def test_an_area_is_told_without_a_form_of_address() -> None:
    about = About("Địa bàn huyện Ba Bể cũ", 5, date(2026, 11, 22))
    assert short(about, [owes("Xã Chợ Rã", 11)]) == (
        "Địa bàn huyện Ba Bể cũ còn 1/5 đơn vị chưa có báo cáo tháng 11/2026: xã Chợ Rã."
    )
    assert short(about, [owes("Xã Chợ Rã", 11), owes("Xã Ba Bể", 10)]).endswith(
        "chưa có báo cáo đủ: xã Ba Bể (tháng 10/2026); xã Chợ Rã (tháng 11/2026)."
    )


def test_a_district_without_communes_is_addressed_as_what_it_is() -> None:
    said = letter(ABOUT, [owes("Huyện Lý Sơn", 11, kind="huyen")])
    assert said.startswith("Kính gửi Công an các huyện trên địa bàn")
    assert all(kind in KINDS for kind in Kind if kind not in {Kind.TINH, Kind.THANH_PHO_TW})


def test_large_numbers_are_grouped() -> None:
    nation = About("trên toàn quốc", 3319, ABOUT.today)
    many = [owes(f"Xã {number}", 11) for number in range(1200)]
    assert "còn 1.200/3.319 đơn vị chưa có" in letter(nation, many)
    assert "còn 1.200/3.319 đơn vị chưa có" in short(nation, many)
    assert "(1.200 đơn vị)" in letter(nation, [*many, owes("Xã Ba Bể", 10)])


def test_nobody_is_late_in_a_period_that_runs() -> None:
    said = letter(About(ABOUT.where, 92, ABOUT.today, runs=True), [owes("Xã Ba Bể", 12)])
    assert "chưa có số liệu tháng 12/2026" in said
    assert said.endswith("cập nhật số liệu hằng ngày.")


def test_nobody_to_remind_is_no_text() -> None:
    assert letter(ABOUT, []) == short(ABOUT, []) == ""


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ([10, 11], ["Tháng 10/2026", "Tháng 11/2026"]),
        ([1, 2, 3, 4, 7], ["Tháng 1/2026 – tháng 4/2026", "Tháng 7/2026"]),
    ],
)
def test_three_months_in_a_row_are_named_as_one(months: list[int], words: list[str]) -> None:
    assert named([month(number) for number in months]) == words


def test_days_without_a_name_are_called_a_period() -> None:
    what = Choice("range", Days(date(2026, 10, 1), date(2026, 10, 9)))
    said = short(ABOUT, [Owed(unit("Xã Ba Bể"), (what,), what.days.start)])
    assert "chưa có báo cáo kỳ 01/10–09/10/2026: xã Ba Bể" in said


def test_a_special_zone_is_addressed_beside_communes_and_wards() -> None:
    owing = [owes("Đặc khu Vân Đồn", 11, kind="dac_khu"), owes("Phường Hạ Long", 11, kind="phuong")]
    assert letter(ABOUT, owing).startswith("Kính gửi Công an các phường, đặc khu trên địa bàn")
    assert letter(ABOUT, [*owing, owes("Xã Ba Chẽ", 11)]).startswith("Kính gửi Công an các xã, phường, đặc khu trên")


def test_provinces_are_told_how_many_of_their_units_owe() -> None:
    nation = About("trên toàn quốc", 3319, ABOUT.today)
    rows = [
        (unit("Thành phố Huế", "thanh_pho_tw"), Reported(missing=40)),
        (unit("Tỉnh Cao Bằng", "tinh"), Reported(full=50, partial=2, missing=4)),
        (unit("Tỉnh Lai Châu", "tinh"), Reported(full=38)),
    ]
    assert to_provinces(nation, month(11), rows) == (
        "Kính gửi: Công an các tỉnh, thành phố.\nĐến ngày 22/11/2026, còn 46/3.319 đơn vị chưa có báo cáo đủ "
        "tháng 11/2026 (15/10–14/11/2026):\n– thành phố Huế: 40/40 đơn vị;\n– tỉnh Cao Bằng: 6/56 đơn vị, trong đó 2 "
        "đơn vị mới báo cáo một phần.\nĐề nghị Công an các tỉnh, thành phố đôn đốc Công an cấp xã cập nhật số liệu "
        "ngay."
    )
    assert to_provinces(nation, month(11), rows[1:]).startswith("Kính gửi: Công an các tỉnh.")
    assert to_provinces(nation, month(11), rows[2:]) == ""


def test_the_months_of_a_letter_stand_in_order() -> None:
    said = letter(ABOUT, [owes("Xã Một", 10), owes("Xã Hai", 8), owes("Xã Ba", 9)])
    assert said.index("xã Hai") < said.index("xã Ba") < said.index("xã Một")
