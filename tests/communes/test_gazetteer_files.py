"""The committed gazetteer is whole, and each of its checks notices damage."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from communes import checks_gazetteer as checks
from communes.checks_gazetteer import Gazetteer, Row


@pytest.fixture(scope="module")
def committed() -> Gazetteer:
    return checks.read()


def copy_of(g: Gazetteer) -> Gazetteer:
    """Return rows that may be damaged, without the look-ups that were remembered."""
    return Gazetteer(*copy.deepcopy((g.units, g.successions, g.areas, g.patch)))


def unit(g: Gazetteer, code: str, year: str) -> Row:
    return next(row for row in g.units if row["code"] == code and row["valid_from"].startswith(year))


def link(g: Gazetteer, code: str) -> Row:
    return next(row for row in g.successions if row["predecessor"] == code)


def drop_commune(g: Gazetteer) -> None:
    g.units.remove(unit(g, "01864", "2025"))


def overlap(g: Gazetteer) -> None:
    unit(g, "01843", "2025")["valid_from"] = "2025-06-30"


def double(g: Gazetteer) -> None:
    g.units.append(dict(unit(g, "01843", "2000")))


def orphan(g: Gazetteer) -> None:
    unit(g, "01843", "2025")["parent"] = "06"


def unleaf(g: Gazetteer) -> None:
    unit(g, "536", "2000")["leaf"] = "0"


def prefix_space(g: Gazetteer) -> None:
    unit(g, "01864", "2025")["name"] = "Bằng  Thành"


def swap_point(g: Gazetteer) -> None:
    row = unit(g, "01864", "2025")
    row["lon"], row["lat"] = row["lat"], row["lon"]


def stray_point(g: Gazetteer) -> None:
    unit(g, "01870", "2000")["lat"] = "20"


def unlink(g: Gazetteer) -> None:
    g.successions.remove(link(g, "01870"))


def no_main(g: Gazetteer) -> None:
    link(g, "01870")["main"] = "0"


def unmark_divided(g: Gazetteer) -> None:
    next(row for row in g.successions if row["divided"] == "1")["divided"] = "0"


def divide(g: Gazetteer) -> None:
    g.successions.append({**link(g, "01870"), "successor": "01843", "main": "0"})


def forget_homonym(g: Gazetteer) -> None:
    g.patch.remove(next(row for row in g.patch if row["what"] == "link"))


def leave_province(g: Gazetteer) -> None:
    link(g, "01870")["successor"] = "00004"


def unjustify(g: Gazetteer) -> None:
    g.patch[:] = [row for row in g.patch if row["what"] != "long_link"]


def two_areas(g: Gazetteer) -> None:
    g.areas.append(dict(g.areas[0]))


def foreign_area(g: Gazetteer) -> None:
    g.areas[0]["district"] = "060"


def same_area_name(g: Gazetteer) -> None:
    for row in g.areas:
        row["area"] = row["area"].partition(" (")[0]


def rename_known(g: Gazetteer) -> None:
    unit(g, "01870", "2000")["name"] = "Giao Hiệu"


def change_pilot(g: Gazetteer) -> None:
    unit(g, "01870", "2000")["kind"] = "phuong"


DAMAGES: list[tuple[Callable[[Gazetteer], None], str, str]] = [
    (drop_commune, "check_counts", "counts ('2025', 5)"),
    (overlap, "check_periods", "period 01843: 2025-06-30"),
    (double, "check_periods", "period 01843: 2 units"),
    (orphan, "check_parents", "parent 01843"),
    (unleaf, "check_leaves", "leaf 536"),
    (prefix_space, "check_names", "name 01864"),
    (swap_point, "check_points", "outside Vietnam"),
    (stray_point, "check_points", "point 01870"),
    (unlink, "check_ends", "link 01870: no successor"),
    (drop_commune, "check_ends", "no such unit"),
    (no_main, "check_main", "main 01870: 0"),
    (unmark_divided, "check_main", "rule or divided"),
    (divide, "check_divided", "divided: {"),
    (forget_homonym, "check_divided", "the source had"),
    (leave_province, "check_provinces", "province 01870 00004"),
    (unjustify, "check_long_links", "long link 07021"),
    (two_areas, "check_areas", "in 2 areas"),
    (foreign_area, "check_areas", "not those of its predecessors"),
    (same_area_name, "check_areas", "names ["),
    (rename_known, "check_known", "known 01870"),
    (change_pilot, "check_pilots", "pilot 06"),
]


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_the_committed_files_pass(check: Callable[[Gazetteer], list[str]], committed: Gazetteer) -> None:
    assert list(check(committed)) == []


@pytest.mark.parametrize(("damage", "check", "message"), DAMAGES, ids=lambda value: getattr(value, "__name__", None))
def test_a_check_notices_damage(
    damage: Callable[[Gazetteer], None], check: str, message: str, committed: Gazetteer
) -> None:
    damaged = copy_of(committed)
    damage(damaged)
    assert any(message in line for line in getattr(checks, check)(damaged))


def test_every_check_has_a_damage() -> None:
    assert {check.__name__ for check in checks.CHECKS} == {name for _, name, _ in DAMAGES}


def test_every_legacy_commune_has_one_main_successor(committed: Gazetteer) -> None:
    mains = [row["predecessor"] for row in committed.successions if row["main"] == "1" and len(row["predecessor"]) == 5]
    assert len(mains) == len(set(mains)) == 10_035


def test_files_are_sorted_and_end_lines_with_lf(committed: Gazetteer) -> None:
    keys = [(row["valid_from"], len(row["code"]), row["code"]) for row in committed.units]
    assert keys == sorted(keys)
    assert not any(b"\r" in path.read_bytes() for path in checks.FOLDER.glob("*.csv"))


def test_a_corrected_fact_is_in_the_units(committed: Gazetteer) -> None:
    for row in committed.patch:
        if row["what"] in ("name", "point", "area"):
            found = unit(committed, *row["codes"].split("-"))
            assert row["new"] in (found["name"], f"{found['lon']} {found['lat']}", found["area_km2"])


def test_every_correction_says_why(committed: Gazetteer) -> None:
    assert all(row["reason"] and row["old"] != row["new"] for row in committed.patch)
