"""What stands around a comparison: the units in it, the ways to add one and to take one out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

from communes.models import Unit
from dashboards.beside.asking import ALL, MOST, SEARCH, WITH, Beside
from dashboards.beside.table import called
from dashboards.coverage import status_of_sums
from dashboards.frame import Frame
from dashboards.places import Place
from dashboards.reading import Reading
from dashboards.statuses import missing_words
from dashboards.tables import Status, Table


@dataclass(frozen=True, slots=True)
class Chosen:
    """A unit in the comparison: what is known of it, its own page, the address without it."""

    name: str
    href: str
    remove: str
    status: Status | None
    status_text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A unit that was found, with the address that adds it."""

    unit: Unit
    href: str


@dataclass(frozen=True)
class Page:
    frame: Frame
    asked: Beside
    table: Table
    others: Sequence[Reading]

    @property
    def chosen(self) -> list[Chosen]:
        return [self._chosen(one) for one in self.others]

    @property
    def offers(self) -> list[Offer]:
        return [Offer(one, self._address(*self.asked.slugs, one.slug)) for one in self.asked.found]

    @property
    def most(self) -> int:
        return MOST

    @property
    def everything(self) -> str:
        """The address with all figures, or with those side by side."""
        return self._address(*self.asked.slugs, everything=not self.asked.everything)

    @cached_property
    def fields(self) -> list[tuple[str, str]]:
        """What the search carries along."""
        query = QueryDict(self.frame.query.removeprefix("?"))
        return [(name, value) for name, values in query.lists() for value in values]

    def _chosen(self, reading: Reading) -> Chosen:
        place = reading.place
        slugs = [slug for slug in self.asked.slugs if place.unit is None or slug != place.unit.slug]
        status, words = standing(place, reading)
        href = place.href() + self.frame.state.carried
        return Chosen(called(place, self.asked.place), href, self._address(*slugs), status, words)

    def _address(self, *slugs: str, everything: bool | None = None) -> str:
        fields = extra(slugs, self.asked.everything if everything is None else everything)
        tail = f"&{urlencode(fields)}" if fields else ""
        return f"{self.frame.address}{self.frame.state.query()}{tail}"


def extra(slugs: Sequence[str], everything: bool) -> list[tuple[str, str]]:
    """What the address of a comparison says beside the state."""
    return [*((WITH, slug) for slug in slugs), *([(ALL, "all")] if everything else [])]


def standing(place: Place, reading: Reading) -> tuple[Status | None, str]:
    """What is known of a unit in the comparison; of many units below, how many have reported."""
    sums, count = reading.place_sums(reading.now), reading.reported(reading.now)
    if not count.units:
        return None, ""
    if place.level == "commune":
        return status_of_sums(sums, reading.due_of_place(reading.now)), missing_words(place, reading, reading.now)
    if count.missing == count.units:
        return Status.MISSING, count.text
    return (Status.PARTIAL, count.text) if not count.whole else (_checked(reading), count.text)


def _checked(reading: Reading) -> Status:
    sums = reading.place_sums(reading.now)
    verified = sums is not None and sums.verified_reports == sums.reports
    return Status.VERIFIED if verified else Status.PROVISIONAL


def with_one_more(query: QueryDict, slug: str) -> str:
    """The query of an address with a unit that was searched for."""
    fields = query.copy()
    fields.pop(SEARCH, None)
    fields.appendlist(WITH, slug)
    return f"?{fields.urlencode()}"
