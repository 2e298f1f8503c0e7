"""The first catalogues: complete, dated, linked to figures, and undone without a trace."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Q

from campaigns.models import ActivityKind, ForceKind, ItemKind, ItemRule, PartnerOrg, SessionForm, Topic
from rollups.models import STOCK_SLOTS, Indicator

migration = import_module("campaigns.migrations.0003_catalogues")
kinds = import_module("campaigns.migrations.0008_shipped_kinds")
forms = import_module("returns.migrations.0005_shipped_forms")
pytestmark = pytest.mark.django_db


def keys(rows: Any) -> set[str]:
    return set(rows.values_list("key", flat=True))


def test_force_kinds_change_with_the_law() -> None:
    before, after = (keys(ForceKind.objects.valid_on(day)) for day in (date(2024, 6, 30), date(2024, 7, 1)))
    assert before - after == {"semi_professional_officer", "civil_guard"}
    assert after - before == {"grassroots_team"}


def test_block_0_holds_the_forces_of_every_page() -> None:
    slots = dict(ForceKind.objects.values_list("key", "indicator__slot"))
    assert [slots[key] for key in ("commune_police", "grassroots_team", "other")] == [9, 10, 11]


def test_slots_are_given_once_and_with_no_gaps_but_before_figures_that_lie_beside_their_signs() -> None:
    slots = list(Indicator.objects.exclude(slot=None).order_by("slot").values_list("slot", flat=True))
    flows = [slot for slot in slots if slot is not None and slot < STOCK_SLOTS]
    signed = set(Indicator.objects.exclude(below=None).values_list("slot", flat=True))
    gaps = set(range(flows[-1])) - set(flows)
    assert len(flows) == len(set(flows))
    assert all({gap + 1, gap + 2} & signed for gap in gaps)
    assert slots[len(flows)] == STOCK_SLOTS
    assert len(slots) == len(set(slots))


def test_the_words_of_the_articles_can_be_chosen() -> None:
    assert "door_to_door" in keys(SessionForm.objects.all())
    assert {"online_fraud", "theft"} <= keys(Topic.objects.all())
    assert {"party_cell", "village_head", "front_committee"} <= keys(PartnerOrg.objects.all())


@pytest.mark.parametrize("mode", ["voluntary_handover", "recovery"])
def test_every_gun_that_is_handed_over_or_recovered_is_collected(mode: str) -> None:
    rules = ItemRule.objects.filter(mode=mode, item_unit__name_vi="khẩu")
    assert set(rules.values_list("indicator__key", flat=True)) == {"guns_collected"}


def test_seized_guns_have_a_key_of_their_own() -> None:
    rules = ItemRule.objects.filter(mode="seizure", item_unit__name_vi="khẩu")
    assert set(rules.values_list("indicator__key", flat=True)) == {"guns_seized"}


def test_units_never_convert() -> None:
    fed = ItemRule.objects.exclude(indicator=None).select_related("indicator", "item_unit")
    assert {rule.pk for rule in fed if rule.indicator.unit_vi != rule.item_unit.name_vi} == set()


def test_each_kind_unit_and_mode_has_a_figure() -> None:
    assert set(ItemRule.objects.values_list("detail__aggregation", flat=True)) == {"sum"}
    assert ItemRule.objects.values("detail").distinct().count() == ItemRule.objects.count()


@pytest.mark.parametrize(
    ("kind", "day", "group"),
    [
        ("air_gun", date(2024, 12, 31), "hunting_2017"),
        ("air_gun", date(2025, 1, 1), "military_2024"),
        ("gun_part", date(2024, 12, 31), None),
        ("gun_part", date(2025, 1, 1), "military_2024"),
        ("electroshock_device", date(2025, 1, 1), None),
    ],
)
def test_law_groups_are_those_of_their_day(kind: str, day: date, group: str | None) -> None:
    found = ItemKind.objects.get(key=kind).law_groups.valid_on(day).first()
    assert (found.law_group.key if found else None) == group


def forget_what_came_later() -> None:
    """Forms of returns, late entries, and the slots of all that neither logs nor defined kinds feed."""
    forms.take_back(apps, None)
    Indicator.objects.filter(key="late_reports").delete()
    logs = Q(fed_by__in=["", "patrol", "propaganda_session", "weapon_handover"]) | Q(fed_by__startswith="activity:")
    Indicator.objects.exclude(logs).update(slot=None)


def test_it_can_be_undone_and_done_again() -> None:
    forget_what_came_later()
    kinds.backwards(apps, None)
    # Stocks and registers came later: this migration numbered what was there.
    Indicator.objects.filter(Q(slot__gte=STOCK_SLOTS) | Q(source="register")).update(slot=None)
    before = list(Indicator.objects.order_by("slot", "key").values_list("key", "slot", "breakdown_of__key"))
    migration.backwards(apps, None)
    assert not ForceKind.objects.exists()
    assert not ItemRule.objects.exists()
    assert Indicator.objects.filter(slot__lt=STOCK_SLOTS).count() == 32
    migration.forwards(apps, None)
    assert list(Indicator.objects.order_by("slot", "key").values_list("key", "slot", "breakdown_of__key")) == before


def test_the_kinds_that_ship_can_be_undone_and_done_again() -> None:
    forget_what_came_later()
    told = ("key", "fed_by", "breakdown_of__key", "slot")
    Indicator.objects.filter(source="register").update(slot=None)  # registers came later
    before = list(Indicator.objects.order_by("key").values_list(*told))
    kinds.backwards(apps, None)
    assert not ActivityKind.objects.exists()
    assert not Indicator.objects.filter(fed_by__startswith="activity:").exists()
    assert Indicator.objects.get(key="festival_events").slot is None
    kinds.forwards(apps, None)
    assert list(Indicator.objects.order_by("key").values_list(*told)) == before


def test_every_figure_of_a_kind_has_one_source() -> None:
    for kind in ActivityKind.objects.all():
        figures = [kind.indicator, *(count.indicator for count in kind.counts.all()), *filter(None, [kind.coverage])]
        lists = [count.split for count in kind.counts.all()] + [choice.list for choice in kind.choices.all()]
        figures += [part.indicator for one in lists if one and one.whole for part in one.choices.all()]
        assert {figure.fed_by for figure in figures} == {kind.source}
