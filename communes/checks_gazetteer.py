"""Say what is wrong with the gazetteer's files; pure Python, so that it runs before any database exists."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "gazetteer"
LEGACY, TODAY = ("2000-01-01", "2025-06-30"), ("2025-07-01", "")
LONG_LINK_KM = 25
FAR_FROM_PARENT_KM = 70

COUNTS = {
    ("2000", 2): Counter(tinh=57, thanh_pho_tw=6),
    ("2000", 3): Counter(huyen=508, quan=49, thi_xa=52, thanh_pho=87),
    ("2000", 5): Counter(xa=7692, phuong=1726, thi_tran=617),
    ("2025", 2): Counter(tinh=28, thanh_pho_tw=6),
    ("2025", 5): Counter(xa=2621, phuong=687, dac_khu=13),
}
ISLAND_DISTRICTS = {"318", "471", "498", "536", "755"}
REMOTE = {"22736", "22737", "22739", "31105"}
"""Island communes of Trường Sa and Thổ Châu, far from the rest of their districts."""
DIVIDED = {2: 370, 3: 56, 4: 15, 5: 1}
DIVIDED_IN_SOURCE = {2: 397, 3: 58, 4: 15, 5: 1}
"""The source divides 471 communes; 31 of its links are homonyms, and without them 442 remain divided."""
# west, south, east, north: the mainland with its near islands, Hoàng Sa, Trường Sa
REGIONS = ((102.1, 8.3, 109.5, 23.4), (111.0, 15.5, 113.0, 17.2), (109.5, 6.5, 117.9, 12.0))
KNOWN = {
    "01870": ("Giáo Hiệu", "01864", "Bằng Thành"),
    "01918": ("Yến Dương", "01921", "Thượng Minh"),
    "02047": ("Yên Thượng", "02044", "Yên Thịnh"),
    "01843": ("Phùng Chí Kiên", "01843", "Bắc Kạn"),
    "01837": ("Sông Cầu", "01843", "Bắc Kạn"),
    "02011": ("Mỹ Thanh", "02008", "Cẩm Giàng"),
    "01945": ("Cốc Đán", "01954", "Ngân Sơn"),
}
# legacy province or district: legacy communes by kind, communes of today by kind, divided ones
PILOTS = {
    "06": (Counter(xa=95, thi_tran=7, phuong=6), Counter(xa=35, phuong=2), 0),
    "38": (Counter(xa=452, thi_tran=32, phuong=63), Counter(xa=147, phuong=19), 10),
    "385": (Counter(xa=14, thi_tran=1), Counter(xa=8), 0),
}

Row = dict[str, str]


@dataclass
class Gazetteer:
    """The rows of the files, with the look-ups that the checks share."""

    units: list[Row]
    successions: list[Row]
    areas: list[Row]
    patch: list[Row] = field(default_factory=list)

    @cached_property
    def legacy(self) -> dict[str, Row]:
        """Return the units up to June 2025 by code."""
        return {row["code"]: row for row in self.units if row["valid_from"] == LEGACY[0]}

    @cached_property
    def today(self) -> dict[str, Row]:
        """Return the units since July 2025 by code."""
        return {row["code"]: row for row in self.units if row["valid_from"] == TODAY[0]}

    @cached_property
    def links(self) -> dict[str, list[Row]]:
        """Return the links of each legacy unit."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.successions:
            found[row["predecessor"]].append(row)
        return found

    def province(self, code: str) -> str:
        """Return the legacy province above a legacy unit."""
        while len(code) > 2:
            code = self.legacy[code]["parent"]
        return code

    def below(self, code: str) -> list[Row]:
        """Return the legacy communes below a legacy province or district."""
        return [
            row
            for row in self.legacy.values()
            if len(row["code"]) == 5 and code in (row["parent"], self.legacy[row["parent"]]["parent"])
        ]


def read(folder: Path = FOLDER) -> Gazetteer:
    """Read the committed files."""

    def rows(name: str) -> list[Row]:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return Gazetteer(rows("units.csv"), rows("successions.csv"), rows("areas.csv"), rows("patch.csv"))


def kilometres(a: Row, b: Row) -> float:
    """Return the distance between two units; 0 where a point is unknown."""
    if not (a["lon"] and b["lon"]):
        return 0.0
    lon1, lat1, lon2, lat2 = (radians(float(row[key])) for row in (a, b) for key in ("lon", "lat"))
    return 12742 * asin(sqrt(sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2))


