"""Numbers far from what a unit usually reports: marked, never changed, and looked at by somebody."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from audit.models import AuditEntry
from communes.models import Unit
from dashboards.outliers.finding import FLOOR, outliers_in, usual_of
from dashboards.stamps import forget
from returns.looking import say_looked_at
from returns.models import LookedAt
from rollups.counts import Counts
from rollups.models import Indicator
from rollups.selectors import catalogue
from rollups.writer import apply
from tests.dashboards.figures import THAI_NGUYEN, of_unit, state_of
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
MONTH = "period=month-2026-10"  # 15/9–14/10


def months(unit: Unit, usual: int, last: int, number: int = 12) -> None:
    """So many patrols in each of some months, and in the one that the page shows."""
    known, first = catalogue(), date(2026, 9, 20)
    ids = [known[key].pk for key in ("patrol_sessions", "reports")]
    days = {first - timedelta(days=int(30.4 * back)): usual if back else last for back in range(number + 1)}
    cells = {(unit.pk, day, one): (1000 * times, 0) for day, times in days.items() for one in ids if times}
    with transaction.atomic():
        apply(Counts(cells))


def marks(world: World, query: str = MONTH) -> list[tuple[str, str, int]]:
    place = of_unit(world.tinh, THAI_NGUYEN)
    found = outliers_in(place, state_of(place, query)).waiting
    return [(one.unit.name, one.indicator.key, one.value) for one in found]


def test_the_usual_is_the_median_and_its_spread() -> None:
    assert usual_of([1000] * 5) is None
    steady = usual_of([20_000] * 12)
    assert steady is not None
    assert (steady.median, steady.low, steady.high) == (20_000, 10_000, 30_000)
    small = usual_of([1000] * 12)
    assert small is not None
    assert (small.low, small.high) == (0, 1000 + FLOOR)
    wild = usual_of([0, 40_000] * 6)
    assert wild is not None
    assert (wild.median, wild.low, wild.high) == (20_000, 0, 80_000)
    one_mistake = usual_of([10_000] * 11 + [900_000])
    assert one_mistake is not None
    assert one_mistake.high == 15_000
    rare = usual_of([0] * 9 + [4000, 6000, 8000])
    assert rare is not None
    assert (rare.low, rare.high) == (0, 18_000)


def test_what_is_far_from_its_own_past_is_marked(world: World) -> None:
    months(world.commune, 20, 45)
    months(world.neighbour, 20, 29)
    assert marks(world) == [(world.commune.full_name, "patrol_sessions", 45_000)]
    place = of_unit(world.minh, world.neighbour.slug)
    assert outliers_in(place, state_of(place, MONTH)).waiting == []


def test_what_is_low_is_marked_once_the_period_is_over(world: World) -> None:
    months(world.commune, 20, 3)
    assert marks(world) == [(world.commune.full_name, "patrol_sessions", 3000)]
    assert marks(world, "period=month-2026-12") == []  # it runs, and has nothing


def test_a_silent_month_is_missing_and_not_low(world: World) -> None:
    months(world.commune, 20, 0)
    assert marks(world) == []


def test_few_months_tell_nothing(world: World) -> None:
    months(world.commune, 20, 90, number=5)
    assert marks(world) == []


def test_whoever_looks_says_so_and_another_number_asks_again(world: World, browse: Browse) -> None:
    months(world.commune, 20, 45)
    client, address = browse(world.hung), reverse("unit_outliers", args=[world.commune.slug])
    assert "45 " in client.get(f"{address}?{MONTH}").content.decode().replace("</b>", " ")
    said = {"unit": world.commune.slug, "figure": "patrol_sessions", "value": "45000"}
    page = client.post(f"{address}looked-at/?{MONTH}", said, follow=True)
    assert "Đã ghi là đã kiểm tra." in page.content.decode()
    assert marks(world) == []
    row = LookedAt.objects.get()
    assert (row.by, row.thousandths, row.unit) == (world.hung, 45_000, world.commune)
    assert AuditEntry.objects.filter(action="record_looked_at", actor=world.hung).count() == 1
    client.post(f"{address}looked-at/?{MONTH}", said | {"value": "44000"})
    assert LookedAt.objects.count() == 1  # no such number stands there
    forget()
    months(world.commune, 0, 1, number=0)
    assert marks(world) == [(world.commune.full_name, "patrol_sessions", 46_000)]


def test_the_first_to_look_stays_and_strangers_do_not_look(world: World) -> None:
    figure: dict[str, Any] = {"unit": world.commune, "indicator": Indicator.objects.get(key="patrol_sessions"),
                              "start": date(2026, 9, 15), "end": date(2026, 10, 14), "thousandths": 1000}  # fmt: skip
    assert say_looked_at(by=world.hung, **figure) == say_looked_at(by=world.thu, **figure)
    assert LookedAt.objects.get().by == world.hung
    with pytest.raises(PermissionDenied):
        say_looked_at(by=world.minh, **figure)


def test_who_wrote_a_number_does_not_clear_it(world: World, browse: Browse) -> None:
    """Who approves does, and who reads from above: an outlier is the mark against who inflates the own numbers."""
    months(world.commune, 20, 45)
    address = reverse("unit_outliers", args=[world.commune.slug])
    said = {"unit": world.commune.slug, "figure": "patrol_sessions", "value": "45000"}
    for person, button, status in ((world.lan, False, 404), (world.dung, True, 302)):
        client = browse(person)
        assert ("looked-at/" in client.get(f"{address}?{MONTH}").content.decode()) == button
        assert client.post(f"{address}looked-at/?{MONTH}", said).status_code == status
    assert LookedAt.objects.get().by == world.dung
    with pytest.raises(PermissionDenied):
        say_looked_at(by=world.lan, unit=world.commune, indicator=Indicator.objects.get(key="patrol_sessions"),
                      start=date(2026, 9, 15), end=date(2026, 10, 14), thousandths=1)  # fmt: skip


def test_nobody_says_so_of_a_restricted_figure(world: World) -> None:
    figure = Indicator.objects.filter(sensitivity=Indicator.Sensitivity.RESTRICTED).earliest("pk")
    day = date(2026, 9, 15)
    with pytest.raises(PermissionDenied):
        say_looked_at(by=world.thu, unit=world.commune, indicator=figure, start=day, end=day, thousandths=1000)


def test_a_page_takes_at_most_eight_queries(
    world: World, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    months(world.commune, 20, 45)
    for person, name, slug in [(world.tinh, "unit", THAI_NGUYEN), (world.hung, "area", world.area.slug),
                               (world.lan, "unit", world.commune.slug)]:  # fmt: skip
        client = browse(person)
        forget()
        with django_assert_max_num_queries(8):
            assert client.get(f"{reverse(f'{name}_outliers', args=[slug])}?{MONTH}").status_code == 200


def test_it_is_kept_by_the_stamp_of_totals(
    world: World, browse: Browse, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    months(world.commune, 20, 45)
    client, address = browse(world.tinh), f"{reverse('unit_outliers', args=[THAI_NGUYEN])}?{MONTH}"
    tag = client.get(address)["ETag"]
    with django_assert_num_queries(3):  # session, person with grants, stamp
        assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 304
    figure = Indicator.objects.get(key="patrol_sessions")
    say_looked_at(by=world.hung, unit=world.commune, indicator=figure, start=date(2026, 9, 15),
                  end=date(2026, 10, 14), thousandths=45_000)  # fmt: skip
    assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_its_rows_are_printed_and_taken_away(world: World, browse: Browse) -> None:
    months(world.commune, 20, 45)
    client, address = browse(world.tinh), reverse("unit_outliers", args=[world.province.slug])
    page = client.get(f"{address}?{MONTH}").content.decode()
    assert "data-print" in page
    assert f"{address}table.xlsx?{MONTH}" in page
    file = BytesIO(client.get(f"{address}table.xlsx?{MONTH}").content)
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert str(rows[0][0]).startswith("Cần kiểm tra lại")
    assert [world.commune.full_name, 45] == [rows[-1][0], rows[-1][2]]
    assert "cao hơn thường lệ" in rows[-1]
