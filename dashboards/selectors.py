"""The pages of numbers: each is read in two queries (units, totals) and handed on as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from dashboards import columns as choose
from dashboards.asking import read_page
from dashboards.assessments import assessments_href
from dashboards.behind import Behind, behind, records
from dashboards.breakdowns import (
    figure_table,
    indicator_table,
    trend_table,
    trend_units_table,
    units_table,
)
from dashboards.changes import Change, comparisons
from dashboards.charts.trend import Bar
from dashboards.coverage import Reported
from dashboards.diaries import Diary, diary
from dashboards.falling import Falling, falling
from dashboards.latecomers import Latecomers, late_figure, latecomers
from dashboards.members import Above
from dashboards.pictures import Falls, MapPicture, Multiple, falls, maps, multiples
from dashboards.places import Place
from dashboards.quick import quick_report
from dashboards.reading import Reading, all_of
from dashboards.reminders.chased import query_of
from dashboards.reminders.punctual import LATE
from dashboards.returned import (
    counted_by,
    owed_by,
    province_asked,
    reported_later,
    single_words,
    unasked_in,
    with_words,
)
from dashboards.silence import Silence, silence
from dashboards.state import By, State
from dashboards.statuses import standings, status_of
from dashboards.tables import Column, Status, Table, text_of
from dashboards.tiles import Tile, against_words, bars_of, moved, tile, trend_words
from dashboards.wording import lowered, words_of
from returns.qualifiers import difference
from returns.selectors import Told, beside
from rollups.models import How, Indicator
from rollups.ranges import Days
from rollups.selectors import Catalogue


@dataclass(frozen=True)
class Dashboard:
    figures: Sequence[Indicator]
    tiles: list[Tile]
    focus: Indicator | None  # what the pictures show
    focuses: Sequence[Indicator]
    maps: list[MapPicture]
    falls: Falls | None
    falling: Falling | None  # what fell most, where that is another figure
    silence: Silence | None
    diary: Diary | None
    counted: str  # what its days count
    counted_in: str
    quick: str
    bars: list[Bar]  # the trend of what the pictures show
    trend_text: str
    trend: Table | None  # the same as a table
    against: str  # what the page compares with, in words
    reported: Reported
    checked: str  # how many of its records are verified
    late: Latecomers | None
    standings: Mapping[Status, int]
    table: Table
    above: Above


@dataclass(frozen=True)
class FigurePage:
    indicator: Indicator
    figures: Sequence[Indicator]  # it and its parts
    tile: Tile
    maps: list[MapPicture]
    falls: Falls | None
    silence: Silence | None
    diary: Diary | None
    counted: str  # what its days count
    counted_in: str
    quick: str
    against: str
    multiples: list[Multiple]
    moves: list[Change]
    bars: list[Bar]
    trend: Table
    reported: Reported
    standings: Mapping[Status, int]
    table: Table | None
    parts: Table | None
    due: Sequence[Days]  # the months in which it is owed
    later: bool  # it is reported when the period is over, and that runs
    unasked: str  # why nobody was asked for it in the range
    records: str  # the list of the records behind, of a unit that keeps a log
    record_count: str
    assessments: str  # the list of the assessments behind
    told: list[tuple[Told, str]]  # what was reported as a total, and how the number stands to it
    above: Above


def dashboard(place: Place, state: State) -> Dashboard:
    """The first page of a place: what matters on top, its units (or all indicators) below."""
    by_indicator = place.by(state) == By.INDICATOR
    known = choose.known(place, None if by_indicator else (*choose.TOGETHER, LATE))
    indicators = choose.every(known, place) if by_indicator else choose.together(known)
    against = [] if by_indicator else [state.base]
    read = [*indicators, *(one for one in [late_figure(place, state, known)] if one and one not in indicators)]
    reading = read_page(place, state, known, read, against=against, verified=by_indicator)
    focus = choose.focused(known, state)
    reported = reading.reported(state.days)
    return Dashboard(
        figures=indicators,
        tiles=[tile(one, place, state, reading) for one in choose.leading(known)],
        focus=focus,
        focuses=choose.together(known),
        maps=maps(place, state, reading, focus) if focus else [],
        falls=falls(place, state, reading, focus) if focus else None,
        falling=falling(place, state, reading, choose.leading(known), focus),
        silence=silence(place, state, reading),
        diary=diary(place, state, reading, known.reports),
        counted=_("Ngày có phiếu"),
        counted_in=known.reports.unit,
        quick=quick_report(place, state, reading, _told(place, state, reading, known)),
        bars=bars_of(focus, state, reading) if focus else [],
        trend_text=trend_words(focus, reading) if focus else "",
        trend=trend_table(focus, reading) if focus else None,
        against=lowered(against_words(state)),
        reported=reported,
        checked=status_of(place, state, reading)[1],
        late=latecomers(place, state, reading, known),
        standings=standings(place, reading, reported),
        table=indicator_table(place, state, reading, indicators)
        if by_indicator
        else units_table(place, state, reading, indicators),
        above=reading.above,
    )


def figure(place: Place, state: State, known: Catalogue, indicator: Indicator) -> FigurePage:
    """One indicator: the number, how it moved, its trend, its parts, the units behind it."""
    parts, whole = choose.parts_of(known, place, indicator)
    indicators, counted = list(dict.fromkeys([indicator, *parts])), indicator.numerator or indicator
    by_period = place.by(state) == By.TREND
    against = state.calendar.trend(state.choice) if by_period else [state.before, state.last_year]
    said_by = counted_by(known, indicator)
    reading = read_page(
        place,
        state,
        replace(known, said_by=said_by),
        indicators,
        against=[state.base, *against],
        presence=indicator.presence_id if said_by is None else None,
        owed=owed_by(state, said_by),
        beside=with_words(records(place, state, counted), place, state, indicator),
    )
    later, why = reported_later(state, said_by), unasked_in(state, said_by, indicator)
    reading = replace(
        reading,
        alone=single_words(reading, state, indicator),
        later=later,
        unasked=why,
        of_province=province_asked(state, indicator),
    )
    source = behind(place, state, reading, counted)
    now, reported = all_of(reading.of_place(state.days, indicator)), reading.reported(state.days)
    return FigurePage(
        indicator=indicator,
        figures=indicators,
        tile=tile(indicator, place, state, reading),
        maps=maps(place, state, reading, indicator, own_page=True),
        falls=falls(place, state, reading, indicator, own_page=True),
        silence=silence(place, state, reading, query_of(indicator)),
        diary=diary(place, state, reading, indicator) if indicator.how == How.FLOW else None,
        counted=f"{indicator.name} ({indicator.unit})",
        counted_in=indicator.unit,
        quick=quick_report(place, state, reading, [indicator]),
        against=lowered(against_words(state)),
        moves=[moved(now, place, reading, indicator, *one) for one in comparisons(state)],
        bars=bars_of(indicator, state, reading),
        trend=trend_table(indicator, reading),
        reported=reported,
        standings=standings(place, reading, reported),
        multiples=multiples(state, reading, indicator) if by_period else [],
        table=_figure_table(place, state, reading, indicator, source),
        parts=indicator_table(place, state, reading, parts, rest=whole) if parts else None,
        due=reading.windows[state.days].due,
        later=later,
        unasked=words_of(why),
        records=source.href() if source else "",
        assessments=assessments_href(place, state, indicator, now),
        record_count=text_of(Column(""), source.of_place()) if source else "",
        told=_told_beside(place, state, indicator, now),
        above=reading.above,
    )


def _told_beside(place: Place, state: State, indicator: Indicator, now: int | None) -> list[tuple[Told, str]]:
    """Of exactly this place and range; a group of units and the nation report nothing of themselves."""
    if place.unit is None or not place.told:
        return []
    return [(one, difference(one.thousandths, now)) for one in beside([place.unit.pk], indicator, state.days)]


def _figure_table(
    place: Place, state: State, reading: Reading, indicator: Indicator, source: Behind | None
) -> Table | None:
    """The units behind a figure; one alone needs none."""
    if place.alone(state):
        return None
    if place.by(state) == By.TREND:
        return trend_units_table(place, state, reading, indicator)
    return figure_table(place, state, reading, indicator, source)


def _told(place: Place, state: State, reading: Reading, known: Catalogue) -> list[Indicator]:
    """What a quick report tells: the leading figures, and those beside them that happened, or did and no longer do."""
    leading = choose.leading(known)
    return [one for one in choose.together(known) if one in leading or _happened(one, state, reading)]


def _happened(indicator: Indicator, state: State, reading: Reading) -> bool:
    """Whether there is a number to tell, or a zero where there was one: whoever signs is told of the fall."""
    now = all_of(reading.of_place(state.days, indicator))
    return bool(now) or (now is not None and bool(all_of(reading.of_place(state.base.days, indicator))))
