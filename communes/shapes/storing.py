"""Store shapes: of the communes as they are given, of the provinces of both eras as the outline of their communes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.db import transaction

from communes.models import Shape, Succession, Unit, UnitQuerySet, name_with_kind
from communes.shapes.files import BadFile, Feature, cells, features
from communes.shapes.grid import Ring, area, coarse, path, to_grid
from communes.shapes.outlines import box, label, outline
from communes.vietnamese import search_key

BATCH = 1000
STEP = 12  # grid units (over 1 km): the grain of a province on the map of the nation
EAST = to_grid(109.9, 16)[0]  # islands beyond stand in insets, with the special zone that they are
SMALLEST = 3 * STEP**2  # rings of a province below are no more than a dot there
HALF = 0.5  # of the communes: a file that knows fewer is of another country or of another time


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a file."""

    communes: int
    provinces: int
    unknown: list[str]  # features that are no commune of today
    without: list[str]  # communes of today that the file has not: they stay as they are drawn without it
    by_name: list[str]  # communes that the file gives under another code


def load_cells() -> bool:
    """Store the gazetteer's own cells where they are not yet; say whether there was anything to do."""
    if Shape.objects.filter(source=Shape.Source.CELLS).exists():
        return False
    pks = dict(_open().values_list("code", "pk"))
    _store(Shape.Source.CELLS, {pks[code]: rings for code, rings in cells().items() if code in pks})
    return True


def load_boundaries(file: Path, *, dry_run: bool = False) -> Stored:
    """Store the boundaries of a file in place of those before. Raises BadFile; then nothing is changed."""
    matched, unknown, by_name = _matched(features(file))
    names = {pk: name_with_kind(kind, name) for pk, kind, name in _open().values_list("pk", "kind", "name")}
    if len(matched) < HALF * len(names):
        raise BadFile(f"Tệp chỉ có {len(matched)}/{len(names)} xã, phường, đặc khu hiện nay.")
    provinces = len(_provinces(matched)) if dry_run else _store(Shape.Source.BOUNDARIES, matched)
    without = [name for pk, name in names.items() if pk not in matched]
    return Stored(len(matched), provinces, unknown, without, by_name)


def remove_boundaries() -> int:
    """Draw the cells again; return how many shapes went."""
    return Shape.objects.filter(source=Shape.Source.BOUNDARIES).delete()[0]


def _open() -> UnitQuerySet:
    return Unit.objects.filter(leaf=True, valid_to=None)


def _matched(found: Iterable[Feature]) -> tuple[dict[int, list[Ring]], list[str], list[str]]:
    """Commune → rings, by code where the name agrees, else by a name that its province has once."""
    rows = list(_open().values_list("pk", "code", "kind", "name", "province__code"))
    by_code = {code: pk for pk, code, *_ in rows}
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pk, _code, kind, name, province in rows:
        named[province, search_key(name_with_kind(kind, name))].append(pk)
    matched: dict[int, list[Ring]] = {}
    unknown, by_name = [], []
    for one in found:
        same = named.get((one.province, search_key(one.name)), [])
        pk = by_code.get(one.code) if one.code in by_code and (not same or by_code[one.code] in same) else None
        if pk is None and len(same) == 1:
            pk = same[0]
            by_name.append(f"{one.name} ({one.code})")
        if pk is None or pk in matched or not one.rings:
            unknown.append(f"{one.name} ({one.code})")
        else:
            matched[pk] = one.rings
    return matched, unknown, by_name


@transaction.atomic
def _store(source: Shape.Source, communes: dict[int, list[Ring]]) -> int:
    """Replace all shapes of a source; return the number of provinces among them."""
    provinces = _provinces(communes)
    Shape.objects.filter(source=source).delete()
    drawn = [_shape(pk, source, rings) for pk, rings in [*communes.items(), *provinces.items()]]
    Shape.objects.bulk_create(drawn, batch_size=BATCH)
    return len(provinces)


def _provinces(communes: dict[int, list[Ring]]) -> dict[int, list[Ring]]:
    """Province of either era → its outline. Before July 2025 it held those whose main predecessor lay in it."""
    inside: dict[int, list[Ring]] = defaultdict(list)
    now = dict(_open().values_list("pk", "province"))
    for pk, province in chain(now.items(), _province_before().items()):
        inside[province] += communes.get(pk, [])
    outlines = {pk: _outline(rings) for pk, rings in inside.items() if rings}
    return {pk: rings for pk, rings in outlines.items() if rings}


def _province_before() -> dict[int, int]:
    """Commune of today → the province in which most of what it was formed from lay."""
    count: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    links = Succession.objects.filter(main=True, successor__leaf=True, predecessor__leaf=True)
    for successor, province in links.values_list("successor", "predecessor__province").order_by("pk"):
        if province is not None:
            count[successor][province] += 1
    return {pk: max(found, key=lambda province: found[province]) for pk, found in count.items()}


def _outline(rings: list[Ring]) -> list[Ring]:
    merged = [coarse(ring, STEP) for ring in outline(ring for ring in rings if ring[0][0] < EAST)]
    kept = [ring for ring in merged if ring and abs(area(ring)) >= SMALLEST]
    return kept or [ring for ring in merged if ring]


def _shape(pk: int, source: Shape.Source, rings: list[Ring]) -> Shape:
    left, top, right, bottom = box(rings)
    name = label(rings)
    return Shape(
        unit_id=pk,
        source=source,
        path=path(rings),
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        label_x=name.x,
        label_y=name.y,
        label_width=name.width,
    )
