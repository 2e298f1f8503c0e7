"""Shapes: how they are stored, read from files and put together."""

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest

from communes.models import Shape, Unit
from communes.shapes.files import BadFile, cells, features, rings_of
from communes.shapes.grid import area, clean, coarse, path, to_grid
from communes.shapes.outlines import box, label, outline
from communes.shapes.storing import load_boundaries, load_cells, remove_boundaries
from tools import make_shapes

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]
RIGHT = [(10, 0), (20, 0), (20, 10), (10, 10)]


@pytest.mark.parametrize("seed", range(5))
def test_a_path_says_its_rings_to_the_point(seed: int) -> None:
    chance = random.Random(seed)
    rings = [[(chance.randrange(17000), chance.randrange(17000)) for _ in range(9)] for _ in range(3)]
    assert rings_of(path(rings)) == rings


def test_north_is_up_and_east_is_right() -> None:
    hanoi, saigon = to_grid(105.85, 21.03), to_grid(106.7, 10.77)
    assert hanoi[1] < saigon[1]
    assert hanoi[0] < saigon[0]


def test_a_ring_loses_what_says_nothing() -> None:
    assert clean([(0, 0), (0, 0), (5, 0), (10, 0), (10, 10), (0, 10)]) == SQUARE
    assert clean([(0, 0), (5, 0), (10, 0)]) == []
    assert coarse([(1, 1), (9, 1), (9, 9), (1, 9)], 10) == SQUARE


def test_the_outline_of_neighbours_has_no_border_between_them() -> None:
    (merged,) = outline([SQUARE, RIGHT[::-1]])
    assert abs(area(merged)) == abs(area(SQUARE)) + abs(area(RIGHT))
    assert box([merged]) == (0, 0, 20, 10)


def test_the_outline_keeps_a_hole() -> None:
    around = [(0, 0), (30, 0), (30, 30), (0, 30)]
    hole = [(10, 10), (10, 20), (20, 20), (20, 10)]
    assert sum(area(ring) for ring in outline([around])) == 900
    assert {abs(area(ring)) for ring in [*outline([around]), *outline([hole])]} == {900, 100}


def test_a_label_stands_inside_where_there_is_room() -> None:
    hammer = [(0, 0), (100, 0), (100, 40), (60, 40), (60, 200), (40, 200), (40, 40), (0, 40)]
    place = label([hammer])
    assert place.width == 100
    assert (place.x, place.y < 40) == (50, True)


@pytest.mark.django_db
def test_every_unit_of_today_and_every_province_has_a_shape(world: Any) -> None:
    drawn = Shape.objects.filter(source=Shape.Source.CELLS)
    assert not Unit.objects.filter(leaf=True, valid_to=None).exclude(pk__in=drawn.values("unit")).exists()
    assert not Unit.objects.filter(level="province").exclude(pk__in=drawn.values("unit")).exists()
    assert load_cells() is False


@pytest.mark.django_db
def test_a_province_is_as_large_as_its_communes(world: Any) -> None:
    found = cells()
    for province in Unit.objects.filter(level="province", valid_to=None, code__in=["19", "01", "92"]):
        codes = Unit.objects.filter(leaf=True, province=province, valid_to=None).values_list("code", flat=True)
        together = abs(sum(area(ring) for ring in outline([ring for code in codes for ring in found[code]])))
        apart = sum(abs(sum(area(ring) for ring in found[code])) for code in codes)
        assert together == pytest.approx(apart, rel=0.02)


def geojson(folder: Path, *, zipped: bool = False, **change: Any) -> Path:
    """A file of all communes of today: small squares, one changed."""
    found = []
    for unit in Unit.objects.filter(leaf=True, valid_to=None).select_related("province"):
        x, y = unit.lon, unit.lat
        ring = [[x, y], [x + 0.01, y], [x + 0.01, y + 0.01], [x, y + 0.01], [x, y]]
        names = {"code": unit.code, "name": unit.full_name, "province": unit.province.code}
        found.append({"properties": names, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    found[0] |= change
    raw = json.dumps({"type": "FeatureCollection", "features": found}).encode()
    file = folder / "map.json"
    file.write_bytes(gzip.compress(raw) if zipped else raw)
    return file


@pytest.mark.django_db
@pytest.mark.parametrize("zipped", [False, True])
def test_boundaries_take_the_place_of_cells_until_they_are_removed(world: Any, tmp_path: Path, zipped: bool) -> None:
    stored = load_boundaries(geojson(tmp_path, zipped=zipped))
    assert (stored.communes, stored.unknown, stored.without) == (3321, [], [])
    assert Shape.objects.filter(source=Shape.Source.BOUNDARIES).count() == stored.communes + stored.provinces
    assert remove_boundaries() == stored.communes + stored.provinces
    assert Shape.objects.filter(source=Shape.Source.CELLS).exists()


@pytest.mark.django_db
def test_a_commune_under_another_code_is_known_by_its_name(world: Any, tmp_path: Path) -> None:
    one = Unit.objects.filter(leaf=True, valid_to=None).select_related("province")[0]
    other = {"code": "99999", "name": one.full_name, "province": one.province.code}
    stored = load_boundaries(geojson(tmp_path, properties=other), dry_run=True)
    assert stored.by_name == [f"{one.full_name} (99999)"]
    assert not Shape.objects.filter(source=Shape.Source.BOUNDARIES).exists()


@pytest.mark.django_db
def test_a_stranger_is_named_and_what_it_should_have_been_too(world: Any, tmp_path: Path) -> None:
    one = Unit.objects.filter(leaf=True, valid_to=None)[0]
    stored = load_boundaries(geojson(tmp_path, properties={"code": "99999", "name": "Atlantis", "province": "19"}))
    assert stored.unknown == ["Atlantis (99999)"]
    assert stored.without == [one.full_name]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"no map", "Không đọc được tệp"),
        (b"\x1f\x8bbroken", "Không đọc được tệp"),
        (gzip.compress(b"{}" * 500, mtime=0)[:20] + b"\xff" * 40, "Không đọc được tệp"),
        (b"[" * 200_000, "Không đọc được tệp"),
        (b"[]", "FeatureCollection"),
        (b'{"features": [{"properties": {}}]}', "Đối tượng thứ 1"),
        (b'{"features": [{"properties": {}, "geometry": {"type": "Point", "coordinates": [105, 21]}}]}', "đa giác"),
        (b'{"features": []}', "0/3321"),
    ],
)
def test_a_bad_file_is_refused_and_changes_nothing(world: Any, tmp_path: Path, raw: bytes, reason: str) -> None:
    file = tmp_path / "map.json"
    file.write_bytes(raw)
    with pytest.raises(BadFile, match=reason):
        load_boundaries(file)
    assert not Shape.objects.filter(source=Shape.Source.BOUNDARIES).exists()


def test_coordinates_the_wrong_way_round_are_refused(tmp_path: Path) -> None:
    ring = [[21.0, 105.8], [21.1, 105.8], [21.1, 105.9]]
    one = {"properties": {"code": "1"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    file = tmp_path / "map.json"
    file.write_text(json.dumps({"features": [one]}))
    with pytest.raises(BadFile, match="ngoài Việt Nam"):
        list(features(file))


def test_the_cells_are_what_the_tool_makes() -> None:
    units, links = make_shapes.rows("units.csv"), make_shapes.rows("successions.csv")
    of = make_shapes.sites(units, links)
    assert {code: path(rings) for code, rings in make_shapes.cells(of, make_shapes.land(units, of)).items()} == {
        code: path(rings) for code, rings in cells().items()
    }
