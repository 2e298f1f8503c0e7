"""What forms offer, actions and the database ask again: a command or a test passes no form."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from campaigns.models import PartnerOrg
from models_selfmgmt.actions import Refused
from models_selfmgmt.changes import Alter, Inspect
from models_selfmgmt.history import Content
from models_selfmgmt.models import ModelInspection, ModelInstance
from tests.models_selfmgmt.entries import changed, opened
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]
DAY = date(2025, 12, 1)


@pytest.fixture
def team(world: World) -> ModelInstance:
    return opened(world.dung, world.commune, date(2025, 7, 1), key="grassroots_security_team")


@pytest.mark.parametrize(
    ("grade", "year", "field"), [("castle", 2025, "grade"), ("good", 1, "year"), ("good", 2026, "year")]
)
def test_only_grades_and_years_there_are(world: World, team: ModelInstance, grade: str, year: int, field: str) -> None:
    with pytest.raises(Refused) as refused:
        changed(world.dung, team, Inspect(DAY, grade, year=year))
    assert refused.value.field == field
    row: dict[str, Any] = {"unit": world.commune, "on": DAY, "grade": grade, "year": year}
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelInspection.objects.create(instance=team, **row)
    changed(world.dung, team, Inspect(DAY, "good", year=2025))


def test_a_partner_of_before_is_chosen_for_its_days_alone(world: World, team: ModelInstance, browse: Any) -> None:
    partner = PartnerOrg.objects.order_by("pk")[0]
    PartnerOrg.objects.filter(pk=partner.pk).update(valid_to=date(2025, 11, 30))
    partner.refresh_from_db()
    with pytest.raises(Refused) as refused:
        changed(world.dung, team, Alter(world.commune, DAY, Content(partner=partner)))
    assert refused.value.field == "partner"
    sent = {"version": team.version, "on": DAY.isoformat(), "partner": partner.key}
    answer = browse(world.dung).post(f"{team.get_absolute_url()}change/", sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["partner"])
    changed(world.dung, team, Alter(world.commune, date(2025, 11, 30), Content(partner=partner)))
