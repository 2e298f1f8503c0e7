"""Where what was reached stands against what was asked for: reached, on the way, behind; in percent; what is left."""

from enum import StrEnum
from fractions import Fraction
from math import inf

from rollups.models import SCALE, How, Indicator
from rollups.numbers import PERCENT, Qualified, Share, is_exact
from targets.goals import Goal
from targets.waiting import Wait

WEEK = 7


class Stand(StrEnum):
    """`UNBEGUN` … `LATER`: nobody owes a number (targets.waiting).

    `UNTOLD`: no number says it: its target is nothing that numbers stand against, or a word lies on either side of it.
    """

    REACHED = "reached"
    AHEAD = "ahead"
    BEHIND = "behind"
    SILENT = "silent"
    UNBEGUN = "unbegun"
    UNASKED = "unasked"
    ENDED = "ended"
    ELSEWHERE = "elsewhere"
    LATER = "later"
    UNTOLD = "untold"


def stand_of(
    reached: int | None, goal: Goal | None, indicator: Indicator, passed: float, wait: Wait | None = None
) -> Stand:
    """Of a number with a sign what is true of all that it may be: "hơn 310" of 300 has reached it."""
    if wait in {Wait.UNBEGUN, Wait.ELSEWHERE}:
        return Stand(wait)
    if reached is None:
        return Stand(wait) if wait is not None else Stand.SILENT
    if goal is None or goal.wanted is None or not goal.measures(indicator):
        return Stand.UNTOLD
    found = {_stand(one, goal.wanted, passed, at_most=goal.at_most) for one in _bounds(reached)}
    return found.pop() if len(found) == 1 else Stand.UNTOLD if Stand.BEHIND in found else Stand.AHEAD


def _bounds(reached: int) -> tuple[float | Fraction, float | Fraction]:
    """The least and the most that a number may stand for: of a share of such all, up to the whole."""
    if isinstance(reached, Share):
        return (_exact(reached),) * 2 if is_exact(reached) else (0, PERCENT * SCALE)
    if not isinstance(reached, Qualified):
        return reached, reached
    return 0 if reached.below else reached, inf if reached.above else reached


def _exact(reached: int) -> Fraction:
    """Of a share before it is rounded: 999 of 1.000 are not all."""
    return Fraction(PERCENT * SCALE * reached.part, reached.whole) if isinstance(reached, Share) else Fraction(reached)


def _stand(reached: float | Fraction, wanted: int, passed: float, *, at_most: bool) -> Stand:
    if at_most:
        return Stand.AHEAD if reached <= wanted else Stand.BEHIND
    if reached >= wanted:
        return Stand.REACHED
    return Stand.AHEAD if reached >= wanted * passed else Stand.BEHIND


def percent_of(reached: int | None, goal: Goal, indicator: Indicator) -> int | None:
    if reached is None or not is_exact(reached) or not goal.wanted or not goal.measures(indicator):
        return None
    return int(PERCENT * _exact(reached) // goal.wanted)


def pace_of(goal: Goal, so_far: int | None, indicator: Indicator, days_left: int) -> int | None:
    """What is left by the weeks that are left, rounded up to a tenth; a share has none."""
    if indicator.how == How.RATIO or goal.at_most or not goal.measures(indicator):
        return None
    if goal.wanted is None or days_left <= 0 or not is_exact(so_far):
        return None
    left = goal.wanted - (so_far or 0)
    if left <= 0:
        return None
    a_week = Fraction(left * WEEK, days_left)
    return -(-a_week.numerator // (a_week.denominator * 100)) * 100