def check_counts(g: Gazetteer) -> Iterable[str]:
    """Units by era, level and kind are the official numbers."""
    found: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for row in g.units:
        found[row["valid_from"][:4], len(row["code"])][row["kind"]] += 1
    for key in sorted(found.keys() | COUNTS.keys()):
        if found.get(key) != COUNTS.get(key):
            yield f"counts {key}: {dict(found.get(key, {}))} instead of {dict(COUNTS.get(key, {}))}"


def check_periods(g: Gazetteer) -> Iterable[str]:
    """A unit has one of the two periods, and no code is used twice in one."""
    for row in g.units:
        if (row["valid_from"], row["valid_to"]) not in (LEGACY, TODAY):
            yield f"period {row['code']}: {row['valid_from']} to {row['valid_to']}"
    for (code, start), count in Counter((row["code"], row["valid_from"]) for row in g.units).items():
        if count > 1:
            yield f"period {code}: {count} units from {start}"


def check_parents(g: Gazetteer) -> Iterable[str]:
    """A parent exists in the same era, one level up."""
    for era, steps in ((g.legacy, {2: 0, 3: 2, 5: 3}), (g.today, {2: 0, 5: 2})):
        for row in era.values():
            parent = row["parent"]
            if len(parent) != steps.get(len(row["code"])) or (parent and parent not in era):
                yield f"parent {row['code']} from {row['valid_from']}: {parent!r}"


def check_leaves(g: Gazetteer) -> Iterable[str]:
    """Communes and the five island districts keep logs, nobody else."""
    for row in g.units:
        expected = len(row["code"]) == 5 or row["code"] in ISLAND_DISTRICTS
        if row["leaf"] != str(int(expected)):
            yield f"leaf {row['code']} from {row['valid_from']}: {row['leaf']}"


def check_names(g: Gazetteer) -> Iterable[str]:
    """Names are bare, trimmed and begin with a capital letter or a digit."""
    for row in g.units:
        name = row["name"]
        if name != " ".join(name.split()) or not name or not (name[0].isupper() or name[0].isdigit()) or "’" in name:
            yield f"name {row['code']} from {row['valid_from']}: {name!r}"


def check_points(g: Gazetteer) -> Iterable[str]:
    """Points lie in Vietnam, and legacy communes near their district."""
    for row in g.units:
        if not row["lon"]:
            continue
        lon, lat = float(row["lon"]), float(row["lat"])
        if not any(west <= lon <= east and south <= lat <= north for west, south, east, north in REGIONS):
            yield f"point {row['code']} from {row['valid_from']}: {lon} {lat} is outside Vietnam"
    for row in g.legacy.values():
        parent = g.legacy.get(row["parent"])
        if len(row["code"]) == 5 and parent and row["code"] not in REMOTE:
            distance = kilometres(row, parent)
            if distance > FAR_FROM_PARENT_KM:
                yield f"point {row['code']}: {distance:.0f} km from its district"


def check_ends(g: Gazetteer) -> Iterable[str]:
    """Links lead from legacy units to units of today, and each unit of both eras that keeps logs has one."""
    for row in g.successions:
        if row["predecessor"] not in g.legacy or row["successor"] not in g.today:
            yield f"link {row['predecessor']} {row['successor']}: no such unit"
    linked = {row["successor"] for row in g.successions}
    for code, unit in g.legacy.items():
        if (unit["leaf"] == "1" or len(code) == 2) and code not in g.links:
            yield f"link {code}: no successor"
    yield from (f"link {code}: no predecessor" for code in g.today if code not in linked)


def check_main(g: Gazetteer) -> Iterable[str]:
    """Each legacy unit has exactly one main successor, and `rule` and `divided` say the same on all its links."""
    for code, links in g.links.items():
        mains = sum(row["main"] == "1" for row in links)
        if mains != 1:
            yield f"main {code}: {mains} main successors"
        stated = {(row["divided"], row["rule"] == "only") for row in links}
        if stated != {(str(int(len(links) > 1)), len(links) == 1)}:
            yield f"main {code}: rule or divided is wrong"


def check_divided(g: Gazetteer) -> Iterable[str]:
    """Divided communes are as many as measured, with and without the links that the patch drops."""
    found = Counter(len(links) for code, links in g.links.items() if len(code) == 5)
    found.pop(1, None)
    if found != DIVIDED:
        yield f"divided: {dict(found)} instead of {DIVIDED}"
    dropped = Counter(row["codes"][:5] for row in g.patch if row["what"] == "link")
    source = Counter(len(links) + dropped[code] for code, links in g.links.items() if len(code) == 5)
    source.pop(1, None)
    if source != DIVIDED_IN_SOURCE:
        yield f"divided: the source had {dict(source)} instead of {DIVIDED_IN_SOURCE}"


