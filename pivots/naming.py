"""The name of a table: an address may say which saved table it came from, to whom it belongs."""

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from dashboards.calendars import calendar_of
from dashboards.places import Place
from pivots.latest import moved_query
from pivots.models import SavedTable

SAVED = "saved"  # field of the address


def named_here(request: HttpRequest, place: Place) -> SavedTable | None:
    """The saved table that an address names; to everybody but its owner, and elsewhere, the word means nothing."""
    number = request.GET.get(SAVED, "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    own = SavedTable.objects.owned_by(place.user)
    return own.filter(pk=int(number), unit=place.unit, area=place.area).first()


def address_of(place: Place, table: SavedTable) -> str:
    """Where a saved table opens, in a place that was opened for its owner."""
    return f"{place.href('pivot')}{query_of(place, table)}&{SAVED}={table.pk}"


def query_of(place: Place, table: SavedTable) -> str:
    """What was saved; of today where it follows the latest period."""
    return moved_query(table.query, calendar_of(place), timezone.localdate()) if table.latest else table.query


def differ(one: str, other: str) -> bool:
    """Whether two queries ask for different tables, in whatever order they say it."""
    first, second = (QueryDict(query.removeprefix("?")).lists() for query in (one, other))
    return {name: sorted(values) for name, values in first} != {name: sorted(values) for name, values in second}
