"""Every address × every person × own, neighbouring and foreign place: who must get 404.

An address that is missing from the table fails `test_every_address_stands_in_the_table`. What strangers are told is
tested in tests/test_strangers.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import (
    PLACES,
    Args,
    Place,
    area,
    asked,
    assessment,
    campaign,
    campaign_of_province,
    criteria_set,
    day_off,
    evidence,
    happened,
    line,
    make_places,
    model,
    officer,
    plan,
    province,
    record,
    saved,
    snapshot,
    task,
    told,
    told_restricted,
    unit,
    village,
    with_key,
)
from tests.world import World

pytestmark = pytest.mark.django_db

CAST = ["lan", "dung", "minh", "hung", "thu", "tinh", "son", "bo", "quan", "trang", "kien"]
READ = {
    "own": {"lan", "dung", "hung", "thu", "tinh", "bo"},
    "neighbour": {"minh", "hung", "thu", "tinh", "bo"},
    "foreign": {"son", "bo"},
}
WRITE = {"own": {"lan", "dung"}, "neighbour": {"minh"}, "foreign": {"son"}}
# Dũng heads the commune; the neighbour has no head, so there the province steward approves.
VERIFY = {"own": {"dung"}, "neighbour": {"thu"}, "foreign": set[str]()}
HEAD = {"own": {"dung"}, "neighbour": set[str](), "foreign": set[str]()}
AREA = {
    "own": {"hung", "thu", "tinh", "bo"},
    "neighbour": {"hung", "thu", "tinh", "bo"},
    "foreign": {"bo"},
}
PROVINCE = {"own": {"thu", "tinh", "bo"}, "neighbour": {"thu", "tinh", "bo"}, "foreign": {"bo"}}
STEWARD = {"own": {"thu"}, "neighbour": {"thu"}, "foreign": set[str]()}
# Who approves, and who reads from above: never who writes there alone.
CLEAR = {"own": READ["own"] - {"lan"}, "neighbour": READ["neighbour"] - {"minh"}, "foreign": {"bo"}}
REPORT = {"own": {"dung", "thu"}, "neighbour": {"thu"}, "foreign": set[str]()}
RESTRICTED = {"own": {"thu", "tinh"}, "neighbour": {"thu", "tinh"}, "foreign": set[str]()}
SETUP = {
    "own": {"thu", "quan", "trang"},
    "neighbour": {"thu", "quan", "trang"},
    "foreign": {"quan"},
}
SETTERS = {"own": {"thu", "quan"}, "neighbour": {"thu", "quan"}, "foreign": {"quan"}}
KEEPERS = {"own": {"dung", "quan", "trang"}, "neighbour": {"quan", "trang"}, "foreign": {"quan"}}
OWNER = {"own": {"lan"}, "neighbour": {"minh"}, "foreign": {"son"}}
SETS = {
    "own": READ["own"] | READ["neighbour"] | {"quan"},
    "neighbour": READ["own"] | READ["neighbour"] | {"quan"},
    "foreign": {"son", "bo", "quan"},
}
ENTER = {"own": {"thu", "quan"}, "neighbour": {"thu", "quan"}, "foreign": {"quan"}}
FOR_ALL = {key: {"quan"} for key in PLACES}
NATION = {key: {"bo"} for key in PLACES}
READERS = {key: {"lan", "dung", "minh", "hung", "thu", "tinh", "son", "bo"} for key in PLACES}
READERS_OF_SETS = {key: READERS[key] | {"quan"} for key in PLACES}
EVERYBODY = {key: set(CAST) for key in PLACES}
NOBODY = {key: set[str]() for key in PLACES}

Who = dict[str, set[str]]
DEEDS = ("launch", "change", "resume", "correct", "stop", "inspect", "note", "withdraw")


@dataclass(frozen=True)
class Row:
    get: Who
    post: Who
    args: Args = lambda place: []


TABLE: dict[str, list[Row]] = {
    "home": [Row(EVERYBODY, NOBODY)],
    "password_change": [Row(EVERYBODY, EVERYBODY)],
    "password_change_done": [Row(EVERYBODY, NOBODY)],
    "patrol_add": [Row(WRITE, WRITE, unit)],
    "propaganda_session_add": [Row(WRITE, WRITE, unit)],
    "weapon_handover_add": [Row(WRITE, WRITE, unit)],
    "activity_add": [Row(WRITE, WRITE, with_key(unit, "festival"))],
    "return_add": [Row(WRITE, WRITE, with_key(unit, "tips_and_conflicts"))],
    "week_entry": [Row(WRITE, WRITE, with_key(unit, "patrol"))],
    "logbook": [Row(WRITE, NOBODY, with_key(unit, "patrol"))],
    "record_list": [Row(READERS, NOBODY)],
    "record_export": [Row(READERS, NOBODY)],
    "record": [Row(READ, NOBODY, record)],
    "record_edit": [Row(WRITE, WRITE, record)],
    "record_delete": [Row(WRITE, WRITE, record)],
    "record_verify": [Row(NOBODY, VERIFY, record)],
    "station_accounts": [Row(KEEPERS, NOBODY, unit)],
    "station_new_password": [Row(NOBODY, KEEPERS, officer)],
    "reported_totals": [Row(READ, REPORT, unit), Row(PROVINCE, STEWARD, province)],
    "reported_total_withdraw": [Row(REPORT, REPORT, told)],
    "reporting_rules": [Row(SETTERS, SETTERS, province)],
    "days_off": [Row(NOBODY, SETTERS, province)],
    "day_off_withdraw": [Row(NOBODY, SETTERS, day_off)],
    "restricted_figures": [Row(RESTRICTED, STEWARD, unit), Row(RESTRICTED, STEWARD, province)],
    "restricted_withdraw": [Row(STEWARD, STEWARD, told_restricted)],
    "campaign_list": [Row(EVERYBODY, NOBODY)],
    "campaign_board": [Row(READ, NOBODY, campaign), Row(PROVINCE, NOBODY, campaign_of_province)],
    "campaign_targets": [Row(STEWARD, STEWARD, campaign)],
    "unit_targets": [Row(READ, STEWARD, unit), Row(PROVINCE, STEWARD, province)],
    "target_withdraw": [Row(NOBODY, STEWARD, asked)],
    "station_plan": [Row(READ, WRITE, plan)],
    "plan_task": [Row(NOBODY, HEAD, task)],
    "criteria_sets": [Row(READERS_OF_SETS, NOBODY)],
    "criteria_set_add": [Row(NOBODY, NOBODY, unit), Row(ENTER, ENTER, province)],
    "criteria_set_add_for_all": [Row(FOR_ALL, FOR_ALL)],
    "criteria_set": [Row(SETS, NOBODY, criteria_set)],
    "criteria_set_edit": [Row(ENTER, ENTER, criteria_set)],
    "criteria_set_end": [Row(NOBODY, ENTER, criteria_set)],
    "unit_assessments": [Row(READ, REPORT, unit)],
    "assessment_list": [Row(READERS, NOBODY)],
    "assessment_export": [Row(READERS, NOBODY)],
    "assessment": [Row(READ, NOBODY, assessment)],
    "assessment_fill": [Row(HEAD, HEAD, assessment)],
    "assessment_line": [Row(HEAD, HEAD, line)],
    "evidence_drop": [Row(NOBODY, HEAD, evidence)],
    "assessment_send": [Row(NOBODY, HEAD, assessment)],
    "assessment_void": [Row(NOBODY, REPORT, assessment)],
    "assessment_decide": [Row(NOBODY, STEWARD, assessment)],
    "residential_areas": [Row(READ, HEAD, unit)],
    "station_readiness": [Row(READ, HEAD, unit)],
    "readiness_void": [Row(HEAD, HEAD, snapshot)],
    "province_readiness": [Row(PROVINCE, NOBODY, province)],
    "residential_area": [Row(HEAD, HEAD, village)],
    "residential_area_end": [Row(NOBODY, HEAD, village)],
    "station_home": [Row(READ, NOBODY, unit)],
    "model_register": [Row(READ, NOBODY, unit)],
    "model_register_open": [Row(NOBODY, HEAD, unit)],
    "model_add": [Row(HEAD, NOBODY, unit)],
    "model_add_of": [Row(HEAD, HEAD, with_key(unit, "security_camera"))],
    "model_survey": [Row(HEAD, HEAD, with_key(unit, "security_camera"))],
    "model_list": [Row(READERS, NOBODY)],
    "model_export": [Row(READERS, NOBODY)],
    "model": [Row(READ, NOBODY, model)],
    **{f"model_{deed}": [Row(HEAD, HEAD, model)] for deed in DEEDS},
    "model_void": [Row(HEAD, HEAD, happened)],
    "nation": [Row(NATION, NOBODY)],
    "nation_table": [Row(NATION, NOBODY)],
    "nation_figure": [Row(NATION, NOBODY, lambda place: ["patrol_sessions"])],
    "nation_figure_table": [Row(NATION, NOBODY, lambda place: ["patrol_sessions"])],
    "unit_dashboard": [Row(READ, NOBODY, unit), Row(PROVINCE, NOBODY, province)],
    "unit_table": [Row(READ, NOBODY, unit), Row(PROVINCE, NOBODY, province)],
    "unit_figure": [Row(READ, NOBODY, with_key(unit)), Row(PROVINCE, NOBODY, with_key(province))],
    "unit_figure_table": [Row(READ, NOBODY, with_key(unit)), Row(PROVINCE, NOBODY, with_key(province))],
    "area_dashboard": [Row(AREA, NOBODY, area)],
    "area_table": [Row(AREA, NOBODY, area)],
    "area_figure": [Row(AREA, NOBODY, with_key(area))],
    "area_figure_table": [Row(AREA, NOBODY, with_key(area))],
    "saved_tables": [Row(READERS, NOBODY)],
    "saved_table": [Row(OWNER, NOBODY, saved)],
    "saved_table_edit": [Row(OWNER, OWNER, saved)],
    "saved_table_update": [Row(NOBODY, OWNER, saved)],
    "saved_table_delete": [Row(NOBODY, OWNER, saved)],
    "nation_pivot": [Row(NATION, NOBODY)],
    "nation_pivot_table": [Row(NATION, NOBODY)],
    "nation_pivot_save": [Row(NATION, NATION)],
    "unit_pivot": [Row(READ, NOBODY, unit), Row(PROVINCE, NOBODY, province)],
    "unit_pivot_table": [Row(READ, NOBODY, unit), Row(PROVINCE, NOBODY, province)],
    "unit_pivot_save": [Row(READ, READ, unit), Row(PROVINCE, PROVINCE, province)],
    "area_pivot": [Row(AREA, NOBODY, area)],
    "area_pivot_table": [Row(AREA, NOBODY, area)],
    "area_pivot_save": [Row(AREA, AREA, area)],
    "nation_silent": [Row(NATION, NOBODY)],
    "nation_silent_table": [Row(NATION, NOBODY)],
    "unit_silent": [Row(NOBODY, NOBODY, unit), Row(PROVINCE, NOBODY, province)],
    "unit_silent_table": [Row(NOBODY, NOBODY, unit), Row(PROVINCE, NOBODY, province)],
    "unit_silent_calls": [Row(NOBODY, NOBODY, unit), Row(PROVINCE, NOBODY, province)],
    "unit_silent_calls_table": [Row(NOBODY, NOBODY, unit), Row(PROVINCE, NOBODY, province)],
    "area_silent": [Row(AREA, NOBODY, area)],
    "area_silent_table": [Row(AREA, NOBODY, area)],
    "area_silent_calls": [Row(AREA, NOBODY, area)],
    "area_silent_calls_table": [Row(AREA, NOBODY, area)],
    "unit_outliers": [Row(READ, NOBODY, unit), Row(PROVINCE, NOBODY, province)],
    "area_outliers": [Row(AREA, NOBODY, area)],
    "unit_outliers_table": [Row(READ, NOBODY, unit), Row(PROVINCE, NOBODY, province)],
    "area_outliers_table": [Row(AREA, NOBODY, area)],
    "unit_looked_at": [Row(NOBODY, CLEAR, unit), Row(NOBODY, PROVINCE, province)],
    "area_looked_at": [Row(NOBODY, AREA, area)],
    "nation_beside": [Row(NATION, NOBODY)],
    "nation_provinces": [Row(NATION, NOBODY)],
    "nation_provinces_table": [Row(NATION, NOBODY)],
    "nation_beside_table": [Row(NATION, NOBODY)],
    "unit_beside": [Row(READ, NOBODY, unit), Row(PROVINCE, NOBODY, province)],
    "unit_beside_table": [Row(READ, NOBODY, unit), Row(PROVINCE, NOBODY, province)],
    "area_beside": [Row(AREA, NOBODY, area)],
    "area_beside_table": [Row(AREA, NOBODY, area)],
    "unit_search": [Row(READERS, NOBODY)],
    "figure_list": [Row(READERS, NOBODY)],
    "go_live": [Row(SETUP, NOBODY, province)],
}
# Open to nobody in particular: tested where they are made.
OPEN = {"login", "logout", "healthz", "set_language"}


def addresses(patterns: list[Any], space: str = "") -> Iterator[str]:
    """The names of all addresses; the admin site has a table of its own."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from addresses(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            yield str(pattern.name)


