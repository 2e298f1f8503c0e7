"""The residential areas of a log with their numbers on the sheet, and the units of a day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from campaigns.forms.choices import AreaChoice, Choices
from campaigns.week.matching import Choice
from communes.models import Unit

Area = tuple[Choice, AreaChoice]


def numbered_areas(offers: Choices) -> list[Area]:
    """All residential areas that the log ever had, numbered in the order in which they were entered.

    An area that comes later changes no number, so a sheet printed before stays right.
    """
    areas = sorted(offers.areas.values(), key=lambda area: area.memberships[0].pk)
    called = [area.area.name for area in areas]
    rows = zip(areas, _names(areas), called, _codes(called), strict=True)
    numbered = [(Choice(code, name, str(area.area.pk), call), area) for area, name, call, code in rows]
    return sorted(numbered, key=lambda pair: int(pair[0].code))


def areas_within(offers: Choices, days: Sequence[date]) -> list[Area]:
    """The residential areas that belong to the log on one of the days."""
    return [pair for pair in numbered_areas(offers) if any(pair[1].lies_here_on(day) for day in days)]


def units_asked(offers: Choices, days: Sequence[date]) -> list[Unit]:
    """The units to choose from where a day alone does not decide."""
    found: dict[str, Unit] = {}
    for day in days:
        units = [unit for unit in offers.units if unit.is_valid_on(day)]
        if len(units) > 1:
            found |= {unit.slug: unit for unit in units}
    return sorted(found.values(), key=lambda unit: unit.sort_key)


def _names(areas: Sequence[AreaChoice]) -> list[str]:
    """Name each; two of one name are told apart by the unit in which they lay first."""
    times = Counter(area.area.name for area in areas)
    return [
        f"{area.area.name} ({area.memberships[0].unit.name})" if times[area.area.name] > 1 else area.area.name
        for area in areas
    ]


def _codes(names: Sequence[str]) -> list[str]:
    """ "Tổ 4" is 4 where that is free; where a number may also mean another name, it is asked when it is typed."""
    numbers: list[int] = []
    for name in names:
        last = name.split()[-1]
        own = int(last) if last.isdecimal() and len(last) < 4 else 0
        numbers.append(own if own and own not in numbers else max(numbers, default=0) + 1)
    return [str(number) for number in numbers]
