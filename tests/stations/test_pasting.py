"""Lines pasted from anywhere become residential areas, or are refused with a reason."""

import unicodedata

import pytest

from stations.pasting import Kind, read_lines


@pytest.mark.parametrize(
    ("line", "name", "kind"),
    [
        ("Thôn Nà Muồng", "Thôn Nà Muồng", Kind.THON),
        ("  thôn   Nà Muồng  ", "Thôn Nà Muồng", Kind.THON),
        (unicodedata.normalize("NFD", "Bản Cám"), "Bản Cám", Kind.BAN),
        ("12. Tổ dân phố 4", "Tổ dân phố 4", Kind.TO_DAN_PHO),
        ("3\tTổ 12", "Tổ 12", Kind.TO_DAN_PHO),
        ("- TDP số 7;", "Tổ dân phố số 7", Kind.TO_DAN_PHO),
        ("Khu phố Phùng Chí Kiên", "Khu phố Phùng Chí Kiên", Kind.KHAC),
        ("Tổ dân phố Nguyễn Văn Trỗi", "Tổ dân phố Nguyễn Văn Trỗi", Kind.TO_DAN_PHO),
        ("Thôn Nà Mu - Khuổi Lè", "Thôn Nà Mu - Khuổi Lè", Kind.THON),
        ("Tổ 4, Phan Đình Phùng", "Tổ 4, Phan Đình Phùng", Kind.TO_DAN_PHO),
        ("Thôn 5 - Lương Sơn", "Thôn 5 - Lương Sơn", Kind.THON),
        ("Khu 2 – Lý Thường Kiệt", "Khu 2 – Lý Thường Kiệt", Kind.KHAC),
        ("Ấp Bà Chiêm", "Ấp Bà Chiêm", Kind.KHAC),
        ("Khu phố Chu Văn An", "Khu phố Chu Văn An", Kind.KHAC),
        ("Thôn Nguyễn Huệ", "Thôn Nguyễn Huệ", Kind.THON),
        ("Thôn Bùi Quang Huy", "Thôn Bùi Quang Huy", Kind.THON),
        ("Khuổi Lè", "Thôn Khuổi Lè", Kind.THON),
        ("Bắc Lanh Chang", "Thôn Bắc Lanh Chang", Kind.THON),
        ("7", "Thôn 7", Kind.THON),
    ],
)
def test_it_reads_a_name_and_its_kind(line: str, name: str, kind: Kind) -> None:
    named, refused, _ = read_lines(line, "Thôn")
    assert not refused
    assert [(area.name, area.kind) for area in named] == [(name, kind)]


@pytest.mark.parametrize(
    "line",
    [
        "Nguyễn Văn An",
        "Thôn Nà Mu - Hoàng Tuấn Anh",
        "Thôn 5, Triệu Tòn Phin",
        "Nà Mu – Sằm Thế Anh",
        "Hoàng Thị Minh Tâm",
        "ông Lý A Sử",
        "Thôn Nà Muồng – trưởng thôn Lý Văn Páo",
        "Thôn Nà Muồng 0912345678",
        "Thôn Nà Muồng 0912 345 678",
        "006099001234",
        "Thôn Nguyễn Thị Bé",
        unicodedata.normalize("NFD", "Thôn Nguyễn Thị Bé"),
        "Thôn Nà Hới (ông Páo)",
        "Thôn Nà Hới [ông Páo]",
        "Thôn Nà Hới – ông Páo",
        "Thôn Ông Lý A Sử",
        "Tổ 4 - Hoàng Thị Mai",
        "Bùi Quang Huy",
        "Nà Hới - Hoàng Văn Mai",
        "Tổ Nguyễn Văn Trỗi Hoàng Thị Mai",
        "Thôn Nà Muồng: 45 hộ",
        "Thôn",
        "Tổ dân phố",
        "Thôn <script>",
        "=HYPERLINK(1)",
        "Thôn " + "a" * 100,
    ],
)
def test_it_refuses_people_numbers_and_empty_names(line: str) -> None:
    named, refused, _ = read_lines(f"Thôn Một\n\n{line}", "Thôn")
    assert [area.name for area in named] == ["Thôn Một"]
    assert [one.number for one in refused] == [3]
    assert refused[0].reason


def test_it_takes_a_name_once() -> None:
    named, refused, repeated = read_lines("Thôn Nà Muồng\nTHÔN NÀ MUỒNG\nThôn Na Muông", "Thôn")
    assert [area.name for area in named] == ["Thôn Nà Muồng", "Thôn Na Muông"]
    assert (refused, len(repeated)) == ([], 1)


def test_it_skips_empty_lines() -> None:
    assert read_lines("\r\n \n\t\n", "Thôn") == ([], [], [])