@pytest.fixture(scope="module")
def world(cast: World) -> World:
    """Not read again: hundreds of tests ask for it, and none keeps what it writes."""
    return cast


@pytest.fixture(scope="module")
def places(world: World, django_db_blocker: Any) -> dict[str, Place]:
    with django_db_blocker.unblock():
        return make_places(world)


def test_every_address_stands_in_the_table() -> None:
    assert set(addresses(get_resolver().url_patterns)) == set(TABLE) | OPEN


@pytest.mark.parametrize("name", TABLE)
def test_everybody_gets_what_the_table_says(
    name: str, places: dict[str, Place], signed_in: Callable[[str], Client]
) -> None:
    wrong = []
    for person in CAST:
        client = signed_in(person)
        for place_name, place in places.items():
            for row in TABLE[name]:
                address = reverse(name, args=row.args(place))
                got = client.get(address).status_code
                if (got in (200, 302)) != (person in row.get[place_name]) or (got not in (200, 302, 404, 405)):
                    wrong.append(("GET", person, place_name, address, got))
    assert wrong == []


@pytest.mark.parametrize("name", TABLE)
def test_only_those_of_the_table_can_write(
    name: str, places: dict[str, Place], signed_in: Callable[[str], Client]
) -> None:
    """An empty form: whoever may write is told what is missing or has written, everybody else finds nothing."""
    wrong = []
    for person in CAST:
        client = signed_in(person)
        for place_name, place in places.items():
            for row in TABLE[name]:
                address = reverse(name, args=row.args(place))
                got = client.post(address).status_code
                allowed = got in (200, 302, 409, 422)
                if allowed != (person in row.post[place_name]) or not (allowed or got in (404, 405)):
                    wrong.append(("POST", person, place_name, address, got))
    assert wrong == []
