"""Decide the main successor of each legacy unit and the area of each commune of today."""

from __future__ import annotations

from collections import Counter, defaultdict

from tools.gazetteer.records import LEGACY, TODAY, Link, Succession, Unit

KIND_NAMES = {"huyen": "Huyện", "quan": "Quận", "thi_xa": "Thị xã", "thanh_pho": "Thành phố"}


def choose_main(unit: Unit, links: list[Link], today: dict[str, Unit], containing: dict[str, str]) -> tuple[str, str]:
    """Return the code of the main successor and the rule that chose it."""
    if len(links) == 1:
        return links[0].successor, "only"
    same = [link.successor for link in links if today[link.successor].name.casefold() == unit.name.casefold()]
    if len(same) == 1:
        return same[0], "same_name"
    if unit.code in containing:
        return containing[unit.code], "contains_point"
    return next(link.successor for link in links if link.source_default), "source_default"


def by_predecessor(links: list[Link]) -> dict[str, list[Link]]:
    """Group links by their legacy unit."""
    groups: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        groups[link.predecessor].append(link)
    return groups


def successions(units: list[Unit], links: list[Link], containing: dict[str, str]) -> list[Succession]:
    """Return every link with its decision, sorted by level and codes."""
    legacy = {unit.code: unit for unit in units if unit.era == LEGACY}
    today = {unit.code: unit for unit in units if unit.era == TODAY}
    rows = []
    for code, group in by_predecessor(links).items():
        main, rule = choose_main(legacy[code], group, today, containing)
        rows += [Succession(code, link.successor, link.successor == main, rule, len(group) > 1) for link in group]
    return sorted(rows, key=lambda row: (len(row.predecessor), row.predecessor, row.successor))


def district_of(unit: Unit) -> str:
    """Return the legacy district of a commune; an island district is its own."""
    return unit.code if len(unit.code) == 3 else unit.parent


def home_district(commune: Unit, links: list[Succession], legacy: dict[str, Unit]) -> str:
    """Return the former district that gave a commune the most whole predecessors.

    A tie goes to the district of the predecessor with the commune's name, then to that of the predecessor whose code
    it carries on, then to the lowest code. The source knows no areas of legacy communes, so size cannot decide.
    """
    votes = Counter(district_of(legacy[row.predecessor]) for row in links if row.main) or Counter(
        district_of(legacy[row.predecessor]) for row in links
    )
    first = [code for code, count in votes.items() if count == max(votes.values())]
    named = {district_of(legacy[row.predecessor]) for row in links if legacy[row.predecessor].name == commune.name}
    coded = {district_of(legacy[row.predecessor]) for row in links if row.predecessor == commune.code}
    return min(first, key=lambda code: (code not in named, code not in coded, code))


def area_rows(units: list[Unit], rows: list[Succession]) -> list[tuple[str, str, str, str, str]]:
    """Return commune, province, former district, area name and the other former districts, by commune."""
    legacy = {unit.code: unit for unit in units if unit.era == LEGACY}
    links: dict[str, list[Succession]] = defaultdict(list)
    for row in rows:
        if len(row.predecessor) > 2:
            links[row.successor].append(row)
    homes = []
    for commune in (unit for unit in units if unit.era == TODAY and unit.leaf):
        home = home_district(commune, links[commune.code], legacy)
        others = {district_of(legacy[row.predecessor]) for row in links[commune.code]} - {home}
        homes.append((commune.code, commune.parent, home, " ".join(sorted(others))))
    full = {code: f"{KIND_NAMES[unit.kind]} {unit.name}" for code, unit in legacy.items() if len(code) == 3}
    shared = Counter((province, full[home]) for province, home in {(province, home) for _, province, home, _ in homes})
    names = {
        (province, home): f"{full[home]} ({legacy[legacy[home].parent].name})"
        if shared[province, full[home]] > 1
        else full[home]
        for _, province, home, _ in homes
    }
    return sorted((code, province, home, names[province, home], others) for code, province, home, others in homes)
