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
from dashboards.changes import Change, change, comparisons
from dashboards.charts.trend import Bar, Spark, bars, spark
from dashboards.coverage import Reported
from dashboards.diaries import Diary, diary
from dashboards.doubts import of_place
from dashboards.latecomers import Latecomers, latecomers
from dashboards.members import Above
from dashboards.pictures import Falls, MapPicture, Multiple, falls, maps, multiples
from dashboards.places import Place
from dashboards.quick import quick_report
from dashboards.reading import Amount, Reading, lasts
from dashboards.reminders.punctual import LATE
from dashboards.returned import counted_by, in_words, owed_by, single_words, words
from dashboards.silence import Silence, silence
from dashboards.state import By, State
from dashboards.statuses import missing_words, standings, status_of
from dashboards.tables import Column, Status, Table, brief, text_of
from dashboards.wording import lowered
from periods.presets import Choice
from returns.qualifiers import difference
from returns.selectors import Told, beside
from rollups.models import SCALE, How, Indicator
from rollups.numbers import Share, english, grouped, of_two, percent
from rollups.ranges import Days
from rollups.selectors import Catalogue


@dataclass(frozen=True)
class Tile:
    """A number as the hero of its page or of a corner of it."""

    label: str
    unit: str
    value: str
    qualifier: str
    missing: bool
    status: Status | None
    status_text: str
    moved: Change
    href: str
    spark: Spark
    trend_text: str


@dataclass(frozen=True)
class Dashboard:
    figures: Sequence[Indicator]
    tiles: list[Tile]
    focus: Indicator | None  # what the pictures show
    focuses: Sequence[Indicator]
    maps: list[MapPicture]
    falls: Falls | None
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
    read = [*indicators, *(one for one in [known.get(LATE)] if one and one not in indicators)]
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
        silence=silence(place, state, reading),
        diary=diary(place, state, reading, known.reports),
        counted=_("Ngày có phiếu"),
        counted_in=known.reports.unit,
        quick=quick_report(place, state, reading, _told(place, state, reading, known)),
        bars=_bars(focus, state, reading) if focus else [],
        trend_text=_trend_text(focus, reading) if focus else "",
        trend=trend_table(focus, reading) if focus else None,
        against=lowered(_against(state)),
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
    indicators = list(dict.fromkeys([indicator, *parts]))
    counted = indicator.numerator or indicator  # whose records stand behind it
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
        owed=owed_by(place, state, said_by),
        beside=records(place, state, counted),
    )
    reading = replace(reading, alone=single_words(reading, indicator))
    source = behind(place, state, reading, counted)
    now, reported = _all(reading.of_place(state.days, indicator)), reading.reported(state.days)
    return FigurePage(
        indicator=indicator,
        figures=indicators,
        tile=tile(indicator, place, state, reading),
        maps=maps(place, state, reading, indicator, own_page=True),
        falls=falls(place, state, reading, indicator, own_page=True),
        silence=silence(place, state, reading),
        diary=diary(place, state, reading, indicator) if indicator.how == How.FLOW else None,
        counted=f"{indicator.name} ({indicator.unit})",
        counted_in=indicator.unit,
        quick=quick_report(place, state, reading, [indicator]),
        against=lowered(_against(state)),
        moves=[_moved(now, place, reading, indicator, *one) for one in comparisons(state)],
        bars=_bars(indicator, state, reading),
        trend=trend_table(indicator, reading),
        reported=reported,
        standings=standings(place, reading, reported),
        multiples=multiples(state, reading, indicator) if by_period else [],
        table=_figure_table(place, state, reading, indicator, source),
        parts=indicator_table(place, state, reading, parts, rest=whole) if parts else None,
        due=reading.windows[state.days].due,
        records=source.href() if source else "",
        assessments=assessments_href(place, state, indicator, now),
        record_count=text_of(Column(""), source.of_place()) if source else "",
        told=_told_beside(place, state, indicator, reading.of_place(state.days, indicator)),
        above=reading.above,
    )


