"""A map as geometry."""

from dashboards.charts.maps import Box, Map, Outline, draw
from dashboards.charts.points import Point
from dashboards.charts.steps import amounts


def outline(unit: int, left: int, top: int, size: int = 100, *, name: str = "A", apart: bool = False) -> Outline:
    box = Box(left, top, left + size, top + size)
    return Outline(unit, name, f"M{left} {top}h{size}v{size}z", box, (left + size // 2, top + size // 2, size), apart)


def drawn(*outlines: Outline, values: tuple[int | None, ...], frame: Box | None = None) -> Map:
    points = {one.unit: Point(one.name, value, str(value)) for one, value in zip(outlines, values, strict=False)}
    return draw(outlines, points, amounts([value for value in values if value is not None], str), frame)


def test_a_unit_without_a_report_has_no_step() -> None:
    found = drawn(outline(1, 0, 0), outline(2, 100, 0), values=(5, None))
    assert [shape.step for shape in found.shapes] == [5, None]


def test_a_unit_without_a_point_is_not_drawn() -> None:
    assert len(drawn(outline(1, 0, 0), outline(2, 100, 0), values=(5,)).shapes) == 1


def test_a_zone_far_off_stands_in_an_inset_below() -> None:
    found = drawn(outline(1, 0, 0), outline(2, 5000, 5000, apart=True), values=(5, 6))
    assert len(found.shapes) == len(found.insets) == 1
    assert found.insets[0].y >= 100
    assert found.insets[0].y + found.insets[0].size <= int(found.view.split()[1]) + found.height


def test_a_zone_near_the_coast_stands_in_its_place() -> None:
    found = drawn(outline(1, 0, 0, 1000), outline(2, 1010, 0, apart=True), values=(5, 6))
    assert (len(found.shapes), found.insets) == (2, [])


def test_with_a_frame_zones_stand_at_its_edge_as_far_north_as_they_lie() -> None:
    frame = Box(0, 0, 1000, 2000)
    north, south = outline(2, 5000, 600, apart=True), outline(3, 5000, 9000, apart=True)
    found = drawn(outline(1, 0, 0, 900), north, south, values=(5, 6, 7), frame=frame)
    assert [one.x + one.size for one in found.insets] == [frame.right + 40] * 2
    assert found.insets[0].y < found.insets[1].y < 2000


def test_a_name_stands_where_it_fits() -> None:
    short, long = outline(1, 0, 0, 1000, name="An"), outline(2, 1000, 0, 20, name="Thượng Cửu Long Hạ")
    found = drawn(short, long, values=(1, 2))
    assert [name.text for name in found.names] == ["An"]
    assert found.large_font > found.font
