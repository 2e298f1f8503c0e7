"""What a number is compared with: like with like, or said so."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from campaigns.models import Campaign, CampaignPhase
from dashboards import places, selectors
from dashboards.changes import change, share, why_none
from dashboards.places import Place
from dashboards.tables import Row, Why
from rollups.selectors import catalogue
from tests.dashboards.figures import BAC_KAN, THAI_NGUYEN, count, of_unit, state_of
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def figure(place: Place, query: str) -> selectors.FigurePage:
    known = catalogue()
    return selectors.figure(place, state_of(place, query), known, known["patrol_sessions"])


def row_of(found: selectors.FigurePage, name: str) -> Row:
    assert found.table is not None
    return next(row for row in found.table.rows if row.name.startswith(name))


def test_a_unit_that_ended_in_the_period_is_compared_with_as_many_days(world: World) -> None:
    """Giáo Hiệu had 16 days of that month."""
    count(world.giao_hieu, "2025-06-15", "2025-06-30", "2025-05-15", "2025-05-30", "2025-05-31", "2024-06-20")
    found = figure(of_unit(world.tinh, world.giao_hieu.slug), "period=month-2025-7")
    assert [(one.text, one.note) for one in found.moves] == [
        ("Không đổi", "so với 16 ngày đầu tháng 6/2025"),
        ("▲\N{NO-BREAK SPACE}100\N{NO-BREAK SPACE}%", "so với 16 ngày đầu tháng 7/2024"),
    ]


def test_the_page_of_such_a_unit_says_so(world: World, browse: Browse) -> None:
    address = f"{reverse('unit_dashboard', args=[world.giao_hieu.slug])}?period=month-2025-7"
    assert "Kỳ này chỉ có số liệu đến ngày 30/06/2025" in browse(world.tinh).get(address).content.decode()
    whole = f"{reverse('unit_dashboard', args=[world.giao_hieu.slug])}?period=month-2025-6"
    assert "Kỳ này chỉ có số liệu" not in browse(world.tinh).get(whole).content.decode()


def test_the_province_of_such_units_compares_as_many_days_too(world: World) -> None:
    count(world.giao_hieu, "2025-06-15", "2025-05-30", "2025-05-31")
    found = figure(of_unit(world.tinh, BAC_KAN), "period=month-2025-7&compare=previous")
    row = row_of(found, world.giao_hieu.full_name)
    assert (row.values[0], row.values[2], row.loose) == (1000, 1000, False)


def test_a_row_that_did_not_live_through_both_periods_is_marked(world: World) -> None:
    count(world.giao_hieu, "2025-06-20", "2025-05-20")
    place = of_unit(world.tinh, THAI_NGUYEN)
    found = figure(place, "period=month-2025-7&lens=recorded&compare=previous")
    row = row_of(found, world.giao_hieu.full_name)
    assert (row.values[4], row.loose) == (0, True)
    today = figure(place, "period=month-2025-7&compare=previous")
    assert not row_of(today, world.commune.full_name).loose


def test_a_campaign_is_compared_with_dates_and_not_with_a_month(world: World, browse: Browse) -> None:
    campaign = Campaign.objects.create(name="Cao điểm Tết", start=date(2024, 12, 15), end=date(2025, 2, 14))
    phase = CampaignPhase.objects.create(
        campaign=campaign, name="Giai đoạn 1", start=date(2024, 12, 15), end=date(2025, 1, 14)
    )
    count(world.giao_hieu, "2024-12-20", "2023-12-20")
    found = figure(of_unit(world.tinh, BAC_KAN), f"period=phase-{phase.pk}")
    assert found.moves[1].note.startswith("so với 15/12/2023–14/01/2024;")
    assert found.table is not None
    assert found.table.notes[1].startswith("Cùng kỳ năm trước: 15/12/2023–14/01/2024;")


def test_what_is_owed_in_other_months_than_those_of_the_range_is_said(world: World, browse: Browse) -> None:
    address = reverse("unit_dashboard", args=[THAI_NGUYEN])
    text = browse(world.tinh).get(f"{address}?period=months-2026-7").content.decode()
    assert "từng tháng báo cáo đến hạn: 6 tháng, 15/01–14/07/2026." in text
    assert "đến hạn" not in browse(world.tinh).get(f"{address}?period=month-2026-7").content.decode()


@pytest.mark.parametrize(
    ("now", "base", "expected", "why"),
    [
        (3000, 2000, 50_000, Why.KNOWN),
        (0, 0, 0, Why.KNOWN),
        (3000, 0, None, Why.NEW),
        (3000, None, None, Why.NO_BASE),
        (None, 2000, None, Why.NO_NOW),
    ],
)
def test_a_share_is_there_or_says_why_not(now: int | None, base: int | None, expected: int | None, why: Why) -> None:
    assert (share(now, base), why_none(now, base)) == (expected, why)


def test_what_is_new_is_no_percentage() -> None:
    found = change(3000, 0, "Tháng 10/2026")
    assert (found.text, found.note) == ("▲\N{NO-BREAK SPACE}3", "mới phát sinh so với tháng 10/2026")


def test_a_dash_tells_what_it_means(world: World, browse: Browse) -> None:
    count(world.commune, "2026-09-20")
    count(world.neighbour, "2026-09-20")
    address = f"{reverse('unit_figure', args=[THAI_NGUYEN, 'patrol_sessions'])}?period=month-2026-10"
    text = browse(world.tinh).get(address).content.decode()
    row = re.search(rf"<tr[^>]*><th[^>]*>[^/]*/[^>]*>{world.commune.full_name}</a>.*?</tr>", text, re.S)
    assert row is not None
    assert 'title="Kỳ so sánh chưa có số liệu">–<span class="visually-hidden"> kỳ so sánh chưa có số liệu' in row[0]
    assert 'title="Kỳ này chưa báo cáo">–<span' in text
    assert "Dấu – là chưa báo cáo, không phải số 0" in text


def test_a_figure_that_begins_is_called_new_on_page_and_in_its_sheet(world: World, browse: Browse) -> None:
    count(world.neighbour, "2026-09-20")
    count(world.neighbour, "2025-09-20", key="propaganda_sessions")
    address = reverse("unit_figure", args=[THAI_NGUYEN, "patrol_sessions"])
    client = browse(world.tinh)
    assert "mới phát sinh</td>" in client.get(f"{address}?period=month-2026-10").content.decode()
    file = client.get(f"{address}table.xlsx?period=month-2026-10").content
    cells = [cell for row in load_workbook(BytesIO(file)).get_sheet_by_index(0).to_python() for cell in row]
    assert cells.count("mới phát sinh") == 2  # the unit and the total


def test_the_nation_compares_its_provinces_by_what_they_reported(world: World) -> None:
    count(world.commune, "2026-09-20", "2025-09-20")
    found = figure(places.nation(world.bo), "period=month-2026-10")
    row = row_of(found, "Tỉnh Thái Nguyên")
    assert (row.values[4], row.loose) == (0, True)
    assert found.moves[1].note == (
        "so với tháng 10/2025; nhiều nhất 1/3.319 đơn vị báo cáo cả hai kỳ, chỉ để tham khảo"
    )
