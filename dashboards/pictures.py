"""The pictures of a page, from what was read: maps of its units, and those that fell behind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from communes.models import REORGANISED_ON
from dashboards.changes import change, share
from dashboards.charts.maps import Map, Outline, draw
from dashboards.charts.points import Point
from dashboards.charts.ranking import Bar, ranking
from dashboards.charts.steps import amounts, top_of
from dashboards.charts.trend import Spark, spark
from dashboards.doubts import of_line
from dashboards.members import Line, Member
from dashboards.outlines import FRAME, outlines
from dashboards.places import SLUG, Place, address
from dashboards.reading import Reading, lasts
from dashboards.stamps import Memory
from dashboards.state import State
from dashboards.statuses import status_of_line
from dashboards.tables import STATUS_WORDS, Column, Status, brief, text_of
from dashboards.wording import lowered, words_of
from rollups.models import Indicator
from rollups.numbers import Points, Share, is_exact

MOST = 12  # bars beside a map
_shapes = Memory(60)  # by place and era; a province of 170 units takes some sixty kilobytes


@dataclass(frozen=True)
class MapPicture:
    name: str  # an id of its own on the page
    title: str
    map: Map
    note: str
    off: str  # what those are that owe no report


@dataclass(frozen=True, slots=True)
class Multiple:
    """One of many small trends."""

    point: Point
    spark: Spark


@dataclass(frozen=True)
class Falls:
    """The units that fell most against the period that the page compares with."""

    figure: str  # what fell, with its unit
    bars: list[Bar]
    more: int
    compared: int  # units that could be compared
    apart: int  # that reported too little of one of the two periods
    worded: int  # that reported one of the two with a word


def maps(
    place: Place, state: State, reading: Reading, indicator: Indicator, *, own_page: bool = False
) -> list[MapPicture]:
    """A map of the units below a place; two where a range holds days before and after July 2025 as recorded."""
    if place.level == "commune":
        return []
    pairs = _members(reading, indicator)
    shapes = _outlines(place, frozenset(member.pk for member, _line in pairs))
    eras = [[pair for pair in pairs if before == (pair[0].valid_to is not None)] for before in (True, False)]
    return [
        found
        for number, era in enumerate(eras)
        if era and (found := _map(place, state, reading, indicator, era, number, shapes, own_page=own_page))
    ]


def _members(reading: Reading, indicator: Indicator) -> list[tuple[Member, Line]]:
    """The units that a map colours. What is counted once in an area cannot be told apart in it."""
    if indicator.how.distinct and not all(line.alone for line in reading.lines):
        return []
    asked = [line for line in reading.lines if not reading.outside(line, indicator)]
    return [(member, line) for line in asked for member in line.members]


def _map(
    place: Place,
    state: State,
    reading: Reading,
    indicator: Indicator,
    pairs: Sequence[tuple[Member, Line]],
    era: int,
    shapes: Sequence[Outline],
    *,
    own_page: bool,
) -> MapPicture | None:
    column = Column(indicator.name, decimals=indicator.decimals)
    points = {
        member.pk: _point(member, line, place, state, reading, indicator, indicator.key if own_page else "")
        for member, line in pairs
    }
    scale = amounts(
        [one.value for one in points.values() if one.value is not None],
        lambda value: brief(column, value),
    )
    nation = place.level == "nation"
    shapes = [one for one in shapes if one.unit in points]
    if not shapes:
        return None
    drawn = draw(shapes, points, scale, FRAME if nation else None)
    notes = [_note(shapes, before=era == 0), _without_shape(pairs, shapes)]
    off = _("Không có Công an xã, phường, đặc khu")
    if reading.unasked is not None:
        off = words_of(reading.unasked)
    elif reading.later and reading.now.end < reading.today:
        off = _("Kỳ này không có báo cáo đến hạn")
    elif reading.ahead(reading.now):
        off = _("Chưa đến hạn báo cáo")
    elif any(reading.ended(member) for member, _line in pairs):
        off = _("Đã kết thúc trước cuối kỳ, không có số liệu")
    said = " ".join(one for one in notes if one)
    return MapPicture(f"map-{era}", _title(indicator, era, reading), drawn, said, off)


def _title(indicator: Indicator, era: int, reading: Reading) -> str:
    name = f"{indicator.name} ({indicator.unit})"
    if not reading.recorded:
        return name
    words = _("%(name)s, đơn vị trước %(day)s") if era == 0 else _("%(name)s, đơn vị từ %(day)s")
    return words % {"name": name, "day": f"{REORGANISED_ON:%d/%m/%Y}"}


def _note(shapes: Sequence[Outline], *, before: bool) -> str:
    if before and any(one.disc for one in shapes):
        return _("Mỗi xã, phường trước %(day)s là một vòng tròn; vị trí gần đúng.") % {
            "day": f"{REORGANISED_ON:%d/%m/%Y}"
        }
    if any(one.rough for one in shapes):
        return _("Hình gần đúng theo vị trí và diện tích, không phải địa giới hành chính.")
    return ""


def _without_shape(pairs: Sequence[tuple[Member, Line]], shapes: Sequence[Outline]) -> str:
    """Why a map shows fewer units than its place has."""
    drawn = {one.unit for one in shapes}
    names = [member.name for member, _line in pairs if member.pk not in drawn]
    return _("Không vẽ được %(names)s: chưa có vị trí.") % {"names": ", ".join(map(lowered, names))} if names else ""


def _outlines(place: Place, units: frozenset[int]) -> list[Outline]:
    key = (place.stamp.settings, place.key, units)
    kept: list[Outline] | None = _shapes.get(key)
    if kept is None:
        kept = outlines(units, nation=place.level == "nation")
        _shapes.put(key, kept)
    return kept


def _point(
    member: Member, line: Line, place: Place, state: State, reading: Reading, indicator: Indicator, key: str
) -> Point:
    """A unit on the map, with the address of its page (of one figure: of that figure there)."""
    alone = line if len(line.members) == 1 else replace(line, members=(member,), alone=True)
    amount = reading.of_line(alone, state.days, indicator)
    value = None if amount is None else amount.all
    status, words = status_of_line(alone, reading)
    text = text_of(Column("", decimals=indicator.decimals), value, line.rough(stock=lasts(indicator)))
    said = _(STATUS_WORDS[status]) if status else words
    if value is not None and status in {Status.PARTIAL, Status.PROVISIONAL}:
        said = f"{_with_unit(text, indicator)} ({said[:1].lower()}{said[1:]})"
    elif value is not None:
        said = _with_unit(text, indicator)
    page = address("unit", "figure", key) if key else address("unit", "dashboard")
    return Point(member.name, value, said, status, page.replace(SLUG, member.slug) + state.carried)


def _with_unit(text: str, indicator: Indicator) -> str:
    """A share has its percent sign already."""
    return text if indicator.numerator is not None else f"{text} {indicator.unit}"


def falls(
    place: Place, state: State, reading: Reading, indicator: Indicator, *, own_page: bool = False
) -> Falls | None:
    """Where it goes wrong: the lines that fell most, the largest fall first."""
    if place.level == "commune" or len(reading.lines) < 2 or state.base.days not in reading.line_windows:
        return None
    found = []
    compared = apart = worded = 0
    for line in reading.lines:
        now, base = (reading.of_line(line, days, indicator) for days in (state.days, state.base.days))
        if now is None or base is None:
            continue
        if not (is_exact(now.all) and is_exact(base.all)):
            worded += 1
            continue
        if not of_line(line, reading, state.base.days).ranked:
            apart += 1
            continue
        compared += 1
        if now.all < base.all:
            found.append((now.all - base.all, line, now.all, base.all))
    found.sort(key=lambda one: (one[0], one[1].sort_key))
    shown = found[:MOST]
    key = indicator.key if own_page else ""
    points = [_line_point(line, state, indicator, now, key) for _moved, line, now, _base in shown]
    words = [_moved_words(now, base, indicator) for _moved, _line, now, base in shown]
    return Falls(
        f"{indicator.name} ({indicator.unit})",
        ranking(points, [base for *_others, base in shown], words),
        len(found) - len(shown),
        compared,
        apart,
        worded,
    )


def multiples(state: State, reading: Reading, indicator: Indicator) -> list[Multiple]:
    """The trend of every line on one scale."""
    column = Column("", decimals=indicator.decimals)
    found = []
    for line in reading.lines:
        if reading.outside(line, indicator):
            continue
        amounts = [reading.of_line(line, one.days, indicator) for one in reading.trend]
        found.append((line, [None if amount is None else amount.all for amount in amounts]))
    top = top_of(value for _line, values in found for value in values)
    points = [_line_point(line, state, indicator, values[-1] or 0, indicator.key) for line, values in found]
    return [
        Multiple(replace(point, text=text_of(column, values[-1])), spark(values, state.runs, top))
        for point, (_line, values) in zip(points, found, strict=True)
    ]


def _moved_words(now: int, base: int, indicator: Indicator) -> str:
    if isinstance(now, Share):
        return f"−{text_of(Column(''), Points(base - now))}"
    part = share(now, base)
    column = Column("", decimals=indicator.decimals)
    percent = change(now, base, "").text if part is not None else ""
    return f"−{text_of(column, base - now)} (−{percent.removeprefix('▼').strip()})"


def _line_point(line: Line, state: State, indicator: Indicator, value: int, key: str) -> Point:
    kind, slug = line.page  # what stands in no area has no page
    href = ""
    if slug:
        page = address(kind, "figure", key) if key else address(kind, "dashboard")
        href = page.replace(SLUG, slug) + state.carried
    text = text_of(Column("", decimals=indicator.decimals), value, line.rough(stock=lasts(indicator)))
    return Point(line.name, value, text, None, href)
