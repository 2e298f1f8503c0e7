"""The register of the demonstration shows the articles' figures, read as pages read them."""

from datetime import date

import pytest

from antq.demo.models_told import PHUNG_CHI_KIEN
from communes.models import Unit
from models_selfmgmt.models import ModelInstance
from tests.demo.figures import unit
from tests.models_selfmgmt.entries import value

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
YEN_THUONG, SONG_CAU, THANH_HOA = "02047-2000", "01837-2000", "38-2000"
PILOT, YEAR_END = date(2021, 6, 1), date(2021, 12, 31)
FESTIVAL, YEAR, LAW_30 = date(2024, 8, 2), date(2024, 1, 1), date(2024, 7, 1)
NEW_YEAR = date(2025, 1, 31)

# id of the figure, unit, indicator, day, first day of a flow, value
FIGURES = [
    ("F015", YEN_THUONG, "self_mgmt_models_new", YEAR_END, PILOT, 2),
    ("F016 F017", YEN_THUONG, "farmers_branch_models_new", YEAR_END, PILOT, 2),
    ("F020", YEN_THUONG, "bulletin_board_villages", YEAR_END, None, 3),
    ("F021", YEN_THUONG, "lighting_villages", YEAR_END, None, 5),
    ("F023", YEN_THUONG, "cameras_active", YEAR_END, None, 2),
    ("F024", YEN_THUONG, "camera_points_active", YEAR_END, None, 2),
    ("F026", PHUNG_CHI_KIEN, "self_mgmt_groups_active", YEAR_END, None, 12),
    ("F027", PHUNG_CHI_KIEN, "mediation_groups_active", YEAR_END, None, 12),
    ("F028", PHUNG_CHI_KIEN, "youth_security_teams_active", YEAR_END, None, 10),
    ("F029", PHUNG_CHI_KIEN, "volunteer_social_teams_active", YEAR_END, None, 1),
    ("F030", PHUNG_CHI_KIEN, "safe_household_groups", YEAR_END, None, 12),
    ("F045", THANH_HOA, "self_mgmt_models_active", NEW_YEAR, None, 146),
    ("F046", THANH_HOA, "dan_van_kheo_models_active", NEW_YEAR, None, 50),
    ("F059", SONG_CAU, "movement_models_active", FESTIVAL, None, 5),
    ("F065", SONG_CAU, "cameras_active", FESTIVAL, None, 10),
    ("F067", SONG_CAU, "interfamily_fire_groups_new", FESTIVAL, YEAR, 4),
    ("F068", SONG_CAU, "public_fire_points_new", FESTIVAL, YEAR, 2),
    ("F070", SONG_CAU, "antt_teams_active", FESTIVAL, None, 8),
    ("F071", SONG_CAU, "antt_team_members", FESTIVAL, None, 27),
]


@pytest.mark.parametrize(("figure", "slug", "key", "day", "since", "number"), FIGURES, ids=[row[0] for row in FIGURES])
def test_a_figure_of_the_articles_comes_out(
    figure: str, slug: str, key: str, day: date, since: date | None, number: int
) -> None:
    assert value(unit(slug), key, day, today=False, since=since) == number


def test_each_of_the_two_new_models_is_named_after_its_village() -> None:
    names = ModelInstance.objects.filter(type__key="farmers_branch", unit__heir__isnull=False, name__contains="ANTT")
    assert sorted(one.name.split(" trong ")[0] for one in names) == [
        "Chi hội nông dân thôn Bản Liên", "Chi hội nông dân thôn Nà Cà",
    ]  # fmt: skip


def test_what_was_then_stands_in_the_communes_of_today() -> None:
    old = Unit.objects.get(slug=PHUNG_CHI_KIEN)
    assert old.heir is not None
    assert value(old.heir, "mediation_groups_active", date(2025, 7, 1)) >= 12
    assert value(old, "mediation_groups_active", date(2025, 7, 1), today=False) == 0
