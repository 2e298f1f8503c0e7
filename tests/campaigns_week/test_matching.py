"""What people type names one choice of a list, or is asked back."""

import pytest

from campaigns.week.matching import Choice, Unclear, find, find_all

VILLAGES = [
    Choice("1", "Thôn Nà Muồng", "11"),
    Choice("2", "Thôn Nà Pán", "12"),
    Choice("3", "Thôn Nà Pan", "13"),
    Choice("4", "Thôn Khuổi Lè", "14"),
    Choice("5", "Tổ 1", "15"),
    Choice("6", "Tổ 12", "16"),
]
TOPICS = [
    Choice("1", "Ma túy", "drugs"),
    Choice("2", "Vũ khí, vật liệu nổ, pháo", "weapons"),
    Choice("3", "Mạng", "net"),
]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", "12"),
        ("Thôn Nà Muồng", "11"),
        ("nà muồng", "11"),
        ("na muong", "11"),
        ("muo", "11"),
        ("  KHUOI  le ", "14"),
        ("kh l", "14"),
        ("huoi", "14"),
        ("nà pan", "13"),
        ("Nà Pán", "12"),
        ("tổ 12", "16"),
        ("12", "16"),
    ],
)
def test_it_finds(text: str, value: str) -> None:
    assert find(text, VILLAGES).value == value


@pytest.mark.parametrize("text", ["na pan", "nà", "th"])
def test_it_asks_back_when_several_are_meant(text: str) -> None:
    with pytest.raises(Unclear, match="có thể là"):
        find(text, VILLAGES)


def test_a_number_that_is_also_a_name_is_asked_back() -> None:
    with pytest.raises(Unclear, match="Thôn Nà Muồng; Tổ 1"):
        find("1", VILLAGES)


@pytest.mark.parametrize("text", ["Bản Lạ", "7", "?", "1 2"])
def test_it_says_what_is_not_in_the_list(text: str) -> None:
    with pytest.raises(Unclear, match="Không có"):
        find(text, VILLAGES)


def test_two_of_one_name_are_told_apart() -> None:
    twins = [Choice("1", "Tổ 1 (Sông Cầu)", "a", "Tổ 1"), Choice("2", "Tổ 1 (Đức Xuân)", "b", "Tổ 1")]
    with pytest.raises(Unclear):
        find("tổ 1", twins)
    with pytest.raises(Unclear):
        find("1", twins)
    assert find("tổ 1 đức xuân", twins).value == "b"


@pytest.mark.parametrize("text", ["2; 4", "2,4", "Nà Pán; khuoi", "nà pán,\nkhuổi lè", "2;4;2;"])
def test_several_are_parted(text: str) -> None:
    assert [choice.value for choice in find_all(text, VILLAGES)] == ["12", "14"]


def test_a_name_may_hold_commas() -> None:
    for text in ("Vũ khí, vật liệu nổ, pháo; ma tuy", "vũ khí, ma túy"):
        assert {choice.value for choice in find_all(text, TOPICS)} == {"weapons", "drugs"}


@pytest.mark.parametrize(
    ("text", "names"), [("súng", ["Linh kiện súng", "Súng kíp"]), ("chang", ["Bản Chang", "Nà Chang"])]
)
def test_the_end_of_one_name_is_not_taken_for_it(text: str, names: list[str]) -> None:
    with pytest.raises(Unclear):
        find(text, [Choice("", name, name) for name in names])


def test_the_shorter_of_two_names_can_be_typed() -> None:
    names = ["Thôn Nà Cà", "Thôn Nà Cà 2", "Bản Nà Cà Trên"]
    assert find("na ca", [Choice("", name, name) for name in names]).name == "Thôn Nà Cà"
