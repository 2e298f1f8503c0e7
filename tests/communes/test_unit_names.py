"""How units are called in both languages; stored keys stay Vietnamese."""

from datetime import date

import pytest
from django.utils.translation import override

from communes.actions import save_unit
from communes.models import Kind, Level, Unit


@pytest.mark.parametrize(
    ("language", "kind", "name", "called"),
    [
        ("vi", Kind.XA, "Bằng Thành", "Xã Bằng Thành"),
        ("en", Kind.XA, "Bằng Thành", "Bằng Thành Commune"),
        ("en", Kind.PHUONG, "1", "Ward 1"),
        ("en", Kind.PHUONG, "2 Bảo Lộc", "Ward 2 Bảo Lộc"),
    ],
)
def test_the_kind_stands_where_the_language_puts_it(language: str, kind: Kind, name: str, called: str) -> None:
    with override(language):
        assert Unit(kind=kind, name=name).full_name == called


def test_the_police_of_a_unit_in_english() -> None:
    with override("en"):
        assert Unit(kind=Kind.XA, name="Bằng Thành").station_name == "Bằng Thành commune police"


@pytest.mark.django_db
def test_the_search_key_does_not_follow_the_language_of_the_administrator() -> None:
    with override("en"):
        unit = save_unit(
            Unit(code="99", name="Sao Mai", level=Level.PROVINCE, kind=Kind.TINH, valid_from=date(2025, 7, 1))
        )
    assert unit.search_key == "tinh sao mai"
