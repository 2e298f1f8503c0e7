"""One figure of a page as its number: how sure it is, how it moved, its trend in words and as bars."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards import columns as choose
from dashboards.changes import Change, change, comparisons
from dashboards.charts.trend import Bar, Spark, bars, spark
from dashboards.doubts import of_place
from dashboards.places import Place
from dashboards.reading import Amount, Reading, all_of, lasts
from dashboards.state import State
from dashboards.statuses import missing_words, status_of
from dashboards.tables import Column, Status, brief, text_of
from periods.presets import Choice
from rollups.models import SCALE, Indicator
from rollups.numbers import ROUGHLY, Qualified, Share, english, grouped, is_exact, of_two, percent, signs_of
from rollups.told import Unasked, unasked


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


def tile(indicator: Indicator, place: Place, state: State, reading: Reading) -> Tile:
    amount = reading.of_place(state.days, indicator)
    trend = [all_of(reading.of_place(one.days, indicator)) for one in reading.trend]
    column = choose.column(indicator, place, state)
    status, status_text = _checked(place, state, reading, amount)
    rough = place.estimated(state, stock=lasts(indicator))
    value, unit = value_and_unit(indicator, column, amount)
    return Tile(
        label=indicator.name,
        unit=unit,
        value=value,
        qualifier=ROUGHLY if rough and amount is not None and is_exact(amount.all) else "",
        missing=amount is None,
        status=status,
        status_text=status_text,
        moved=moved(all_of(amount), place, reading, indicator, state.base, against_words(state)),
        href=column.href,
        spark=spark(trend, state.runs),
        trend_text=trend_words(indicator, reading),
    )


def value_and_unit(indicator: Indicator, column: Column, amount: Amount | None) -> tuple[str, str]:
    """The number and its unit; of a share the two numbers, with the percentage where a unit stands."""
    value = all_of(amount)
    if isinstance(value, Share):
        return of_two(value, english=english()), percent(value, english=english())
    return text_of(column, value), indicator.unit


def _checked(place: Place, state: State, reading: Reading, amount: Amount | None) -> tuple[Status | None, str]:
    """How much of a figure itself is verified; where that was not read, the page says it once of all its records."""
    status, _of_records = status_of(place, state, reading)
    if status in {None, Status.MISSING} or amount is None or amount.verified is None or amount.all <= 0:
        return status, ""
    if amount.verified == amount.all and signs_of(amount.verified) == signs_of(amount.all):
        return Status.VERIFIED, ""
    if not is_exact(amount.all):
        return Status.PROVISIONAL, ""
    percent = grouped(100 * amount.verified // amount.all * SCALE)
    return Status.PROVISIONAL, _("đã duyệt %(percent)s %%") % {"percent": percent} if amount.verified else ""


def moved(now: int | None, place: Place, reading: Reading, indicator: Indicator, base: Choice, words: str) -> Change:
    """How the number of a place stands to that of another period, and what is missing there."""
    before = all_of(reading.of_place(base.days, indicator))
    if now is not None and (why := unasked(indicator, base.days)) is not None:
        ended = _("%(against)s đã thôi áp dụng chỉ tiêu này")
        note = ended if why == Unasked.ENDED else _("%(against)s chưa áp dụng chỉ tiêu này")
        return Change("–", note % {"against": words})
    doubt, missing = of_place(reading, base.days), missing_words(place, reading, base.days)
    missing = _("kỳ đó %(missing)s") % {"missing": missing} if missing else ""
    if place.level == "commune" and doubt.words:
        missing = doubt.words
    return change(now, before, words, indicator.decimals, missing, thin=doubt.words if doubt.thin else "")


def against_words(state: State) -> str:
    return next(words for one, words in comparisons(state) if one == state.base)


def trend_words(indicator: Indicator, reading: Reading) -> str:
    """The trend for whoever hears the page."""
    values = [(one, all_of(reading.of_place(one.days, indicator))) for one in reading.trend]
    known = [(one, value) for one, value in values if value is not None]
    if not known:
        return _("Chưa có số liệu các kỳ trước")
    # "nhiều" is neither the lowest nor the highest of numbers.
    known = [(one, value) for one, value in known if not (isinstance(value, Qualified) and value.unsaid)] or known
    low, high = min(known, key=lambda pair: pair[1]), max(known, key=lambda pair: pair[1])
    column = Column(indicator.name, decimals=indicator.decimals)
    return _("%(number)s kỳ: thấp nhất %(low)s (%(low_when)s), cao nhất %(high)s (%(high_when)s)") % {
        "number": len(values),
        "low": text_of(column, low[1]),
        "low_when": low[0].label,
        "high": text_of(column, high[1]),
        "high_when": high[0].label,
    }


def bars_of(indicator: Indicator, state: State, reading: Reading) -> list[Bar]:
    column = Column(indicator.name, decimals=indicator.decimals)
    amounts = [(one, reading.of_place(one.days, indicator)) for one in reading.trend]
    shown = [(one.label, one.short, brief(column, all_of(each)), all_of(each)) for one, each in amounts]
    return bars(shown, running=state.runs)
