"""Where a change of counts arrives: units, ancestors, days and half-months."""

from datetime import date
from unittest.mock import patch

import pytest
from django.db import connections, transaction
from django.db.transaction import TransactionManagementError

from communes.models import Unit
from rollups.counts import Counts
from rollups.models import DistinctTotal, Grain, Indicator, Revision, Total
from rollups.writer import apply

SINCE = date(2025, 7, 1)
LATER = date(2025, 8, 20)  # on which no station begins
DAY, HALF = Grain.DAY.value, Grain.HALF_MONTH.value


@pytest.fixture
def patrols(db: None) -> int:
    return Indicator.objects.get(key="patrol_sessions").pk


def unit(slug: str) -> Unit:
    return Unit.objects.get(slug=slug)


def write(*cells: tuple[Unit, date, int, int]) -> None:
    """Write (unit, day, indicator, amount), nothing of it verified."""
    with transaction.atomic():
        apply(Counts({(place.pk, day, indicator): (amount, 0) for place, day, indicator, amount in cells}))


def rows(grain: int) -> list[tuple[str, date, int]]:
    """Slug, first day and patrols of all rows of a grain."""
    return list(
        Total.objects.filter(grain=grain, block=0).order_by("unit__slug", "day").values_list("unit__slug", "day", "a01")
    )


def test_a_commune_since_july_2025_counts_in_its_province_alone(patrols: int) -> None:
    write((unit("01864-2025"), SINCE, patrols, 1000))
    assert rows(DAY) == [("01864-2025", SINCE, 1000), ("19-2025", SINCE, 1000)]
    assert rows(HALF) == rows(DAY)


def test_a_commune_until_june_2025_counts_in_its_district_and_old_province(patrols: int) -> None:
    last = date(2025, 6, 30)
    write((unit("01870-2000"), last, patrols, 1000))
    assert rows(DAY) == [("01870-2000", last, 1000), ("06-2000", last, 1000), ("060-2000", last, 1000)]
    assert {day for _, day, _ in rows(HALF)} == {date(2025, 6, 15)}


def test_two_eras_never_share_a_row(patrols: int) -> None:
    write((unit("01870-2000"), date(2025, 6, 30), patrols, 1000), (unit("01864-2025"), SINCE, patrols, 1000))
    assert len(rows(DAY)) == 5
    assert {amount for _, _, amount in rows(DAY)} == {1000}


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2025, 7, 14), SINCE),
        (date(2025, 7, 15), date(2025, 7, 15)),
        (date(2025, 7, 31), date(2025, 7, 15)),
        (date(2025, 8, 1), date(2025, 8, 1)),
        (date(2025, 12, 31), date(2025, 12, 15)),
        (date(2028, 2, 29), date(2028, 2, 15)),
    ],
)
def test_a_half_month_starts_on_the_first_or_the_fifteenth(patrols: int, day: date, first: date) -> None:
    write((unit("01864-2025"), day, patrols, 1000))
    assert {row[1] for row in rows(HALF)} == {first}


def test_days_of_one_half_month_add_up(patrols: int) -> None:
    commune = unit("01864-2025")
    write((commune, date(2025, 7, 1), patrols, 1000), (commune, date(2025, 7, 14), patrols, 2000))
    write((commune, date(2025, 7, 15), patrols, 4000))
    assert [row[1:] for row in rows(HALF) if row[0] == "19-2025"] == [(SINCE, 3000), (date(2025, 7, 15), 4000)]


def test_communes_add_up_in_their_province(patrols: int) -> None:
    write((unit("01864-2025"), SINCE, patrols, 1000), (unit("01843-2025"), SINCE, patrols, 2000))
    assert ("19-2025", SINCE, 3000) in rows(DAY)


def test_a_move_takes_from_one_and_gives_to_the_other(patrols: int) -> None:
    write((unit("01864-2025"), SINCE, patrols, 1000))
    write((unit("01864-2025"), SINCE, patrols, -1000), (unit("01843-2025"), SINCE, patrols, 1000))
    assert {row[0]: row[2] for row in rows(DAY)} == {"01864-2025": 0, "01843-2025": 1000, "19-2025": 1000}


def test_indicators_of_many_blocks_find_their_columns(db: None) -> None:
    commune, stored = unit("01864-2025"), Indicator.objects.exclude(slot=None)
    write(
        *[(commune, LATER, indicator.pk, 1000 + indicator.slot) for indicator in stored if indicator.slot is not None]
    )
    for indicator in stored:
        assert indicator.slot is not None
        row = Total.objects.get(unit=commune, block=indicator.slot // 16, grain=DAY, day=LATER)
        assert getattr(row, f"a{indicator.slot % 16:02}") == 1000 + indicator.slot


def test_verified_sums_stand_beside_the_others(patrols: int) -> None:
    commune = unit("01864-2025")
    with transaction.atomic():
        apply(Counts({(commune.pk, SINCE, patrols): (3000, 1000)}))
        row = Total.objects.get(unit=commune, block=0, grain=DAY)
    assert (row.a01, row.v01) == (3000, 1000)


def test_members_are_kept_for_the_unit_that_logs(db: None) -> None:
    covered = Indicator.objects.get(key="patrol_villages_covered")
    commune = unit("01864-2025")
    with transaction.atomic():
        apply(Counts(members={(commune.pk, SINCE, covered.pk, 7): (2, 1)}))
    lines = DistinctTotal.objects.values_list("unit", "grain", "member", "refs", "verified_refs")
    assert sorted(lines) == [(commune.pk, DAY, 7, 2, 1), (commune.pk, HALF, 7, 2, 1)]


def test_the_revision_of_each_touched_province_grows(patrols: int) -> None:
    write((unit("01864-2025"), SINCE, patrols, 1000), (unit("00004-2025"), SINCE, patrols, 1000))
    write((unit("01864-2025"), SINCE, patrols, 1000))
    assert dict(Revision.objects.values_list("province__slug", "number")) == {"19-2025": 2, "01-2025": 1}


def test_nothing_is_written_when_nothing_changes(db: None) -> None:
    with transaction.atomic():
        apply(Counts())
    assert not Revision.objects.exists()


def test_a_large_change_is_cut_into_statements(patrols: int) -> None:
    communes = list(Unit.objects.filter(province__slug="19-2025", leaf=True))
    days = [date(2025, 8, day) for day in range(1, 11)]
    write(*[(commune, day, patrols, 1000) for commune in communes for day in days])
    assert Total.objects.filter(unit__slug="19-2025", grain=DAY, a01=1000 * len(communes)).count() == 10


def test_a_figure_without_a_slot_is_refused(db: None) -> None:
    tips = Indicator.objects.get(key="valuable_tips")
    with pytest.raises(LookupError, match="without a slot"):
        write((unit("01864-2025"), SINCE, tips.pk, 1000))


def test_it_asks_for_a_transaction(db: None) -> None:
    with patch.object(connections["default"], "in_atomic_block", False), pytest.raises(TransactionManagementError):
        apply(Counts())


def test_rows_go_to_the_database_in_the_order_of_their_keys(patrols: int, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[list[list[object]]] = []
    monkeypatch.setattr(
        "rollups.writer.upsert", lambda table, key, values, rows: sent.append([row[: len(key)] for row in rows])
    )
    days = (date(2025, 8, 2), SINCE)
    write(*[(unit(slug), day, patrols, 1000) for slug in ("01864-2025", "00004-2025") for day in days])
    assert [len(keys) for keys in sent] == [4 * 2 * 2, 0, 2]  # totals, members, revisions
    assert all(keys == sorted(keys) for keys in sent)
