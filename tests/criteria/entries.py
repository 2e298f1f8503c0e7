"""Sets and assessments as their actions make them."""

from datetime import date
from typing import Any

from accounts.models import User
from communes.models import Unit
from criteria import actions
from criteria.actions import SetContent, Stated
from criteria.models import Assessment, CriteriaSet
from tests.world import World

SINCE = date(2020, 1, 1)
START, END = date(2025, 7, 1), date(2026, 1, 31)


def said(**changes: Any) -> SetContent:
    """A set of three criteria for communes."""
    given: dict[str, Any] = {
        "name": "Xã điển hình", "purpose": "model", "level": "commune", "share": None, "paper": "",
        "valid_from": SINCE, "criteria": [Stated("Có kế hoạch", "Chỉ đạo"), Stated("Có mô hình"), Stated("Tuần tra")],
    }  # fmt: skip
    return SetContent(**given | changes)


def model_set(world: World, **changes: Any) -> CriteriaSet:
    return actions.enter_set(by=world.thu, province=world.province, said=said(**changes))


def safe_set(world: World, **changes: Any) -> CriteriaSet:
    told = {"name": "An toàn về ANTT", "purpose": "safe", "level": "any", "share": 70}
    return model_set(world, **told | changes)


def opened(by: User, unit: Unit, criteria_set: CriteriaSet, start: date = START, end: date = END) -> Assessment:
    return actions.open_assessment(by=by, unit=unit, criteria_set=criteria_set, start=start, end=end)


def answered(by: User, row: Assessment, *, failed: int = 0, met: bool = True) -> Assessment:
    """All criteria as told; all residential areas passed but so many."""
    areas = actions.filling.areas_of(row)
    return actions.save_answers(
        by=by,
        assessment=row,
        seen=row.version,
        met={line.pk: met for line in row.lines.all()},
        notes={},
        passed={area.pk: place >= failed for place, area in enumerate(areas)},
    )


def sent(by: User, unit: Unit, criteria_set: CriteriaSet, *, failed: int = 0) -> Assessment:
    row = answered(by, opened(by, unit, criteria_set), failed=failed)
    return actions.send(by=by, assessment=row, seen=row.version)
