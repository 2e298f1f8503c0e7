"""What the log counts: the sessions, patrols, hand-overs and occasions of the articles, entered by their stations."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from campaigns.actions import Entry, record_entries
from campaigns.contents import ActivityContent, Content
from communes.models import ResidentialArea, Unit
from tests.campaigns.activities import contest, pledge
from tests.campaigns.activities import kind as activity
from tests.campaigns.entries import item_unit, patrol, propaganda_session, weapon_handover
from tests.coverage.people import People, unit
from tests.returns.filing import tips

BAC_KAN, YEN_THUONG, SONG_CAU = "06-2000", "02047-2000", "01837-2000"
PILOT, PILOT_DAYS = date(2021, 6, 1), 214  # until 31/12/2021
SEVEN_MONTHS, DAYS_OF_SEVEN = date(2024, 1, 1), 213
TET, TET_END, TET_DAYS = date(2024, 12, 15), date(2025, 1, 14), 31


def log_all(people: People) -> None:
    _pilot(people)
    _ward(people)
    _campaign(people)


def _pilot(people: People) -> None:
    """F011–F014, F018: 26 sessions in ten villages, 7 guns and 72 rounds, all villages pledge."""
    place = unit(YEN_THUONG)
    villages = villages_of(place, PILOT)
    session = propaganda_session(on=PILOT)
    contents: list[Content] = [
        replace(session, on=day, residential_areas=(villages[number % len(villages)],), launch=number == 0)
        for number, day in enumerate(spread(PILOT, PILOT_DAYS, 26))
    ]
    for number, (guns, rounds) in enumerate([(3, 40), (4, 32)]):
        items = {item_unit("flintlock"): 1000 * guns, item_unit("ammunition", "viên"): 1000 * rounds}
        contents.append(weapon_handover(on=date(2021, 8 + number, 4), items=items, gifts={}))
    contents.append(replace(pledge(on=date(2021, 12, 31)), residential_areas=tuple(villages)))
    _record(people, place, contents)


def _ward(people: People) -> None:
    """F056, F063, F069: 37 patrols, the festival that the province held there, a contest of the city."""
    place = unit(SONG_CAU)
    night = patrol(on=SEVEN_MONTHS)
    contents: list[Content] = [replace(night, on=day) for day in spread(SEVEN_MONTHS, DAYS_OF_SEVEN, 37)]
    festival = ActivityContent(
        definition=activity("festival"), on=date(2024, 8, 2), amounts={"festival_attendances": 400_000},
        labels={"scale": ("festival_pilot",)},
    )  # fmt: skip
    labels = {"field": ("contest_fields_fire",), "level": ("level_district",)}
    contents += [festival, replace(contest(on=date(2024, 5, 16)), labels=labels)]
    _record(people, place, contents)


def _campaign(people: People) -> None:
    """F002–F006: all of Bắc Kạn in the first month of the campaign, each station its share."""
    all_of_them = Unit.objects.filter(province__slug=BAC_KAN, leaf=True).select_related("heir").order_by("slug")
    stations = list(all_of_them)[::6]
    session, handover = propaganda_session(on=TET), weapon_handover(on=TET, gifts={})
    entered: dict[int, list[Content]] = {place.pk: [] for place in stations}
    for number, day in enumerate(spread(TET, TET_DAYS, 310)):
        entered[stations[number % len(stations)].pk].append(replace(session, on=day, attendances=20 + number))
    guns, rounds = item_unit("flintlock"), item_unit("ammunition", "viên")
    devices = item_unit("electroshock_device", "bộ")
    for number, day in enumerate(spread(TET, TET_DAYS, 20)):
        items = {guns: 7000} | ({rounds: 37_000} if number == 3 else {}) | ({devices: 25_000} if number == 8 else {})
        entered[stations[number % len(stations)].pk].append(replace(handover, on=day, items=items, mode="recovery"))
    for number, place in enumerate(stations):
        entered[place.pk].append(tips(TET_END, 3 if number == 0 else 2))  # 37 of eighteen stations
        _record(people, place, entered[place.pk])


def _record(people: People, place: Unit, contents: list[Content]) -> None:
    if contents:
        record_entries(by=people.head(place), entries=[Entry(place, uuid4(), content) for content in contents])


def villages_of(place: Unit, day: date) -> list[ResidentialArea]:
    return list(ResidentialArea.objects.lying_in(Unit.objects.filter(pk=place.pk), day).order_by("sort_key"))


def spread(first: date, days: int, count: int) -> Iterator[date]:
    for number in range(count):
        yield first + timedelta(days=number * days // count)
