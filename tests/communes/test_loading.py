"""The gazetteer in the database."""

from datetime import date

import pytest
from django.db.models import F

from communes.loading import load_gazetteer
from communes.models import Area, Level, Station, Unit
from communes.vietnamese import search_key

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("level", "day", "count"),
    [
        (Level.PROVINCE, date(2025, 6, 30), 63),
        (Level.PROVINCE, date(2025, 7, 1), 34),
        (Level.DISTRICT, date(2025, 6, 30), 696),
        (Level.DISTRICT, date(2025, 7, 1), 0),
        (Level.COMMUNE, date(2025, 6, 30), 10_035),
        (Level.COMMUNE, date(2025, 7, 1), 3_321),
    ],
)
def test_both_structures_are_there_on_their_days(level: str, day: date, count: int) -> None:
    assert Unit.objects.filter(level=level).valid_on(day).count() == count


def test_loading_twice_changes_nothing() -> None:
    before = Unit.objects.count()
    assert load_gazetteer() is False
    assert Unit.objects.count() == before


def test_every_unit_that_logs_has_an_open_heir() -> None:
    leaves = Unit.objects.filter(leaf=True)
    assert leaves.filter(heir__isnull=True).count() == 0
    assert leaves.filter(heir__valid_to__isnull=False).count() == 0


def test_history_stays_within_the_heirs_of_provinces() -> None:
    assert Unit.objects.filter(leaf=True).exclude(heir__province=F("province__heir")).count() == 0


def test_one_current_commune_has_one_station_but_for_two_zones() -> None:
    current = Station.objects.filter(valid_to__isnull=True)
    without = Unit.objects.filter(level=Level.COMMUNE, valid_to__isnull=True).exclude(pk__in=current.values("unit"))
    assert current.count() == 3_319
    assert sorted(unit.name for unit in without) == ["Hoàng Sa", "Trường Sa"]


def test_every_current_commune_lies_in_one_area() -> None:
    communes = Unit.objects.filter(level=Level.COMMUNE, valid_to__isnull=True)
    assert communes.filter(area_memberships__isnull=True).count() == 0
    assert Area.objects.filter(memberships__unit__slug="01864-2025").get().name == "Huyện Pác Nặm"


@pytest.mark.parametrize("typed", ["giao hieu", "GIÁO HIỆU", "Giáo hiệu", "giáo hiêu"])
def test_a_unit_is_found_with_or_without_diacritics(typed: str) -> None:
    assert Unit.objects.named(search_key(typed)).filter(slug="01870-2000").exists()


def test_names_sort_in_vietnamese_order_in_the_database() -> None:
    provinces = Unit.objects.filter(level=Level.PROVINCE, valid_to__isnull=True)
    names = list(provinces.values_list("name", flat=True))
    assert names[:6] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng"]
    assert names[-1] == "Vĩnh Long"
