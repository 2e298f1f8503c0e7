"""Each choice of a list that parts a figure has a part of its own, asked for since it is there."""

from datetime import date

import pytest

from administration.activity_kinds import add_count, add_listed, define_kind
from administration.defined import NewFigure
from campaigns.models import ActivityCount, ActivityKind, ChoiceList, ListedChoice
from rollups.models import Indicator
from tests.world import World

pytestmark = pytest.mark.django_db
KIND_FROM, LATER, LONG_AGO = date(2026, 1, 1), date(2026, 9, 1), date(2000, 1, 1)


def since_of(choice: ListedChoice) -> date | None:
    choice.refresh_from_db()
    assert choice.indicator is not None
    return Indicator.objects.get(pk=choice.indicator.pk).since


def test_a_part_is_asked_for_since_its_choice_is_there(world: World) -> None:
    by = world.quan
    parts = ChoiceList.objects.create(key="drill_levels", name_vi="Cấp", name_en="Levels", valid_from=LONG_AGO)
    first = ListedChoice(list=parts, name_vi="Xã", name_en="Commune", valid_from=LONG_AGO)
    add_listed(by=by, row=first)
    kind = ActivityKind(name_vi="Diễn tập", name_en="Drills", valid_from=KIND_FROM)
    define_kind(by=by, row=kind, figure=NewFigure("Buổi diễn tập", "Drills held", "buổi", "drills"))
    count = ActivityCount(kind=kind, split=parts, valid_from=KIND_FROM)
    add_count(by=by, row=count, figure=NewFigure("Người tham gia", "Participants", "người", "people"))
    assert since_of(first) == KIND_FROM  # with the whole
    parts.refresh_from_db()
    added = ListedChoice(list=parts, name_vi="Tỉnh", name_en="Province", valid_from=LATER)
    add_listed(by=by, row=added)
    assert since_of(added) == LATER
    assert since_of(first) == KIND_FROM
