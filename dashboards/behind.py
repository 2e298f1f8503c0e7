"""The records that stand behind a figure: how many there are of each line of a page, and the way to them.

A record is behind a figure where it adds something to it. Where each record counts once the figure itself says how
many there are; else they are counted in the query of the numbers, but for the nation: there each province leads to
its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from campaigns.feeding import counts_records, records_by_unit
from communes.models import Level
from dashboards.assessments import counts_assessments
from dashboards.members import Line, family
from dashboards.places import Place
from dashboards.reading import Reading, all_of
from dashboards.state import By, Lens, State
from rollups.models import Indicator
from rollups.selectors import Numbers


@dataclass(frozen=True)
class Behind:
    """`counted`: records by the unit under which they stand, in thousandths; none: the figure says it, or nobody."""

    figure: Indicator
    reading: Reading
    state: State
    own: bool  # the figure counts records
    counted: Mapping[int, int] | None

    def of_line(self, line: Line) -> int | None:
        if self.own:
            return all_of(self.reading.of_line(line, self.state.days, self.figure))
        if self.counted is None:
            return None
        return sum(self.counted.get(one.pk, 0) for one in line.members)

    def of_place(self) -> int | None:
        if self.own:
            return all_of(self.reading.of_place(self.state.days, self.figure))
        return None if self.counted is None else sum(self.counted.values())

    def href_of_line(self, line: Line) -> str:
        """The list of the records of a line, where it has any."""
        kind, slug = line.page
        count, place = self.of_line(line), self.reading.place
        known = self.own or self.counted is not None
        if not slug or not (count if known else all_of(self.reading.of_line(line, self.state.days, self.figure))):
            return ""
        # By origin each unit stands for itself, whatever became of it.
        lens = Lens.RECORDED if place.by(self.state) == By.ORIGIN else place.lens(self.state)
        return self._href(kind, slug, lens)

    def href(self) -> str:
        """The list of the records of the place; the nation's is asked a province at a time."""
        place = self.reading.place
        one = place.area or place.unit
        if one is None or not self.of_place():
            return ""
        # A province holds its history in both lenses; the list does so in that of today.
        lens = Lens.TODAY if place.level == Level.PROVINCE else place.lens(self.state)
        return self._href("area" if place.area else "unit", one.slug, lens)

    def _href(self, kind: str, slug: str, lens: Lens) -> str:
        days = self.state.days
        fields = {kind: slug, "from": days.start, "to": days.end, "figure": self.figure.key}
        if self.state.touches_past:
            fields["lens"] = lens.value
        return f"{reverse('record_list')}?{urlencode(fields)}"


def records(place: Place, state: State, figure: Indicator) -> Numbers | None:
    """What is to be counted with the numbers of the page: nothing, where the figure itself counts records."""
    if not _counts(place, figure):
        return None
    groups = family(place, state).groups(state.days)
    return records_by_unit(place.user, figure, state.days.start, state.days.end, groups) if groups else None


def behind(place: Place, state: State, reading: Reading, figure: Indicator) -> Behind | None:
    """None for what a register counts or an assessment says: it has no records."""
    if not _by_records(figure):
        return None
    counted = _counted(place, state, reading) if _counts(place, figure) else None
    return Behind(figure, reading, state, counts_records(figure), counted)


def _counts(place: Place, figure: Indicator) -> bool:
    return _by_records(figure) and place.level != "nation" and not counts_records(figure)


def _by_records(figure: Indicator) -> bool:
    return figure.source != Indicator.Source.REGISTER and not counts_assessments(figure)


def _counted(place: Place, state: State, reading: Reading) -> dict[int, int]:
    """By the unit of today or of then, as the totals of the page."""
    groups = family(place, state).groups(state.days)
    counted: dict[int, int] = {}
    for unit, count in reading.answers.beside.items():
        if unit < 0:
            continue  # a word of its returns
        counted[groups[unit]] = counted.get(groups[unit], 0) + count
    return counted
