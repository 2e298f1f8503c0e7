"""The number of a paper names nobody, and its abbreviations are not taken for names."""

import csv
import unicodedata
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

import communes
from campaigns.actions.errors import Refused
from campaigns.actions.words import check_words
from campaigns.forms.choices import Choices
from campaigns.forms.names import names_nobody, no_person, speaks_of_nobody
from tests.world import World

PLACES = ["Bằng Thành", "Giáo Hiệu"]


@pytest.mark.parametrize(
    "number",
    [
        *("12/NguyễnVănAn", "12/Nguyễn-Văn-An", "12/Nông.Văn.Páo", "12/BB/LòThịĐàng", "3/LanAnh", "12/Trần.Bé"),
        *("12/NGUYỄNVĂNAN", "12/NGUYENVANAN", "12/nguyenvanan", "12/TRẦN-VĂN-B", "4/SùngAPáo", "12/LêThành"),
        *("BB Nguyễn Đán", "12/Đỗ Nguyên", "Nguyễn Quý 12", "12 Quý", "Lê Thị Tờ 12"),
        *("12/BB-CAX NTH", "05/BB-TNVK LVA", "12 Hoa", "Hoa 12"),
        unicodedata.normalize("NFD", "12/NguyễnVănAn"),
    ],
)
def test_it_refuses_what_is_plainly_a_name(number: str) -> None:
    with pytest.raises(ValidationError):
        names_nobody(number, places=PLACES)


@pytest.mark.parametrize(
    "number",
    [
        *(
            "12",
            "12/BB-CAX",
            "05/BB-TNVK",
            "12/2026/BB",
            "05/2025/BB-CAX",
            "7/BB-CAX.ĐL",
            "12/BB-CAP-ĐX",
        ),
        *("12/Bb-Cax", "12/bb-cax", "12/Bb-CaXa", "12/BB-TƯ", "03/QĐ-UBND", "8/BB-TNVKVLN", "2/BB-LVHN", "22/BB-Đ3"),
        *("4/BBBG-PC06", "1/BBGN-ANTQ", "15/BB-CATT", "12/BBTN-VK-VLN-CCHT", "9/BB-VPHC", "12/HS-CAH"),
        *("Tết Nguyên Đán 2026", "12/BB CAX", "12/BB-CA TN", "12/BB-CA Huế"),
        *("Quyển 2 số 15", "Đợt 1-12", "01 ngày 5/3", "12/BB tháng 3", "Quý 1-12", "Tờ 12", "Mẫu số 05-12", "12 súng"),
        *("12/BB-CôngAn", "12/BB-CôngAnXã", "12/BB-CAXBằngThành", "12/BB-CôngAnXãBằngThành"),
    ],
)
def test_it_takes_abbreviations_and_the_place_of_the_log(number: str) -> None:
    names_nobody(number, places=PLACES)


AROUND = [
    "12 Huế",
    "Huế 12",
    "12/Huế",
    "12 BB-Nà Muồng",
    "12/BB-CA Thái Nguyên",
    "05/BB-Bắc Kạn",
    "BB-Pác Nặm 03",
    "BBGN-Ba Bể-12",
    "BB Chợ Mới 02",
]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [*AROUND, "7/CA-SôngCông", "BB Huyện Pác Nặm", "BB-Giáo Hiệu 4"])
def test_it_takes_the_places_around_the_log(world: World, number: str) -> None:
    names_nobody(number, places=Choices(world.commune).names_around)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "number",
    [
        "12 Nguyễn Huế",
        "12/Trần Huế",
        "12 ông Huế",
        "12 Hoa",
        "12 Huệ",
        "12/Nguyễn Văn Bể",
        "BB Trần Thái",
        "BB-Nông Văn Páo Ba Bể",
        "3/Lan Anh-Bắc Kạn",
    ],
)
def test_beside_a_place_a_person_stays_a_person(world: World, number: str) -> None:
    with pytest.raises(ValidationError):
        names_nobody(number, places=Choices(world.commune).names_around)


