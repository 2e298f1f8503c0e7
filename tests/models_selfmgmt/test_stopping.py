"""A model stops, works again, and what was said of either is a mistake: nothing falls that nobody named."""

from datetime import date
from typing import Any

import pytest

from models_selfmgmt.actions import Refused
from models_selfmgmt.changes import Alter, Correct, Resume, Stop, Void
from models_selfmgmt.forms import StopForm
from models_selfmgmt.history import runs_of, standing_rows
from models_selfmgmt.models import EventKind, ModelInstance
from rollups.checking import verify
from tests.models_selfmgmt.entries import SINCE, changed, opened, said, value
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]
STOPPED, AGAIN, MARCH = date(2025, 12, 31), date(2026, 2, 1), date(2026, 3, 1)
EARLIER = date(2025, 11, 15)


@pytest.fixture
def camera(world: World) -> ModelInstance:
    """Four cameras since July; none in January; seven since February."""
    camera = opened(world.dung, world.commune, SINCE, said(cameras_active=4))
    changed(world.dung, camera, Stop(STOPPED))
    return changed(world.dung, camera, Resume(world.commune, AGAIN, said(cameras_active=7)))


def on_days(world: World, *days: date) -> list[int]:
    return [value(world.commune, "cameras_active", day) for day in days]


def stops(camera: ModelInstance) -> list[date]:
    return [one.on for one in camera.events.filter(kind=EventKind.STOPPED, voided=False)]


def test_what_began_again_stands_when_it_stopped_earlier(world: World, camera: ModelInstance) -> None:
    changed(world.dung, camera, Stop(EARLIER))
    assert on_days(world, EARLIER, STOPPED, MARCH) == [4, 0, 7]
    assert stops(camera) == [EARLIER]
    changed(world.dung, camera, Stop(MARCH))
    assert stops(camera) == [EARLIER, MARCH]
    assert verify() == []


def test_changes_after_the_stop_fall_only_where_that_is_said(world: World, camera: ModelInstance) -> None:
    changed(world.dung, camera, Alter(world.commune, MARCH, said(cameras_active=9)))
    with pytest.raises(Refused, match="01/03/2026") as refused:
        changed(world.dung, camera, Stop(AGAIN))
    assert refused.value.field == "dropping"
    assert on_days(world, AGAIN, MARCH) == [7, 9]
    changed(world.dung, camera, Stop(AGAIN, dropping=True))
    assert on_days(world, SINCE, AGAIN, MARCH) == [4, 7, 0]
    assert stops(camera) == [STOPPED, AGAIN]
    assert verify() == []


def test_the_form_asks_only_where_something_can_fall(world: World, camera: ModelInstance, browse: Any) -> None:
    assert "dropping" not in StopForm(instance=camera).fields
    changed(world.dung, camera, Alter(world.commune, MARCH, said(cameras_active=9)))
    camera.refresh_from_db()
    sent = {"on": AGAIN.isoformat(), "version": camera.version, "reason": "ghi sót"}
    head, address = browse(world.dung), f"{camera.get_absolute_url()}stop/"
    answer = head.post(address, sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["dropping"])
    assert head.post(address, sent | {"dropping": "on"}).status_code == 302
    assert on_days(world, AGAIN, MARCH) == [7, 0]


def test_without_a_stop_between_it_went_on_until_the_next_stage(world: World, camera: ModelInstance) -> None:
    changed(world.dung, camera, Void(camera.events.get(kind=EventKind.STOPPED)))
    assert on_days(world, STOPPED, date(2026, 1, 31), AGAIN) == [4, 4, 7]
    assert [(run.start, run.end) for run in runs_of(standing_rows(camera))] == [
        (SINCE, date(2026, 1, 31)), (AGAIN, None),
    ]  # fmt: skip
    changed(world.dung, camera, Alter(world.commune, date(2026, 1, 10), said(cameras_active=5)))
    changed(world.dung, camera, Correct(AGAIN, world.commune, AGAIN, said(cameras_active=6)))
    assert on_days(world, STOPPED, date(2026, 1, 31), AGAIN) == [4, 5, 6]
    assert verify() == []
