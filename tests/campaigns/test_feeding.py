"""The records behind a figure: those that add something to it, no more and no fewer."""

import random
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from campaigns.actions import delete_record
from campaigns.counting import count_record
from campaigns.feeding import counts_records
from campaigns.listing import Wanted, find
from campaigns.models import ForceKind, ItemUnit, Mode, Record, SessionForm, Topic
from rollups.counts import Counts
from rollups.models import Indicator
from tests.campaigns.entries import item_unit, patrol, propaganda_session, recorded, weapon_handover, yesterday
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


@pytest.fixture
def busy(world: World) -> list[Record]:
    """What a month may hold: of every kind, with and without each of its details."""
    chance, found = random.Random(7), []
    forces, topics, forms = (list(one.objects.all()) for one in (ForceKind, Topic, SessionForm))
    for number in range(24):
        on = yesterday() - timedelta(number % 12)
        outing = patrol(
            on=on,
            forces={chance.choice(forces): number % 3 + 1},
            reminders=number % 2,
            incidents=number % 3,
            residential_areas=tuple(world.villages[: number % 2]),
        )
        session = propaganda_session(
            on=on,
            form=chance.choice(forms),
            topics=tuple(chance.sample(topics, 2)),
            attendances=10 * (number % 2),
            launch=not number % 4,
        )
        found += [recorded(world.lan, world.commune, outing), recorded(world.lan, world.commune, session)]
    for mode in Mode.values:
        for unit in ItemUnit.objects.filter(rules__mode=mode).distinct():
            found.append(recorded(world.lan, world.commune, weapon_handover(mode=mode, items={unit: 2000}, gifts={})))
    delete_record(by=world.lan, record=found[0], version=1, reason="Ghi trùng")
    return found


def added(counts: Counts, figure: Indicator) -> int:
    """What a record adds to a figure: its total, or how often it names a member."""
    total = sum(all_ for (_u, _d, of), (all_, _v) in counts.totals.items() if of == figure.pk)
    return total + sum(all_ for (_u, _d, of, _m), (all_, _v) in counts.members.items() if of == figure.pk)


def test_every_figure_of_the_log_lists_exactly_what_adds_to_it(world: World, busy: list[Record]) -> None:
    today = yesterday() + timedelta(1)
    counts = {one.pk: count_record(one) for one in Record.objects.all()}
    seen = 0
    for figure in Indicator.objects.filter(source=Indicator.Source.LOG):
        each = {pk: added(one, figure) for pk, one in counts.items()}
        wanted = Wanted(today - timedelta(60), today, world.commune, figure=figure)
        listed = list(find(world.lan, wanted, today))
        assert {one.pk for one in listed} == {pk for pk, some in each.items() if some}, figure.key
        assert sum(each[one.pk] for one in listed) == sum(each.values())
        if counts_records(figure):
            assert sum(each.values()) == 1000 * len(listed)
        seen += bool(listed)
    assert seen > 30


def test_the_list_says_which_figure_and_lets_it_go(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, weapon_handover(items={item_unit("firecracker", "kg"): 18_500}))
    with_gun = recorded(world.lan, world.commune, weapon_handover(items={item_unit("flintlock"): 1000}))
    address = f"{reverse('record_list')}?unit={world.commune.slug}&figure=guns_collected"
    page = browse(world.lan).get(address)
    assert [one.record for one in page.context["lines"]] == [with_gun]
    text = page.content.decode()
    assert f'class="chip" href="?unit={world.commune.slug}"' in text
    assert '<input type="hidden" name="figure" value="guns_collected"' in text


def test_the_file_holds_the_same_records_and_names_the_figure(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune)
    recorded(world.lan, world.commune, weapon_handover(items={item_unit("flintlock"): 1000}))
    file = browse(world.lan).get(f"{reverse('record_export')}?unit={world.commune.slug}&figure=guns_collected")
    sheet = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert sum("Tiếp nhận" in str(row) for row in sheet) >= 1
    assert not any("Tuần tra" in str(row) for row in sheet)
    assert any("Chỉ các phiếu tính vào chỉ tiêu" in str(row[0]) for row in sheet)


@pytest.mark.parametrize("key", ["khong-co", "station_headquarters", "a b"])
def test_a_figure_without_records_is_refused(world: World, browse: Browse, key: str) -> None:
    answer = browse(world.lan).get(reverse("record_list"), {"figure": key})
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
