"""Who enters the figures of the articles and who reads them: stations of today keep the history of the old ones."""

from typing import Any

from django.test import Client

from accounts.models import Role, User
from communes.models import Level, Unit
from tests.world import person


class People:
    """Heads of stations, stewards and leaders of provinces, made when they are first asked for."""

    def __init__(self) -> None:
        self._known: dict[tuple[Role, int], User] = {}

    def of(self, role: Role, unit: Unit) -> User:
        key = (role, unit.pk)
        if key not in self._known:
            self._known[key] = person(f"{role}-{unit.slug}", f"{role.label} {unit.name}", role, unit=unit)
        return self._known[key]

    def head(self, place: Unit) -> User:
        """Of the station that a unit is today."""
        return self.of(Role.STATION_HEAD, place if place.is_open else heir(place))

    def steward(self, place: Unit) -> User:
        return self.of(Role.PROVINCE_STEWARD, province_today(place))

    def leader(self, place: Unit) -> User:
        return self.of(Role.PROVINCE_VIEWER, province_today(place))

    def keeper(self, place: Unit) -> User:
        """Who says what a unit reports: its head, or the steward of a province."""
        return self.steward(place) if place.level == Level.PROVINCE else self.head(place)


def heir(place: Unit) -> Unit:
    if place.heir is None:
        raise LookupError(f"nobody owns the history of {place}")
    return place.heir


def province_today(place: Unit) -> Unit:
    province = place if place.level == Level.PROVINCE else place.province
    if province is None:
        raise LookupError(f"{place} lies in no province")
    return province if province.is_open else heir(province)


def unit(slug: str) -> Unit:
    found: Unit = Unit.objects.select_related("province__heir", "heir").get(slug=slug)
    return found


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="accounts.backends.GrantBackend")
    return client


def send(user: User, address: str, **typed: Any) -> None:
    """Post a form as its page would; what is refused fails with the words of the page."""
    answer = browser(user).post(address, typed)
    if answer.status_code != 302:
        raise AssertionError(f"{address} {answer.status_code}: {_complaints(answer.content.decode())}")


def _complaints(page: str) -> list[str]:
    from tests.coverage.markup import parsed

    root = parsed(page)
    return [one.text for one in [*root.all(cls="field-error"), *root.all(cls="errorlist")]] or [root.text[:400]]
