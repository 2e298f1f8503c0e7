"""The story of the demonstration, day after day, as values that nobody has written yet."""

from collections.abc import Collection, Iterator
from datetime import date

from antq.demo.activity import entry, events
from antq.demo.articles import Articles, Fixed
from antq.demo.catalogues import Catalogues
from antq.demo.entries import Entry, Event, Place, days
from antq.demo.places import old_bac_kan, places


class Story:
    """All that is told; of some units alone if asked (what they did is the same)."""

    def __init__(self, units: Collection[str] | None = None) -> None:
        self.places = [place for place in places() if units is None or place.slug in units]
        self.catalogues = Catalogues()
        self._articles = Articles(old_bac_kan())

    def entries(self, first: date, last: date) -> Iterator[Entry]:
        for place, event, fixed in self._told(first, last):
            yield entry(place, event, fixed, self.catalogues)

    def events(self, first: date, last: date) -> Iterator[Event]:
        """Only who did something: that takes a fraction of the time."""
        for _, event, _ in self._told(first, last):
            yield event

    def _told(self, first: date, last: date) -> Iterator[tuple[Place, Event, Fixed]]:
        """Days in their order, the communes of a day in theirs."""
        for day in days(first, last):
            for place in self.places:
                if place.first <= day and (place.last is None or day <= place.last):
                    for event, fixed in events(place, day, self._articles):
                        yield place, event, fixed
