"""Names in English read as English: months by name, former districts with their kind last."""

import pytest
from django.utils import translation

from dashboards.changes import change
from dashboards.places import area_label
from dashboards.wording import lowered
from periods.models import period_name
from periods.presets import of_months


def test_months_have_numbers_in_vietnamese_and_names_in_english() -> None:
    assert period_name("month", 2026, 12) == "Tháng 12/2026"
    assert of_months(2026, 1).label == "Tháng 1/2026 (dương lịch)"
    with translation.override("en"):
        assert period_name("month", 2026, 12) == "December 2026"
        assert of_months(2026, 1).label.startswith("January 2026")


@pytest.mark.parametrize(
    ("name", "vietnamese", "english"),
    [
        ("Huyện Pác Nặm", "Địa bàn huyện Pác Nặm cũ", "Area of the former Pác Nặm District"),
        ("Thành phố Thái Nguyên", "Địa bàn thành phố Thái Nguyên cũ", "Area of the former Thái Nguyên City"),
        ("Quận 1", "Địa bàn quận 1 cũ", "Area of the former Urban district 1"),
    ],
)
def test_an_area_is_called_after_its_former_district(name: str, vietnamese: str, english: str) -> None:
    assert area_label(name, 1) == vietnamese
    with translation.override("en"):
        assert area_label(name, 1) == english


def test_a_name_begins_small_in_a_vietnamese_sentence_alone() -> None:
    assert lowered("Tháng 12/2026") == "tháng 12/2026"
    assert change(2000, 1000, "Tháng 12/2025").note == "so với tháng 12/2025"
    with translation.override("en"):
        assert change(2000, 1000, "December 2025").note == "compared with December 2025"
