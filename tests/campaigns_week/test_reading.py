"""Amounts and ticks of a cell."""

import pytest

from campaigns.week.matching import Choice, Unclear
from campaigns.week.reading import read_amounts, read_yes

UNITS = ("khẩu", "viên", "kg", "quả")
ITEMS = [
    Choice("", "Súng kíp (khẩu)", "1", "Súng kíp"),
    Choice("", "Súng cồn (khẩu)", "2", "Súng cồn"),
    Choice("", "Đạn (viên)", "3", "Đạn"),
    Choice("", "Đạn (kg)", "4", "Đạn"),
    Choice("", "Bom, mìn, lựu đạn (quả)", "5", "Bom, mìn, lựu đạn"),
    Choice("", "Pháo (kg)", "6", "Pháo"),
    Choice("", "Pháo (quả)", "7", "Pháo"),
]
GIFTS = [Choice("1", "Gạo", "rice"), Choice("2", "Nhu yếu phẩm", "essentials")]


def amounts(text: str) -> dict[str, str]:
    found = read_amounts(text, ITEMS, units=UNITS, decimals={"4": 3, "6": 3})
    return {choice.value: amount for choice, amount in found.items()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 súng kíp", {"1": "2"}),
        ("2 khẩu súng kíp", {"1": "2"}),
        ("súng kíp: 2 khẩu", {"1": "2"}),
        ("Súng kíp (khẩu) 2", {"1": "2"}),
        ("2 sung kip; 10 viên đạn", {"1": "2", "3": "10"}),
        ("2 súng kíp, 1 súng cồn,5 viên dan", {"1": "2", "2": "1", "3": "5"}),
        ("18,5 kg pháo; 3 quả pháo", {"6": "18,5", "7": "3"}),
        ("1.234 viên đạn", {"3": "1.234"}),
        ("2 bom, mìn, lựu đạn; 1 súng kíp", {"5": "2", "1": "1"}),
        ("2 lựu đạn", {"5": "2"}),
        ("2 Súng kíp (khẩu); 1,5 Đạn (kg)", {"1": "2", "4": "1,5"}),
    ],
)
def test_it_reads_amounts(text: str, found: dict[str, str]) -> None:
    assert amounts(text) == found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("súng kíp", "Ghi số lượng rồi tên"),
        ("2 3 súng kíp", "Ghi số lượng rồi tên"),
        ("10 đạn", "có thể là: Đạn .viên.; Đạn .kg."),
        ("2 súng", "có thể là"),
        ("2 xe tăng", "Không có"),
        ("2 súng kíp; 1 súng kíp", "ghi hai lần"),
        ("1,5 súng kíp", "Ghi số nguyên"),
        ("1.234 kg pháo", "Chưa rõ"),
    ],
)
def test_it_asks_back_what_is_not_clear(text: str, reason: str) -> None:
    with pytest.raises(Unclear, match=reason):
        amounts(text)


def test_gifts_have_no_units_of_count() -> None:
    assert {choice.value: n for choice, n in read_amounts("2 gạo; 1 nhu yếu", GIFTS).items()} == {
        "rice": "2",
        "essentials": "1",
    }


@pytest.mark.parametrize(
    ("text", "yes"),
    [("x", True), ("X", True), ("có", True), ("✓", True), ("-", False), ("0", False), ("không", False)],
)
def test_a_tick(text: str, yes: bool) -> None:
    assert read_yes(text) is yes


def test_something_else_is_no_tick() -> None:
    with pytest.raises(Unclear):
        read_yes("hai lần")
