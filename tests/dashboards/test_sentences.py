"""Sentences for a report."""

from datetime import date
from typing import Any

import pytest

from dashboards.quick import _campaign
from dashboards.sentences import About, Figure, report
from periods.presets import Choice
from rollups.models import Indicator
from rollups.ranges import Days

DAYS = Days(date(2026, 10, 15), date(2026, 11, 14))
PATROLS = Figure("Tuần tra", "buổi", 12_000, 10_000, phrase="tổ chức {} tuần tra")
PEOPLE = Figure("Lượt người", "lượt người", 1_036_000, phrase="với {} tham gia")


def about(**changes: Any) -> About:
    usual: dict[str, Any] = {"subject": "Công an xã Bằng Thành", "days": DAYS, "against": "cùng kỳ năm trước"}
    return About(**usual | changes)


def changed(figure: Figure, **changes: Any) -> Figure:
    fields = {name: getattr(figure, name) for name in Figure.__slots__}
    return Figure(**fields | changes)


def test_it_says_who_when_how_many_and_how_it_moved() -> None:
    assert report(about(), [changed(PATROLS, attached=(PEOPLE,))]) == (
        "Từ ngày 15/10 đến ngày 14/11/2026, Công an xã Bằng Thành đã tổ chức 12 buổi tuần tra với 1.036 lượt người "
        "tham gia, tăng 2 buổi (20 %) so với cùng kỳ năm trước."
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"base": 12_000}, "đã tổ chức 12 buổi tuần tra, bằng cùng kỳ năm trước."),
        ({"base": 24_000}, "giảm 12 buổi (50 %) so với cùng kỳ năm trước."),
        ({"base": None}, "tuần tra (cùng kỳ năm trước chưa có số liệu)."),
        ({"base": 0}, "tăng 12 buổi so với cùng kỳ năm trước."),
        ({"value": None}, "chưa báo cáo số liệu “Tuần tra”."),
        ({"value": 0}, "không phát sinh số liệu “Tuần tra”, giảm 10 buổi (100 %) so với cùng kỳ năm trước."),
        ({"phrase": ""}, "ghi nhận 12 buổi (“Tuần tra”), tăng 2 buổi"),
        ({"estimated": True}, "tổ chức khoảng 12 buổi"),
        ({"value": 12_500, "unit": "kg"}, "tổ chức 12,5 kg tuần tra, tăng 2,5 kg"),
    ],
)
def test_it_says_what_there_is_to_say(changes: dict[str, Any], words: str) -> None:
    assert words in report(about(), [changed(PATROLS, **changes)])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"units": 92, "missing": 2, "partial": 4}, "Còn 2/92 đơn vị chưa báo cáo, 4 đơn vị mới báo cáo một phần."),
        ({"partial": 1}, "Đơn vị mới báo cáo một phần kỳ."),
        ({"until": "22/11/2026"}, "Kỳ chưa kết thúc, số liệu tính đến ngày 22/11/2026."),
        ({"provisional": True}, "Số liệu sơ bộ, chưa duyệt hết."),
        ({"base_lacks": "64/92 đơn vị báo cáo"}, "Kỳ so sánh chưa đủ số liệu: 64/92 đơn vị báo cáo."),
    ],
)
def test_it_says_what_is_doubtful(changes: dict[str, Any], words: str) -> None:
    assert report(about(**changes), [PATROLS]).endswith(f" {words}")


def test_several_figures_are_one_sentence() -> None:
    told = report(about(against=""), [PATROLS, changed(PATROLS, phrase="thu hồi {} súng", unit="khẩu")])
    assert "đã tổ chức 12 buổi tuần tra; đã thu hồi 12 khẩu súng." in told


def test_what_it_is_held_against_is_said_once() -> None:
    told = report(about(), [PATROLS, changed(PATROLS, phrase="thu hồi {} súng", unit="khẩu")])
    assert told.count("cùng kỳ năm trước") == 1
    assert told.endswith("; đã thu hồi 12 khẩu súng, tăng 2 khẩu (20 %).")


def test_each_group_of_figures_has_a_sentence_of_its_own() -> None:
    """A report of nine figures in one sentence is read by nobody."""
    guns = changed(PATROLS, phrase="thu hồi {} súng", unit="khẩu", group="weapons")
    rounds = changed(guns, name="Đạn", phrase="thu hồi {} đạn", unit="viên", value=0, base=22_000)
    against = "cùng kỳ năm trước (15/10–14/11/2025)"
    assert report(about(against=against), [PATROLS, guns, rounds]) == (
        "Từ ngày 15/10 đến ngày 14/11/2026, Công an xã Bằng Thành đã tổ chức 12 buổi tuần tra, tăng 2 buổi (20 %) so "
        "với cùng kỳ năm trước (15/10–14/11/2025). Đã thu hồi 12 khẩu súng, tăng 2 khẩu (20 %) so với cùng kỳ năm "
        "trước; không phát sinh số liệu “Đạn”, giảm 22 viên (100 %)."
    )


def test_a_day_and_a_turn_of_the_year_are_written_out() -> None:
    assert report(about(days=Days(DAYS.end, DAYS.end)), [PATROLS]).startswith("Ngày 14/11/2026, ")
    turn = Days(date(2025, 12, 15), date(2026, 1, 14))
    assert report(about(days=turn), [PATROLS]).startswith("Từ ngày 15/12/2025 đến ngày 14/01/2026, ")


@pytest.mark.django_db
def test_what_stands_in_block_zero_has_a_phrase_or_is_a_part() -> None:
    for one in Indicator.objects.filter(slot__lt=16, breakdown_of=None).exclude(key="reports"):
        assert "{}" in one.phrase, one.key


def test_a_campaign_is_named_before_its_days() -> None:
    said = report(about(campaign="đợt cao điểm bảo vệ Tết"), [PATROLS])
    assert said.startswith("Trong đợt cao điểm bảo vệ Tết (từ ngày ")


@pytest.mark.parametrize(
    ("token", "name", "words"),
    [
        ("campaign-3", "Cao điểm Tết", "đợt cao điểm Tết"),
        ("campaign-3", "Đợt cao điểm Tết", "đợt cao điểm Tết"),
        ("phase-3", "Bảo vệ Tết – Ra quân", "đợt cao điểm “Bảo vệ Tết – Ra quân”"),
        ("month-2026-9", "", ""),
    ],
)
def test_campaigns_are_called_by_their_names(token: str, name: str, words: str) -> None:
    assert _campaign(Choice(token, Days(date(2026, 9, 1), date(2026, 9, 30)), name)) == words


def test_what_is_attached_tells_a_larger_move_of_its_own() -> None:
    people = changed(PEOPLE, value=70_000, base=100_000)
    said = report(about(against="kỳ trước"), [changed(PATROLS, attached=(people,))])
    assert ", tăng 2 buổi (20 %) so với kỳ trước, lượt người giảm 30 %" in said
    steady = changed(PEOPLE, value=110_000, base=100_000)
    assert "lượt người tăng" not in report(about(against="kỳ trước"), [changed(PATROLS, attached=(steady,))])
