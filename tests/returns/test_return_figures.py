"""Figures of returns on the pages of numbers: empty until a return is in, with the sign of their words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from campaigns.actions import verify_record
from dashboards.lately import empty_lately
from dashboards.stamps import forget
from dashboards.tables import text_of
from periods.models import Period
from rollups.checking import verify
from rollups.models import Indicator
from tests.campaigns.entries import recorded
from tests.campaigns.test_entry_pages import text
from tests.dashboards.figures import of_unit
from tests.returns.filing import AUGUST, campaigns, nothing, tips
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]
Browse = Callable[[User], Client]
PERIOD = {"period": "month-2025-8"}


def page(client: Client, unit: Any, key: str = "valuable_tips", **query: str) -> Any:
    return client.get(reverse("unit_figure", args=[unit.slug, key]), PERIOD | query)


def tile(client: Client, unit: Any, key: str = "valuable_tips", **query: str) -> Any:
    return page(client, unit, key, **query).context["page"].tile


def values(answer: Any) -> dict[str, tuple[Any, str]]:
    """Of each unit of the table the number and how it is told."""
    table = answer.context["page"].table
    return {row.name: (row.values[0], text_of(table.columns[0], row.values[0])) for row in table.all_rows}


def test_a_cell_is_empty_until_a_return_is_in(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    recorded(world.lan, world.commune)  # a patrol of yesterday says nothing of tips
    recorded(world.lan, world.commune, nothing())
    assert tile(client, world.commune).missing
    recorded(world.lan, world.commune, tips(tips=0))
    shown = tile(client, world.commune)
    assert (shown.missing, shown.value) == (False, "0")
    found = values(page(client, world.province))
    assert found[world.commune.full_name][0] == 0
    assert found[world.neighbour.full_name][0] is None


def test_figures_stand_when_what_says_so_is_off(world: World, browse: Browse) -> None:
    """Whoever keeps the figures may take the count of returns from the pages, and nothing else goes with it."""
    client = browse(world.tinh)
    recorded(world.lan, world.commune, tips(tips=3))
    asked_for = PERIOD | {"figures": "valuable_tips"}
    addresses = [
        (reverse("unit_figure", args=[world.province.slug, "valuable_tips"]), PERIOD),
        (reverse("unit_dashboard", args=[world.commune.slug]), PERIOD | {"by": "indicator"}),
        (reverse("unit_table", args=[world.province.slug]), asked_for),
    ]
    Indicator.objects.filter(key="tips_and_conflicts_returns").update(active=False)
    forget()
    assert [client.get(*one).status_code for one in addresses] == [200] * 3
    assert tile(client, world.province).value == "3"
    assert tile(client, world.neighbour).missing
    assert page(client, world.province, "tips_and_conflicts_returns").status_code == 404


def test_the_count_of_returns_needs_no_log(world: World, browse: Browse) -> None:
    client, key = browse(world.tinh), "tips_and_conflicts_returns"
    assert tile(client, world.commune, key).missing
    recorded(world.lan, world.commune, tips())
    assert tile(client, world.commune, key).value == "1"
    assert values(page(client, world.province, key))[world.commune.full_name][0] == 1000
    recorded(world.minh, world.neighbour)  # a patrol is no return
    assert values(page(client, world.province, key))[world.neighbour.full_name][0] is None


def test_a_figure_of_which_many_is_known_is_not_empty(world: World, browse: Browse) -> None:
    month = Period.objects.filter(kind="month", end__lt=timezone.localdate()).latest("end")
    recorded(world.lan, world.commune, tips(month.end, tips=0, valuable_tips="many"))
    place, figure = of_unit(world.tinh, world.commune.slug), Indicator.objects.get(key="valuable_tips")
    assert figure.pk not in empty_lately(place)
    query = {"period": f"month-{month.year}-{month.number}", "by": "indicator"}
    table = browse(world.tinh).get(reverse("unit_dashboard", args=[world.commune.slug]), query).context["page"].table
    assert [text_of(table.columns[0], row.values[0]) for row in table.rows if row.name == figure.name] == ["nhiều"]
    assert figure.name not in [row.name for row in table.folded]


def test_sums_carry_the_weakest_sign(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    recorded(world.lan, world.commune, tips(tips=310, valuable_tips="nearly"))
    assert tile(client, world.province).value == "gần\N{NO-BREAK SPACE}310"
    recorded(world.minh, world.neighbour, tips(tips=5))
    answer = page(client, world.province)
    assert "gần\N{NO-BREAK SPACE}315" in answer.context["page"].tile.value
    assert "gần\N{NO-BREAK SPACE}315 tin" in answer.context["page"].quick
    assert values(answer)[world.commune.full_name] == (310_000, "gần\N{NO-BREAK SPACE}310")
    assert values(answer)[world.neighbour.full_name] == (5_000, "5")
    assert "gần\N{NO-BREAK SPACE}310" in answer.content.decode()
    assert values(answer)["Tổng số"] == (315_000, "gần\N{NO-BREAK SPACE}315")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (("nearly", 10), ("over", 5), "≈\N{NO-BREAK SPACE}15"),
        (("at_least", 10), ("exact", 5), "hơn\N{NO-BREAK SPACE}15"),
        (("thousands", 1000), ("exact", 0), "hơn\N{NO-BREAK SPACE}1.000"),
        (("some", 0), ("exact", 0), "các"),
        (("many", 0), ("some", 0), "nhiều"),
        (("many", 0), ("exact", 5), "hơn\N{NO-BREAK SPACE}5"),
    ],
)
def test_words_of_a_sum(world: World, browse: Browse, first: Any, second: Any, told: str) -> None:
    for by, unit, (word, number) in ((world.lan, world.commune, first), (world.minh, world.neighbour, second)):
        recorded(by, unit, tips(tips=number, valuable_tips=word))
    assert tile(browse(world.tinh), world.province).value == told
    assert verify() == []


def test_a_word_alone_stands_in_its_line_and_in_the_sentence(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, tips(tips=0, valuable_tips="some"))
    recorded(world.minh, world.neighbour, tips(tips=0, valuable_tips="many"))
    answer = page(browse(world.tinh), world.province)
    assert [values(answer)[one.full_name][1] for one in (world.commune, world.neighbour)] == ["các", "nhiều"]
    assert "nhiều tin" in answer.context["page"].quick
    assert answer.context["page"].records  # "nhiều" has no number and records all the same


def test_who_has_reported_is_told_by_returns_of_the_form(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    recorded(world.minh, world.neighbour)
    record = recorded(world.lan, world.commune, tips())
    answer = page(client, world.province)
    assert answer.context["page"].reported.full == 1
    verify_record(by=world.dung, record=record, version=1)
    quarter = page(client, world.province, period="quarter-2025-3").context["page"].reported
    assert (quarter.full, quarter.partial) == (0, 1)


def test_a_form_of_half_years_is_due_when_they_end(world: World, browse: Browse) -> None:
    end = date(2025, 12, 14)
    recorded(world.lan, world.commune, campaigns(end, disciplined=1, campaigns_joined="some"))
    year = page(browse(world.tinh), world.commune, "campaigns_joined", period="half-2025-2").context["page"]
    assert year.tile.value == "các"
    assert year.reported.full == 1
    nobody = page(browse(world.tinh), world.neighbour, "officers_disciplined", period="half-2025-2").context["page"]
    assert nobody.tile.missing
    assert nobody.reported.missing == 1


def test_nobody_owes_a_return_while_its_month_runs(world: World, browse: Browse) -> None:
    today = timezone.localdate()
    month = Period.objects.get(kind="month", start__lte=today, end__gte=today)
    query = {"period": f"month-{month.year}-{month.number}"}
    answer = page(browse(world.tinh), world.province, **query)
    shown = answer.context["page"]
    assert (shown.reported.units, shown.silence, {row.status for row in shown.table.rows}) == (0, None, {None})
    assert [one.off for one in shown.maps] == ["Chưa đến hạn báo cáo"]
    assert all(words in text(answer) for words in ("chưa đơn vị nào phải báo cáo", "Chưa đến hạn báo cáo"))
    assert "/92 đơn vị" not in text(answer)
    assert "0/" not in answer.context["frame"].who_reported
    assert page(browse(world.tinh), world.province).context["page"].reported.missing  # of a month that is over
    log = page(browse(world.tinh), world.province, "patrol_sessions", **query).context["page"]
    assert log.reported.units  # patrols of a running month can be told


def test_the_page_of_all_figures_and_its_spreadsheet_tell_the_sign(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, tips(tips=310, valuable_tips="nearly"))
    client = browse(world.tinh)
    every = client.get(reverse("unit_dashboard", args=[world.commune.slug]), PERIOD | {"by": "indicator"})
    assert "gần\N{NO-BREAK SPACE}310" in text(every).replace("&nbsp;", "\N{NO-BREAK SPACE}")
    file = client.get(reverse("unit_figure_table", args=[world.province.slug, "valuable_tips"]), PERIOD)
    assert file.status_code == 200


def test_a_figure_leads_to_its_returns(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, tips())
    recorded(world.lan, world.commune, nothing())
    query = {
        "unit": world.commune.slug,
        "from": AUGUST.isoformat(),
        "to": AUGUST.isoformat(),
        "figure": "valuable_tips",
    }
    listed = text(browse(world.tinh).get(reverse("record_list"), query))
    assert "Tin có giá trị: 37 tin" in listed
    assert "Không phát sinh" not in listed.split("<table")[-1]


@pytest.mark.parametrize("at", ["commune", "province"])
def test_a_page_costs_a_fixed_number_of_queries(
    world: World, browse: Browse, django_assert_max_num_queries: Any, at: str
) -> None:
    """No more than others, also in a process that has answered nothing yet."""
    recorded(world.lan, world.commune, tips(tips=0, valuable_tips="some"))
    recorded(world.minh, world.neighbour, tips(tips=0, valuable_tips="many"))
    client = browse(world.tinh)
    forget()
    with django_assert_max_num_queries(8):
        page(client, getattr(world, at))
