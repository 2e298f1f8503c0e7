"""Units that the press tells were chosen as models, and communes of today against the example sets."""

from datetime import date
from typing import Any

import pytest

from communes.models import Unit
from criteria.models import Assessment, CriteriaSet
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.selectors import Question, Window, read

pytestmark = pytest.mark.django_db


def test_the_province_chose_two_units_in_2021(told: Any) -> None:
    """F008: "hai đơn vị"; a commune and a ward."""
    province, chosen = Unit.objects.get(slug="06-2000"), Indicator.objects.get(key="model_units_selected")
    year = Window(Days(date(2021, 1, 1), date(2021, 12, 31)))
    sums = read([Question({province.pk: 0}, [year])], [chosen], Indicator.objects.get(key="reports")).sums[0, 0, 0]
    assert sums.all == (2000,)
    names = set(Assessment.objects.filter(nominated_on__year=2021).values_list("unit__name", flat=True))
    assert names == {"Yên Thượng", "Phùng Chí Kiên"}


def test_sets_of_the_demonstration_say_that_they_are_examples(told: Any) -> None:
    assert CriteriaSet.objects.exists()
    assert not CriteriaSet.objects.filter(example=False).exists()
    assert all("Ví dụ" in name for name in CriteriaSet.objects.values_list("name", flat=True))


def test_the_own_commune_is_on_its_way(told: Any) -> None:
    row = Assessment.objects.get(unit__slug="01864-2025", purpose="model")
    assert row.open
    assert row.lines.filter(met=True).exists()
    assert row.lines.filter(evidence__indicator__isnull=False).exists()