@pytest.mark.django_db
def test_the_places_around_are_read_once(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    choices = Choices(world.commune)
    assert choices.units
    assert choices.areas
    with django_assert_num_queries(1):
        assert choices.names_around == choices.names_around


PERSONS = [
    *("Trần Thị Hoa", "Camera nhà Nguyễn Văn Bình", "Tổ tự quản nhà ông Trần Văn Bình", "Nguyễn Văn Bình"),
    *("TRẦN THỊ HOA", "Camera nhà bà Hoa", "Camera nhà anh Hòa", "Camera nhà Trần Bình", "ông bà Hoa", "Lê Minh Tuấn"),
    *("NguyễnVănAn", "nguyenvanan", "tran thi hoa", "nguyễn văn minh", "Lò Thị Đàng", "Nhà ông Nguyễn Văn Cừ"),
    *("Triệu Tòn Phin", "Nông Quốc Dũng", "Lý A Páo", "Sằm Thế Anh", "Camera hộ Triệu Tòn Phin"),
    *("Ngã ba Nà Mền - Hoàng Tuấn Anh", "Cổng làng, Lương Minh Đức", "Hộ Lý A Páo"),
    *("trường Nguyễn Văn Bình", "Gọi 0912 345 678", unicodedata.normalize("NFD", "Trần Thị Hoa")),
]
PLACES_AND_WORDS = [
    *("Hồ Ba Bể", "Hà Nội Xanh", "Mai Sơn Bình Yên", "Lương Sơn Đoàn Kết", "Phùng Chí Kiên", "12 hộ La Hiên"),
    *("Trường Lý Tự Trọng", "Lương Ngọc Quyến", "Hồ Chí Minh", "Camera an ninh - Lâm Đồng Xanh", "Đoàn Thanh Niên"),
    *("Tổ dân phố Hoàng Văn Thụ", "trường Nguyễn Du", "Lương Thịnh", "Trường Tiểu học Nguyễn Bá Ngọc"),
    *("phường Phan Đình Phùng", "Trường THPT Lê Hồng Phong", "đường Hai Bà Trưng", "tỉnh Bà Rịa – Vũng Tàu"),
    *("La Hiên", "Nhà máy Mai Sơn", "Nhà văn hóa Nà Phặc", "Tổ tự quản đô thị văn minh", "Ngõ văn hóa"),
    *("Ông bà mẫu mực", "Dòng họ Nguyễn bình yên", "Họ Vũ tự quản", "tuyên truyền bà con nhân dân", "Hồ thị xã"),
    *("là văn bản của xã", "do văn phòng lập", "nguyên nhân khách quan", "Quản lý văn bản", "lượt người"),
    *("Nâng cao văn hóa giao thông", "Điều tra viên/đơn vị"),
]


@pytest.mark.parametrize("words", PERSONS)
def test_free_words_name_nobody(words: str) -> None:
    with pytest.raises(ValidationError):
        no_person(words)
    with pytest.raises(Refused) as refused:
        check_words(told_unit=words)
    assert refused.value.field == "told_unit"


@pytest.mark.parametrize("words", PLACES_AND_WORDS)
def test_places_and_words_that_begin_like_names_pass(words: str) -> None:
    no_person(words)
    speaks_of_nobody(words)


def refused(words: str) -> bool:
    try:
        no_person(words)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("before", ["", "Công an ", "Công an xã ", "Camera an ninh xã "])
def test_every_unit_there_is_or_was_can_be_named(before: str) -> None:
    gazetteer = Path(communes.__file__).parent / "gazetteer" / "units.csv"
    with gazetteer.open(encoding="utf-8", newline="") as file:
        names = {row["name"] for row in csv.DictReader(file)}
    assert len(names) > 7000
    assert [name for name in sorted(names) if refused(f"{before}{name}")] == []


@pytest.mark.parametrize("words", ["Camera an ninh Bà Nà", "đảo cô Tô", "CÔNG AN XÃ HỒ THỊ KỶ", "Công an Bà Rịa"])
def test_places_that_are_called_as_people_are_pass(words: str) -> None:
    no_person(words)


@pytest.mark.parametrize("words", ["Bà Gia Hân", "bà điểm", "Nguyễn Nghiêm Trang", "Nguyễn Văn Thảnh Long", "cô Tô"])
def test_who_is_called_as_a_place_is_stays_a_person(words: str) -> None:
    assert refused(words)


@pytest.mark.parametrize(
    "words",
    [
        *("dang van dong nhan dan", "duong van minh", "truong van hoa", "nong van hoa", "giao dang van ban"),
        *("truong thi tran", "vu van chuyen phao", "quy trinh van hanh", "le thi dua", "dang thi hanh an"),
        *("cơ quan văn hóa", "cơ quan thi hành án", "co quan van phong"),
    ],
)
def test_words_typed_without_marks_are_no_names(words: str) -> None:
    no_person(words)
    speaks_of_nobody(words)


@pytest.mark.parametrize(
    "words",
    [
        *("nguyen van dong", "tran van minh", "pham van hoa", "dang thi hoa", "duong van an", "truong thi lan"),
        *("Truong Van Minh", "dangvandong", "le van hoa", "vu thi hanh", "nha tran van ban"),
    ],
)
def test_names_typed_without_marks_stay_names(words: str) -> None:
    assert refused(words)
