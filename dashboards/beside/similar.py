"""The units that one can be held against, and their average (docs/decisions/0007)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from communes.models import Kind, Level
from dashboards.members import Family, Line
from dashboards.places import Place, nation
from dashboards.reading import Reading
from rollups.models import Indicator
from rollups.numbers import Qualified, Share
from rollups.told import signed

TENTH = 100  # of a unit, in thousandths: an average is no more exact


@dataclass(frozen=True)
class Similar:
    """Those that owe a report, and those of them that reported all that was due."""

    reading: Reading  # of the place that holds them
    owing: Sequence[Line]
    full: Sequence[Line]

    @property
    def estimated(self) -> bool:
        return any(line.estimated for line in self.full)

    def average(self, indicator: Indicator) -> int | None:
        """In thousandths, to a tenth. None where nobody reported all; what is counted once has none in the nation."""
        if not self.full or (indicator.how.distinct and self.reading.place.level == "nation"):
            return None
        if indicator.numerator is not None and indicator.denominator is not None:
            whole = self._total(indicator.denominator)
            return Share(self._total(indicator.numerator), whole) if whole else None
        steps, total = len(self.full) * TENTH, self._total(indicator)
        average = (2 * total + steps) // (2 * steps) * TENTH
        return Qualified(average, total.below, total.above) if isinstance(total, Qualified) else average

    def _total(self, indicator: Indicator) -> int:
        if not indicator.how.distinct:
            return signed(self._totals, self.reading.places_of, indicator)
        amounts = [self.reading.of_line(line, self.reading.now, indicator) for line in self.full]
        return sum(one.all for one in amounts if one is not None)

    @cached_property
    def _totals(self) -> Sequence[int]:
        """Of every indicator at once: a province has sixty communes of a kind."""
        sums = [self.reading.line_sums(line, self.reading.now) for line in self.full]
        return [sum(values) for values in zip(*(one.all for one in sums if one is not None), strict=True)]


def wider(place: Place) -> Place | None:
    """The place that holds those it is like, for whoever reads all of that; a special zone and a group have none."""
    unit = place.unit
    if unit is None or unit.province is None or place.valid_to is not None:
        return None
    if place.level == Level.PROVINCE:
        if place.user.unit_condition("read"):  # a condition at all: not everything
            return None
        whole = nation(place.user)
        # What the page is made of was read with its own unit.
        return replace(whole, stamp=replace(whole.stamp, settings=place.stamp.settings))
    if place.level == Level.COMMUNE and unit.kind != Kind.DAC_KHU and place.reads(unit.province_id):
        return Place(place.user, place.stamp, unit=unit.province)
    return None


def alike(place: Place, found: Family) -> Family:
    """Of the units of a wider place the other open ones of its kind, with their history. Provinces are all alike."""
    unit = place.unit
    listed = tuple(
        one
        for one in found.listed
        if unit is not None
        and one.pk != unit.pk
        and one.valid_to is None
        and (place.level == Level.PROVINCE or one.kind == unit.kind)
    )
    groups = {one.group for one in listed}
    return Family(listed, tuple(one for one in found.nodes if one.group in groups))


def similar(reading: Reading) -> Similar:
    """What those that are alike reached."""
    reported = [(line, reading.reported_of(line, reading.now)) for line in reading.lines]
    owing = [(line, count) for line, count in reported if count.units]
    return Similar(reading, [line for line, _ in owing], [line for line, count in owing if count.whole])
