"""What was asked of units: added up over those whose history one owns; the own before the sum, one assigner each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from campaigns.models import Campaign, CampaignPhase
from communes.models import Unit
from rollups.models import How, Indicator
from rollups.numbers import grouped
from rollups.ranges import Days
from targets.models import Target


@dataclass(frozen=True)
class Goal:
    """`wanted` in thousandths, nothing where only the outcome was told; `units`: how many targets it adds up."""

    wanted: int | None
    outcome: str
    at_most: bool
    assigner: str
    units: int
    told_unit: str = ""

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
    """One goal a group and figure: of the assigner who was last, the group's own target, else the sum of its units'."""
    found: dict[tuple[int, int], list[Target]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.created_at):
        found[groups[row.unit_id], row.indicator_id].append(row)
    return {key: _goal(key[0], targets) for key, targets in found.items()}


def goal_of(target: Target) -> Goal:
    """One target as it stands alone."""
    return _goal(target.unit_id, [target])


def _goal(group: int, targets: list[Target]) -> Goal:
    own = [one for one in targets if one.unit_id == group]
    last = (own or targets)[-1]
    some = [last] if own else [one for one in targets if one.assigner_name == last.assigner_name]
    adds_up = last.indicator.how in {How.FLOW, How.STOCK}
    wanted = [one.thousandths for one in some if one.thousandths is not None]
    total = (sum(wanted) if adds_up or len(some) == 1 else None) if wanted else None
    return Goal(
        wanted=total,
        outcome=last.outcome,
        at_most=last.direction == Target.Direction.AT_MOST,
        assigner=last.assigner_name,
        units=len(some),
        told_unit=last.told_unit,
    )


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
