"""Models for tests: opened and changed through the actions, and their figures read as pages read them."""

from datetime import date
from typing import Any

from accounts.models import User
from communes.models import Level, ResidentialArea, Unit
from models_selfmgmt.actions import change_register, open_model
from models_selfmgmt.changes import Change, Open
from models_selfmgmt.history import Content
from models_selfmgmt.models import ModelInstance, ModelType, TypeMeasure
from rollups.ranges import Days
from rollups.selectors import Question, Window, catalogue, read

BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)
OLD = date(2019, 3, 5)


def kind(key: str = "security_camera") -> ModelType:
    return ModelType.objects.get(key=key)


def measure(key: str) -> TypeMeasure:
    return TypeMeasure.objects.get(indicator__key=key)


def said(*areas: ResidentialArea, **amounts: int) -> Content:
    """A content by whole amounts of indicators: said(village, cameras_active=4)."""
    return Content(frozenset(areas), amounts={measure(key): 1000 * number for key, number in amounts.items()})


def opened(
    by: User, unit: Unit, on: date, content: Content | None = None, key: str = "security_camera", **more: Any
) -> ModelInstance:
    return open_model(by=by, type=kind(key), opened=Open(unit, on, content or Content(), **more))


def changed(by: User, instance: ModelInstance, change: Change, reason: str = "ghi sót") -> ModelInstance:
    instance.refresh_from_db()
    return change_register(by=by, instance=instance, version=instance.version, change=change, reason=reason)


def value(unit: Unit, key: str, day: date, *, today: bool = True, since: date | None = None) -> int:
    """A figure of a unit on a day (of a flow: since another), in the lens of today or as it was recorded."""
    known = catalogue([key])
    indicator = known[key]
    if unit.level == Level.PROVINCE:
        own = Unit.objects.filter(province__heir=unit) if today else Unit.objects.filter(province=unit)
        nodes = dict.fromkeys(own.filter(leaf=True).values_list("pk", flat=True), 0)
    else:
        nodes = dict.fromkeys([unit.pk, *(unit.lineage.values_list("pk", flat=True) if today else [])], 0)
    window = Window(Days(since or day, day))
    distinct = indicator.slot is None
    question = Question(nodes, [window], members=distinct)
    found = read([question], [] if distinct else [indicator], known.reports, [indicator] if distinct else [])
    if distinct:
        return next((one.all for of, one in found.coverage.items() if of[0] == indicator.pk), 0)
    sums = found.sums.get((0, 0, 0))
    return sums.all[0] // 1000 if sums else 0