def _told_beside(place: Place, state: State, indicator: Indicator, now: Amount | None) -> list[tuple[Told, str]]:
    """Of exactly this place and range; a group of units and the nation report nothing of themselves."""
    if place.unit is None or not place.told:
        return []
    counted, said = _all(now), in_words(now, text_of(Column(""), _all(now))) if words(now) else ""
    return [(one, difference(one.thousandths, counted, said)) for one in beside([place.unit.pk], indicator, state.days)]


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
    """What a quick report tells: the leading figures, and those beside them that happened."""
    leading = choose.leading(known)
    return [one for one in choose.together(known) if one in leading or _all(reading.of_place(state.days, one))]


def tile(indicator: Indicator, place: Place, state: State, reading: Reading) -> Tile:
    amount = reading.of_place(state.days, indicator)
    trend = [_all(reading.of_place(one.days, indicator)) for one in reading.trend]
    column = choose.column(indicator, place, state)
    status, status_text = _checked(place, state, reading, amount)
    rough = place.estimated(state, stock=lasts(indicator))
    value, unit = value_and_unit(indicator, column, amount)
    return Tile(
        label=indicator.name,
        unit=unit,
        value=value,
        qualifier="≈" if rough and amount is not None and not words(amount) else "",
        missing=amount is None,
        status=status,
        status_text=status_text,
        moved=_moved(_all(amount), place, reading, indicator, state.base, _against(state)),
        href=column.href,
        spark=spark(trend, state.runs),
        trend_text=_trend_text(indicator, reading),
    )


def value_and_unit(indicator: Indicator, column: Column, amount: Amount | None) -> tuple[str, str]:
    """The number and its unit; of a share the two numbers, with the percentage where a unit stands."""
    value = _all(amount)
    if isinstance(value, Share):
        return of_two(value, english=english()), percent(value, english=english())
    return in_words(amount, text_of(column, value)), indicator.unit


def _checked(place: Place, state: State, reading: Reading, amount: Amount | None) -> tuple[Status | None, str]:
    """How much of a figure itself is verified; where that was not read, the page says it once of all its records."""
    status, _of_records = status_of(place, state, reading)
    if status in {None, Status.MISSING} or amount is None or amount.verified is None or amount.all <= 0:
        return status, ""
    if amount.verified == amount.all:
        return Status.VERIFIED, ""
    percent = grouped(100 * amount.verified // amount.all * SCALE)
    return Status.PROVISIONAL, _("đã duyệt %(percent)s %%") % {"percent": percent} if amount.verified else ""


def _moved(now: int | None, place: Place, reading: Reading, indicator: Indicator, base: Choice, words: str) -> Change:
    """How the number of a place stands to that of another period, and what is missing there."""
    before = _all(reading.of_place(base.days, indicator))
    doubt, missing = of_place(reading, base.days), missing_words(place, reading, base.days)
    missing = _("kỳ đó %(missing)s") % {"missing": missing} if missing else ""
    if place.level == "commune" and doubt.words:
        missing = doubt.words
    return change(now, before, words, indicator.decimals, missing, thin=doubt.words if doubt.thin else "")


def _against(state: State) -> str:
    return next(words for one, words in comparisons(state) if one == state.base)


def _trend_text(indicator: Indicator, reading: Reading) -> str:
    """The trend for whoever hears the page."""
    values = [(one, _all(reading.of_place(one.days, indicator))) for one in reading.trend]
    known = [(one, value) for one, value in values if value is not None]
    if not known:
        return _("Chưa có số liệu các kỳ trước")
    low, high = min(known, key=lambda pair: pair[1]), max(known, key=lambda pair: pair[1])
    column = Column(indicator.name, decimals=indicator.decimals)
    return _("%(number)s kỳ: thấp nhất %(low)s (%(low_when)s), cao nhất %(high)s (%(high_when)s)") % {
        "number": len(values),
        "low": text_of(column, low[1]),
        "low_when": low[0].label,
        "high": text_of(column, high[1]),
        "high_when": high[0].label,
    }


def _bars(indicator: Indicator, state: State, reading: Reading) -> list[Bar]:
    column = Column(indicator.name, decimals=indicator.decimals)
    amounts = [(one, reading.of_place(one.days, indicator)) for one in reading.trend]
    shown = [(one.label, one.short, in_words(each, brief(column, _all(each))), _all(each)) for one, each in amounts]
    return bars(shown, running=state.runs)


def _all(amount: Amount | None) -> int | None:
    return None if amount is None else amount.all
