"""The figures that the migration makes: one source each."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import transaction

from criteria.counting import CHOSEN, FIGURES
from rollups.models import Indicator

pytestmark = pytest.mark.django_db
shipped = import_module("criteria.migrations.0003_figures")


def test_each_has_a_column_and_says_who_counts_it() -> None:
    rows = {one.key: one for one in Indicator.objects.filter(key__in=FIGURES)}
    assert rows.keys() == set(FIGURES)
    stored = [one for one in rows.values() if one.aggregation == Indicator.Aggregation.SUM]
    assert {one.fed_by for one in stored} == {"criteria"}
    assert len({one.slot for one in stored}) == len(stored) == len(FIGURES) - 1


def test_it_goes_back_and_forth() -> None:
    with transaction.atomic():
        shipped.backwards(apps, None)
        assert list(Indicator.objects.filter(key__in=FIGURES).values_list("key", "fed_by", "slot")) == [
            (CHOSEN, "", None)
        ]  # fmt: skip
        shipped.forwards(apps, None)
    assert Indicator.objects.get(key=CHOSEN).fed_by == "criteria"


def test_what_another_source_counts_is_left_alone() -> None:
    shipped.backwards(apps, None)
    Indicator.objects.filter(key=CHOSEN).update(fed_by="return:citizens_received")
    with pytest.raises(RuntimeError, match="is counted by"), transaction.atomic():
        shipped.forwards(apps, None)
    assert Indicator.objects.get(key=CHOSEN).fed_by == "return:citizens_received"
