"""The addresses of places: the same pages for each kind, below its own folder."""

import pytest
from django.urls import reverse

from dashboards import stamps
from dashboards.kinds import AREA, KINDS, NATION, UNIT, named


@pytest.mark.parametrize(
    ("name", "args", "address"),
    [
        ("nation", [], "/dashboards/"),
        ("nation_figure", ["guns"], "/dashboards/figures/guns/"),
        ("nation_silent_table", [], "/dashboards/silent/table.xlsx"),
        ("unit_dashboard", ["19-2025"], "/dashboards/units/19-2025/"),
        ("unit_figure_table", ["19-2025", "guns"], "/dashboards/units/19-2025/figures/guns/table.xlsx"),
        ("area_silent_calls", ["060-19-2025"], "/dashboards/areas/060-19-2025/silent/calls/"),
        ("area_beside", ["060-19-2025"], "/dashboards/areas/060-19-2025/beside/"),
        ("nation_pivot_save", [], "/tables/nation/save/"),
        ("unit_pivot", ["19-2025"], "/tables/units/19-2025/"),
        ("area_pivot_table", ["060-19-2025"], "/tables/areas/060-19-2025/table.xlsx"),
    ],
)
def test_addresses_stay(name: str, args: list[str], address: str) -> None:
    assert reverse(name, args=args) == address


def test_the_page_of_the_nation_is_the_nation() -> None:
    assert [named(kind, "dashboard") for kind in KINDS] == ["nation", "unit_dashboard", "area_dashboard"]
    assert [named(kind, "figure") for kind in (NATION, UNIT, AREA)] == ["nation_figure", "unit_figure", "area_figure"]


def test_what_is_asked_for_most_pushes_out_nothing_else() -> None:
    made = stamps.remembered("s", ("members", 1), lambda: ["made once"])
    for number in range(2 * stamps.KEPT_OF["options"]):
        stamps.remembered("s", ("options", number), lambda: "a list of periods")
    assert stamps.remembered("s", ("members", 1), lambda: ["made again"]) is made
    for number in range(stamps.KEPT):
        stamps.remembered("s", ("members", 2 + number), lambda: [""])
    assert stamps.remembered("s", ("members", 1), lambda: ["made again"]) == ["made again"]
