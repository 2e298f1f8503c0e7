"""Shares and wholes of the articles, entered as their units would and read off the screens to the digit."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import Role, User
from communes.models import ResidentialArea, Unit
from rollups.checking import verify
from stations.actions import add_residential_areas
from stations.pasting import Named
from tests.campaigns.activities import pledge
from tests.campaigns.entries import recorded
from tests.dashboards.test_shares import hero, page
from tests.models_selfmgmt.entries import opened, said
from tests.world import person

Browse = Callable[[User], Client]
Kind = ResidentialArea.Kind
YEN_THUONG, PHUNG_CHI_KIEN = "02047-2000", "01843-2000"
SECOND_HALF = "from=2021-06-01&to=2021-12-31"


def settle(slug: str, names: list[Named]) -> tuple[User, Unit, list[ResidentialArea]]:
    """The areas of a unit of then, pasted by the head of the unit that it has become."""
    unit = Unit.objects.select_related("heir").get(slug=slug)
    today = unit.heir
    assert today is not None
    head = person(f"truong-{slug[:5]}", "Trưởng Công an", Role.STATION_HEAD, unit=today)
    added = add_residential_areas(by=head, unit=today, names=names, since=today.valid_from, former=unit).added
    return head, unit, added


@pytest.mark.django_db
def test_yen_thuong_has_ten_villages_five_with_light_and_ten_that_pledged(browse: Browse) -> None:
    """F018–F022: "10/10 thôn ký giao ước", "5/10 thôn được đầu tư hệ thống điện thắp sáng đường quê"."""
    head, unit, villages = settle(YEN_THUONG, [Named(f"Thôn {number}", Kind.THON) for number in range(1, 11)])
    opened(head, unit, date(2021, 7, 1), said(*villages[:5]), "security_lighting")
    recorded(head, unit, pledge(on=date(2021, 11, 18), residential_areas=tuple(villages)))
    client = browse(head)
    shown = {
        key: hero(page(client, unit, key, SECOND_HALF)).replace("\N{NO-BREAK SPACE}", " ")
        for key in ("villages_total", "lighting_villages_pct", "pledge_villages_pct")
    }
    assert shown == {
        "villages_total": "10 thôn, bản",
        "lighting_villages_pct": "5/10 50 %",
        "pledge_villages_pct": "10/10 100 %",
    }
    assert verify() == []


@pytest.mark.django_db
def test_phung_chi_kien_has_the_model_in_all_of_its_twelve_groups(browse: Browse) -> None:
    """F030–F031: "mô hình “Hộ an toàn, thôn, tổ bình yên” tại 12/12 tổ dân phố"."""
    names = [Named(f"Tổ dân phố {number}", Kind.TO_DAN_PHO) for number in range(1, 13)]
    head, unit, groups = settle(PHUNG_CHI_KIEN, names)
    opened(head, unit, date(2021, 11, 1), said(*groups), "safe_household")
    client = browse(head)
    assert hero(page(client, unit, "neighbourhood_groups_total", SECOND_HALF)) == "12 tổ dân phố"
    assert hero(page(client, unit, "safe_household_groups_pct", SECOND_HALF)).startswith("12/12")
