"""What was asked of units: added up over those whose history one owns; the own before the sum, one assigner each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from campaigns.models import Campaign, CampaignPhase
from communes.models import Unit
from rollups.models import How, Indicator
from rollups.numbers import grouped
from rollups.ranges import Days
from targets.models import Target

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Goal:
    """`wanted` in thousandths, nothing where only the outcome was told; `units`: how many targets it adds up."""

    wanted: int | None
    outcome: str
    at_most: bool
    assigner: str
    units: int
    told_unit: str = ""
    given: datetime | None = None  # the last of them

    @property
    def sort(self) -> tuple[str, bool, str]:
        """What is added up is of one: who gave it, at least or at most, in which unit it counts."""
        return self.assigner, self.at_most, self.told_unit

    def measures(self, indicator: Indicator) -> bool:
        """Whether a total stands against it: not where only the outcome was told, not where a change by so much is
        asked for (a minus), not where the paper counts in another unit."""
        return self.wanted is not None and self.wanted >= 0 and self.told_unit in {"", indicator.unit_vi}


Goals = Mapping[tuple[int, int], Goal]  # group, indicator


def of_range(groups: Mapping[int, int], days: Days) -> Goals:
    """The targets of units (unit id → group) whose range is this one."""
    rows = Target.objects.standing().filter(unit__in=groups, start=days.start, end=days.end)
    return added(rows, groups)


def of_campaign(groups: Mapping[int, int], campaign: Campaign, phase: CampaignPhase | None) -> Goals:
    rows = Target.objects.standing().filter(unit__in=groups, campaign=campaign, phase=phase)
    return added(rows, groups)


def added(rows: Iterable[Target], groups: Mapping[int, int]) -> Goals:
    """One goal a group and figure: of the sort that was last, the group's own target, else the sum of its units'."""
    found: dict[tuple[int, int], list[Target]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.created_at):
        found[groups[row.unit_id], row.indicator_id].append(row)
    return {key: _goal(key[0], targets) for key, targets in found.items()}


def goal_of(target: Target) -> Goal:
    """One target as it stands alone."""
    return Goal(
        wanted=target.thousandths,
        outcome=target.outcome,
        at_most=target.direction == Target.Direction.AT_MOST,
        assigner=target.assigner_name,
        units=1,
        told_unit=target.told_unit,
        given=target.created_at,
    )


def _goal(group: int, targets: list[Target]) -> Goal:
    own = [one for one in targets if one.unit_id == group]
    return goal_of(own[-1]) if own else sum_of([goal_of(one) for one in targets], targets[-1].indicator)


def sum_of(goals: Sequence[Goal], indicator: Indicator) -> Goal:
    """Those of the sort that was last; shares are never added up."""
    last = max(goals, key=lambda goal: goal.given or NEVER)
    some = [goal for goal in goals if goal.sort == last.sort]
    if len(some) == 1:
        return last
    adds_up = indicator.how in {How.FLOW, How.STOCK}
    wanted = [goal.wanted for goal in some if goal.wanted is not None]
    return replace(last, wanted=sum(wanted) if wanted and adds_up else None, units=len(some))


def words(goal: Goal, indicator: Indicator) -> str:
    """What is asked for, as an order says it: "100 %", "giảm 5 %", "không có …", or what came of it: "vượt"."""
    outcome = str(Target.Outcome(goal.outcome).label) if goal.outcome else ""
    if goal.wanted is None:
        return outcome
    unit = goal.told_unit or indicator.unit
    amount = {"n": grouped(abs(goal.wanted)), "unit": unit}
    if goal.wanted < 0:
        text = _("giảm %(n)s %(unit)s") % amount
    elif not goal.at_most:
        text = f"{amount['n']} {unit}"
    elif goal.wanted == 0:
        text = _("không có %(unit)s") % amount
    else:
        text = _("nhiều nhất %(n)s %(unit)s") % amount
    return f"{text} ({outcome})" if outcome else text


def heirs_of(units: Iterable[Unit]) -> dict[int, int]:
    """Each unit with itself, and the units whose history it owns."""
    heirs = {unit.pk for unit in units}
    found = {pk: pk for pk in heirs}
    for pk, heir in Unit.objects.filter(heir__in=heirs).values_list("pk", "heir_id"):
        if heir is not None:
            found.setdefault(pk, heir)
    return found


def elapsed(days: Days, on: date) -> float:
    """Which part of a range has passed at the end of a day."""
    return min(max((on - days.start).days + 1, 0), len(days)) / len(days)
