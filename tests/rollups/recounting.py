"""An independent recount: plain Python over records, written without the code that it judges."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from campaigns.models import Record
from rollups.models import SLOTS, STOCK_SLOTS, DistinctTotal, Indicator, Total

Figures = dict[tuple[Any, ...], tuple[int, int]]
GRAINS: dict[int, Callable[[date], date]] = {
    1: lambda day: day,
    2: lambda day: date(day.year, day.month, 15 if day.day >= 15 else 1),
}


def measures(record: Record) -> Counter[str]:
    """What one record says, in thousandths by the key of the indicator."""
    said: Counter[str] = Counter({"reports": 1000})
    if record.late:
        said["late_reports"] += 1000
    if record.kind == "patrol":
        patrol = record.patrol
        said["patrol_sessions"] += 1000
        said["patrol_reminders"] += 1000 * patrol.reminders
        said["patrol_incidents"] += 1000 * patrol.incidents
        for force in patrol.forces.all():
            said["patrol_attendances"] += 1000 * force.attendances
            said[force.force_kind.indicator.key] += 1000 * force.attendances
    elif record.kind == "propaganda_session":
        session = record.propagandasession
        said["propaganda_sessions"] += 1000
        said["launch_sessions"] += 1000 if session.launch else 0
        said["propaganda_attendances"] += 1000 * session.attendances
        said["propaganda_households"] += 1000 * session.households
        for choice in [session.form, *session.topics.all()]:
            said[choice.indicator.key] += 1000
    elif record.kind == "activity":
        activity = record.activity
        said[activity.kind.indicator.key] += 1000
        for amount in activity.amounts.all():
            said[amount.count.indicator.key] += amount.thousandths
            if amount.choice and amount.choice.indicator:
                said[amount.choice.indicator.key] += amount.thousandths
        for label in activity.labels.all():
            if label.listed and label.listed.indicator:
                said[label.listed.indicator.key] += 1000
    elif record.kind == "return":
        return measures_of_return(record)
    else:
        said["weapon_handovers"] += 1000
        for line in record.weaponhandover.items.all():
            said[line.rule.detail.key] += line.thousandths
            if line.rule.indicator:
                said[line.rule.indicator.key] += line.thousandths
        for gift in record.weaponhandover.gifts.all():
            said["gifts_given"] += 1000 * gift.count
            said[gift.gift_kind.indicator.key] += 1000 * gift.count
    return said


def measures_of_return(record: Record) -> Counter[str]:
    """It counts in its own presence, and as a record only where it says that nothing happened."""
    filed = record.period_return
    said = Counter({filed.form.presence.key: 1000})
    if filed.form.about_log:
        said["reports"] += 1000
        said["late_reports"] += 1000 * record.late
    for amount in filed.amounts.all():
        figure = amount.line.indicator
        said[figure.key] += amount.thousandths
        if amount.qualifier != "exact":
            companion = figure.below if amount.qualifier == "nearly" else figure.above
            assert companion is not None
            said[companion.key] += 1000
    return said


def coverage(record: Record) -> str | None:
    """The figure that counts the residential areas of a record, each once."""
    if record.kind == "activity":
        covered = record.activity.kind.coverage
        return covered.key if covered else None
    return {"patrol": "patrol_villages_covered", "propaganda_session": "propaganda_villages_covered"}.get(record.kind)


def recounted() -> Figures:
    """(unit, grain, first day, key[, member]) → (all, verified), without zeros."""
    every: Counter[tuple[Any, ...]] = Counter()
    verified: Counter[tuple[Any, ...]] = Counter()
    for record in Record.objects.filter(deleted=False, hold=0):
        counted = [every, verified] if record.verified_by_id else [every]
        said = measures(record)
        for grain, first in GRAINS.items():
            place: Any = record.unit
            while place is not None:
                for key, amount in said.items():
                    for counter in counted:
                        counter[place.pk, grain, first(record.on), key] += amount
                place = place.parent
            for line in record.area_lines.all() if (covers := coverage(record)) else []:
                for counter in counted:
                    counter[record.unit_id, grain, first(record.on), covers, line.residential_area_id] += 1
    return {key: (amount, verified[key]) for key, amount in every.items() if amount}


def stored() -> Figures:
    """The same from the tables of totals; what is a stock comes from no record."""
    keys = {slot: key for slot, key in Indicator.objects.values_list("slot", "key") if slot is not None}
    found: Figures = {}
    for row in Total.objects.filter(block__lt=STOCK_SLOTS // SLOTS):
        for column in range(16):
            pair = (getattr(row, f"a{column:02}"), getattr(row, f"v{column:02}"))
            if pair != (0, 0):
                found[row.unit_id, row.grain, row.day, keys[16 * row.block + column]] = pair
    for line in DistinctTotal.objects.select_related("indicator"):
        if (line.refs, line.verified_refs) != (0, 0):
            found[line.unit_id, line.grain, line.day, line.indicator.key, line.member] = (line.refs, line.verified_refs)
    return found
