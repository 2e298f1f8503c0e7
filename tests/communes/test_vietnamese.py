"""Names sort in Vietnamese order and are found without diacritics."""

from __future__ import annotations

import unicodedata

import pytest

from communes.checks_gazetteer import read
from communes.vietnamese import search_key, sort_key

# The order of ICU's collation for Vietnamese, with numbers as numbers.
ORDERED = [
    *("Ái Quốc", "Am Nọi", "An Bình", "An Hòa", "An Khê", "Áng Sơn", "Anh Dũng", "Ao Tiên", "Ayun", "Ăng Tâm"),
    *("Ân Hảo", "Ân Tường", "Âu Lâu", "B'Lao", "Ba Bể", "Ba Rá", "Ba Rạ", "Bà Ra", "Bạ Ra", "Bắc Kạn", "Bằng Thành"),
    *("Bố Hạ", "Bồng Sơn", "Bù Đăng", "Cam Lộ", "Chân Mây - Lăng Cô", "Chân Mộng", "Cư M'gar", "Cư Mgar"),
    *("D'Ran", "Dạ Nam", "Dương Hòa", "Đà Bắc", "Đa Phúc", "Đình Cả", "Ea H'Leo", "Ea Ha", "Ea Hleo", "Én Bạc"),
    *("Giáo Hiệu", "Hoa Lư", "Hoa Xá", "Hòa Xa", "Hoa Ya", "Long Phú", "Long Phú 1", "Long Phú 2", "Long Phú 10"),
    *("Long Phú Thuận", "Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mà An", "Nghĩa Lộ", "Oai Nỗ", "Ô Diên", "Ơ Bia"),
    *("Phường 1", "Phường 2", "Phường 10", "Phường An", "Tà Nung", "Tân An", "Thủ Dầu", "Trà Bồng", "U Minh"),
    *("Ứng Hòa", "Vân Du", "Xuân Lộc", "Ỷ La", "Y Tý", "Yên Hòa", "Yên Hóa"),
]


def test_names_sort_in_vietnamese_order() -> None:
    assert sorted(sorted(ORDERED), key=sort_key) == ORDERED


def test_a_key_is_printable_ascii_so_that_every_database_agrees() -> None:
    assert all(sort_key(row["name"]).isascii() and sort_key(row["name"]).isprintable() for row in read().units)


def test_different_names_of_today_have_different_keys() -> None:
    names = {row["name"] for row in read().units if row["valid_to"] == ""}
    assert len({sort_key(name) for name in names}) == len({name.casefold() for name in names})


@pytest.mark.parametrize("key", [sort_key, search_key])
def test_composed_and_decomposed_letters_have_one_key(key: object) -> None:
    assert callable(key)
    for name in ORDERED:
        assert key(unicodedata.normalize("NFD", name)) == key(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Giáo Hiệu", "giao hieu"),
        ("ĐỒNG ĐĂNG", "dong dang"),
        ("  Chân Mây – Lăng Cô ", "chan may lang co"),
        ("Ea H'Leo", "ea h leo"),
        ("Ứng  Hòa", "ung hoa"),
        ("Phường 12", "phuong 12"),
        ("", ""),
    ],
)
def test_a_search_key_has_no_diacritics_and_single_spaces(text: str, key: str) -> None:
    assert search_key(text) == key