def check_provinces(g: Gazetteer) -> Iterable[str]:
    """No link crosses the mapping of provinces: totals of provinces need no estimate."""
    mapping = {code: links[0]["successor"] for code, links in g.links.items() if len(code) == 2}
    for row in g.successions:
        old, new = row["predecessor"], row["successor"]
        if len(old) == 2 or old not in g.legacy or new not in g.today:
            continue
        if mapping.get(g.province(old)) != g.today[new]["parent"]:
            yield f"province {old} {new}: the link leaves the province's successor"


def check_long_links(g: Gazetteer) -> Iterable[str]:
    """A link longer than 25 km is an error unless the patch says why not."""
    justified = {row["codes"] for row in g.patch if row["what"] == "long_link"}
    for row in g.successions:
        old, new = row["predecessor"], row["successor"]
        if len(old) == 2 or old not in g.legacy or new not in g.today or f"{old}-2000 {new}-2025" in justified:
            continue
        distance = kilometres(g.legacy[old], g.today[new])
        if distance > LONG_LINK_KM:
            yield f"long link {old} {new}: {distance:.0f} km"


def check_areas(g: Gazetteer) -> Iterable[str]:
    """Each commune of today is in one area, named once in its province, after a district that it was formed from."""
    counts = Counter(row["commune"] for row in g.areas)
    communes = {code for code in g.today if len(code) == 5}
    yield from (
        f"area {code}: in {counts[code]} areas" for code in sorted(communes | counts.keys()) if counts[code] != 1
    )
    homes: dict[str, set[str]] = defaultdict(set)
    for row in g.successions:
        old = row["predecessor"]
        if len(old) > 2 and old in g.legacy:
            homes[row["successor"]].add(old if len(old) == 3 else g.legacy[old]["parent"])
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in g.areas:
        names[row["province"], row["area"]].add(row["district"])
        if {row["district"], *row["others"].split()} != homes[row["commune"]]:
            yield f"area {row['commune']}: its districts are not those of its predecessors"
        if row["province"] != g.today.get(row["commune"], {}).get("parent"):
            yield f"area {row['commune']}: province {row['province']}"
    yield from (f"area {key}: names {sorted(codes)}" for key, codes in names.items() if len(codes) > 1)


def check_known(g: Gazetteer) -> Iterable[str]:
    """The successions that were confirmed by hand are as confirmed."""
    for code, (name, successor, new_name) in KNOWN.items():
        found = [
            (g.legacy.get(code, {}).get("name"), row["successor"], g.today.get(row["successor"], {}).get("name"))
            for row in g.links.get(code, [])
        ]
        if found != [(name, successor, new_name)]:
            yield f"known {code} {name}: {found}"


def check_pilots(g: Gazetteer) -> Iterable[str]:
    """The provinces of the articles have the communes that officials count; Thái Nguyên has 55 and 37."""
    for code, (old, new, divided) in PILOTS.items():
        below = g.below(code)
        codes = {row["successor"] for unit in below for row in g.links[unit["code"]]}
        found = (
            Counter(unit["kind"] for unit in below),
            Counter(g.today[successor]["kind"] for successor in codes if successor in g.today),
            sum(len(g.links[unit["code"]]) > 1 for unit in below),
        )
        if found != (old, new, divided):
            yield f"pilot {code}: {found}"
    sources: dict[str, set[str]] = defaultdict(set)
    for row in g.successions:
        if len(row["predecessor"]) == 5 and g.today.get(row["successor"], {}).get("parent") == "19":
            sources[row["successor"]].add(g.province(row["predecessor"]))
    found_sources = Counter(" ".join(sorted(provinces)) for provinces in sources.values())
    if found_sources != {"06": 37, "19": 55}:
        yield f"pilot 19: {dict(found_sources)}"


CHECKS: tuple[Callable[[Gazetteer], Iterable[str]], ...] = (
    *(check_counts, check_periods, check_parents, check_leaves, check_names, check_points, check_ends, check_main),
    *(check_divided, check_provinces, check_long_links, check_areas, check_known, check_pilots),
)


def problems(g: Gazetteer) -> list[str]:
    """Return what is wrong, one line a problem; empty when all is well."""
    return [line for check in CHECKS for line in check(g)]
