"""Why a cell of a table holds no number: only what is overdue is missing."""

from dataclasses import replace
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dashboards.returned import form_of, form_unasked, reported_later
from dashboards.state import State
from periods.presets import of_range, of_week
from returns.models import Every
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.told import Unasked, unasked


class Lack(StrEnum):
    NONE = ""
    MISSING = "missing"  # owed, and not reported
    LATER = "later"  # reported when the period is over, and it runs or has not begun
    NOTHING_DUE = "nothing_due"  # no period of its form ends in these days
    UNASKED = "unasked"  # nobody was asked for it yet
    ENDED = "ended"  # nor any more
    ELSEWHERE = "elsewhere"  # its form is another province's
    OUTSIDE = "outside"  # a share that is not of that unit


WORDS = {
    Lack.NONE: "",
    Lack.MISSING: gettext_noop("chưa báo cáo"),
    Lack.LATER: gettext_noop("chưa đến hạn"),
    Lack.NOTHING_DUE: gettext_noop("không có báo cáo đến hạn"),
    Lack.UNASKED: gettext_noop("chưa áp dụng"),
    Lack.ENDED: gettext_noop("đã thôi áp dụng"),
    Lack.ELSEWHERE: gettext_noop("không áp dụng ở đây"),
    Lack.OUTSIDE: gettext_noop("không áp dụng"),
}


OF_WHY = {Unasked.NOT_YET: Lack.UNASKED, Unasked.ENDED: Lack.ENDED, Unasked.ELSEWHERE: Lack.ELSEWHERE}


def words(lack: Lack) -> str:
    return _(WORDS[lack]) if lack else ""


def lack_of(state: State, form: Indicator | None, days: Days) -> Lack:
    """What it means that a figure is not there in some days; `form`: the count of the returns that bring it."""
    part = replace(state, choice=of_range(days))
    if (why := form_unasked(part, form)) is not None:
        return OF_WHY[why]
    if days.start > state.today:
        return Lack.LATER
    if reported_later(part, form) or _week_runs(part, form):
        return Lack.NOTHING_DUE if part.over else Lack.LATER
    return Lack.MISSING


def lack_of_figure(figure: Indicator, days: Days, lack: Lack) -> Lack:
    why = unasked(figure, days)
    if why is None or lack == Lack.ELSEWHERE or (lack == Lack.LATER and why == Unasked.NOT_YET):
        return lack
    return OF_WHY[why]


def _week_runs(state: State, form: Indicator | None) -> bool:
    """Whether no week of a weekly form is over in the range."""
    due = form_of(state, form)
    return due is not None and due.every == Every.WEEK and of_week(state.days.start).days.end >= state.today
