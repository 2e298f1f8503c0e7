"""A map as geometry: shapes coloured by their points, insets for what lies far off, names where they fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboards.charts.points import Point
from dashboards.charts.steps import Scale

MARGIN = 0.02  # of the larger side
WIDE, TALL, NARROW = 520, 576, 330  # pixels of a map beside other pictures, its height at most, and on a phone
FONT = 10  # pixels of a name
HATCH = 6  # pixels between two lines
LETTER = 0.58  # of the size of the font: how wide a letter is
INSETS = 4  # in a row below the map
NEAR = 0.12  # of its size: how far outside a special zone may lie and still stand in its place


class Box(NamedTuple):
    """Left, top, right, bottom in the national grid."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> int:
        return max(self.right - self.left, self.bottom - self.top)

    def grown(self, by: float) -> "Box":
        return Box(round(self.left - by), round(self.top - by), round(self.right + by), round(self.bottom + by))

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


class Outline(NamedTuple):
    """The shape of a unit: SVG path data in the national grid; `apart`: a special zone, which an inset may show."""

    unit: int
    name: str  # short, for a label
    path: str
    box: Box
    label: tuple[int, int, int]  # where a name fits: its middle, and how wide it is there
    apart: bool = False
    rough: bool = False  # not the boundary itself
    disc: bool = False  # not a shape at all


@dataclass(frozen=True, slots=True)
class Shape:
    """A unit on the map; the template makes it a link. `step`: 1–5, or none of the value."""

    path: str
    point: Point
    step: int | None

    @property
    def look(self) -> str:
        """How it is filled: its step, "none" for what was not reported, "off" for what owes no report."""
        return str(self.step or ("none" if self.point.status else "off"))


@dataclass(frozen=True, slots=True)
class Name:
    x: int
    y: int
    text: str
    step: int | None


@dataclass(frozen=True, slots=True)
class Inset:
    """A special zone in a frame of its own: where it stands, and what it shows."""

    x: int
    y: int
    size: int
    view: str
    shape: Shape
    name: str

    @property
    def one(self) -> list[Shape]:
        return [self.shape]

    @property
    def middle(self) -> int:
        return self.x + self.size // 2

    @property
    def foot(self) -> int:
        """Where its name stands."""
        return self.y + round(self.size * 1.15)


@dataclass(frozen=True)
class Map:
    """Everything in the units of `view`; `names` for a desk, `few_names` for a phone."""

    width: int
    height: int
    view: str
    shapes: list[Shape]
    insets: list[Inset]
    names: list[Name]
    few_names: list[Name]
    font: float
    large_font: float
    hatch: float  # from one line to the next
    scale: Scale

    @property
    def line(self) -> float:
        """How wide a line of the hatching is."""
        return round(self.hatch / HATCH, 1)

    @property
    def missing(self) -> int:
        return self._looking("none")

    @property
    def off(self) -> int:
        return self._looking("off")

    def _looking(self, look: str) -> int:
        units = {one.point.name for one in [*self.shapes, *(inset.shape for inset in self.insets)] if one.look == look}
        return len(units)


def draw(outlines: Sequence[Outline], points: Mapping[int, Point], scale: Scale, frame: Box | None = None) -> Map:
    """Draw those units that have a point. `frame`: what is shown in place, where that is not all of them."""
    there = [one for one in outlines if one.unit in points]
    main = frame or _main([one for one in there if not one.apart] or there)
    inside = main.grown(main.size * NEAR)
    near = [one for one in there if not one.apart or (frame is None and inside.holds(one.box))]
    main = frame or _main(near)
    main = main.grown(main.size * MARGIN)
    shapes = {one: _shape(one, points[one.unit], scale) for one in there}
    far = [one for one in there if one not in near]
    insets = _at_sea(far, shapes, main) if frame else _below(far, shapes, main)
    width = main.right - main.left
    bottom = max([main.bottom, *(one.y + round(one.size * 1.3) for one in insets)])
    desk = min(WIDE, TALL * width / (bottom - main.top))
    fonts = [round(FONT * width / pixels, 1) for pixels in (desk, NARROW)]
    names, few = ([_name(one, shapes[one]) for one in near if _fits(one, font)] for font in fonts)
    return Map(
        width=width,
        height=bottom - main.top,
        view=f"{main.left} {main.top} {width} {bottom - main.top}",
        shapes=[shapes[one] for one in near],
        insets=insets,
        names=names,
        few_names=few,
        font=fonts[0],
        large_font=fonts[1],
        hatch=round(HATCH * width / desk, 1),
        scale=scale,
    )


def _main(outlines: Sequence[Outline]) -> Box:
    boxes = [one.box for one in outlines]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _shape(outline: Outline, point: Point, scale: Scale) -> Shape:
    return Shape(outline.path, point, None if point.value is None else scale.of(point.value))


def _fits(outline: Outline, font: float) -> bool:
    return len(outline.name) * LETTER * font <= outline.label[2]


def _name(outline: Outline, shape: Shape) -> Name:
    return Name(outline.label[0], outline.label[1], outline.name, shape.step)


def _below(outlines: Sequence[Outline], shapes: Mapping[Outline, Shape], main: Box) -> list[Inset]:
    """Frames in rows below the map."""
    step = (main.right - main.left) / INSETS
    size = round(step * 0.85)
    found = []
    for place, one in enumerate(outlines):
        row, column = divmod(place, INSETS)
        x, y = main.left + column * step + (step - size) / 2, main.bottom + (0.1 + 1.3 * row) * size
        found.append(_inset(one, shapes[one], round(x), round(y), size))
    return found


def _at_sea(outlines: Sequence[Outline], shapes: Mapping[Outline, Shape], main: Box) -> list[Inset]:
    """Frames on the right edge, as far north as what they show."""
    size = round((main.right - main.left) * 0.2)
    lowest = main.bottom - round(1.3 * size)
    return [
        _inset(one, shapes[one], main.right - size, min((one.box.top + one.box.bottom - size) // 2, lowest), size)
        for one in outlines
    ]


def _inset(outline: Outline, shape: Shape, x: int, y: int, size: int) -> Inset:
    box = outline.box.grown(outline.box.size * 0.15)
    view = f"{box.left} {box.top} {box.right - box.left} {box.bottom - box.top}"
    return Inset(x, y, size, view, shape, outline.name)
