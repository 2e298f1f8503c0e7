"""A measure or a type that ends: nothing of it counts any more, and nothing stops that nobody has stopped."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from audit.models import AuditEntry
from models_selfmgmt.actions import Refused
from models_selfmgmt.changes import Alter, Resume, Stop
from models_selfmgmt.models import ModelInstance, ModelType, TypeMeasure
from rollups.checking import verify
from tests.models_selfmgmt.entries import changed, kind, measure, opened, said, value
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]
SINCE, LAST, AFTER = date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)
TODAY = timezone.localdate()


@pytest.fixture
def camera(world: World) -> ModelInstance:
    return opened(world.dung, world.commune, SINCE, said(world.villages[0], camera_points_active=2, cameras_active=4))


def sent(of: ModelType, **more: Any) -> dict[str, Any]:
    """The page of a type as it comes."""
    rows = [
        {
            "id": one.pk, "type": of.pk, "name_vi": one.name_vi, "name_en": one.name_en,
            "valid_to": f"{one.valid_to:%d/%m/%Y}" if one.valid_to else "",
        }
        for one in of.measures.order_by("order", "valid_from")
    ]  # fmt: skip
    found = {"name_vi": of.name_vi, "name_en": of.name_en, "active": "on", "order": of.order}
    found |= {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    found |= {"measures-TOTAL_FORMS": len(rows), "measures-INITIAL_FORMS": len(rows)}
    found |= {f"measures-{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()}
    return found | more


def closed(world: World, browse: Any, of: ModelType, **more: Any) -> Any:
    return browse(world.quan).post(f"/admin/models_selfmgmt/modeltype/{of.pk}/change/", sent(of, **more))


def number(of: TypeMeasure) -> int:
    return [one.pk for one in of.type.measures.order_by("order", "valid_from")].index(of.pk)


def test_what_is_said_of_a_measure_ends_with_it(world: World, browse: Any, camera: ModelInstance) -> None:
    points = measure("camera_points_active")
    field = f"measures-{number(points)}-valid_to"
    assert closed(world, browse, points.type, **{field: "30/06/2026"}).status_code == 302
    points.refresh_from_db()
    assert points.valid_to == LAST
    for key, expected in (("camera_points_active", [2, 0, 0]), ("cameras_active", [4, 4, 4])):
        assert [value(world.commune, key, day) for day in (LAST, AFTER, TODAY)] == expected
    assert AuditEntry.objects.filter(action="change_modelinstance").count() == 1
    changed(world.dung, camera, Alter(world.commune, date(2026, 5, 1), said(camera_points_active=3, cameras_active=5)))
    assert [value(world.commune, "camera_points_active", day) for day in (LAST, AFTER)] == [3, 0]
    assert verify() == []
    assert closed(world, browse, points.type, **{field: ""}).status_code == 302
    assert value(world.commune, "camera_points_active", TODAY) == 3
    assert verify() == []


def test_a_type_is_closed_when_none_of_it_works(world: World, browse: Any, camera: ModelInstance) -> None:
    answer = closed(world, browse, kind(), valid_to="30/06/2026")
    assert "Còn 1 mô hình hoạt động sau ngày này" in answer.content.decode()
    changed(world.dung, camera, Stop(LAST))
    assert closed(world, browse, kind(), valid_to="30/06/2026").status_code == 302
    with pytest.raises(Refused):
        changed(world.dung, camera, Resume(world.commune, AFTER, said(cameras_active=1)))
    late = opened(world.dung, world.commune, date(2026, 2, 1), said(cameras_active=3))
    assert [value(world.commune, "cameras_active", day) for day in (LAST, AFTER)] == [7, 0]
    changed(world.dung, late, Stop(LAST - timedelta(1)))
    assert verify() == []
