"""The figures of the source articles (docs: `seed_figures.csv`), laid on days and units so that their sums are exact.

For a unit, a kind and a range that an article counts, chance decides nothing: what is here is all there is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from antq.demo.catalogues import GUNS, one_of
from antq.demo.chance import Chance
from antq.demo.seasons import silent
from campaigns.models import RecordKind
from rollups.ranges import Days

YEN_THUONG, SONG_CAU = "02047-2000", "01837-2000"
# F009–F014: the six months of the model commune.
PILOT = Days(date(2021, 6, 1), date(2021, 12, 31))
PILOT_SESSIONS, PILOT_VILLAGES, PILOT_GUNS, PILOT_ROUNDS = 26, 10, 7, 72
# F001–F007: the first month of the campaign for Tết Ất Tỵ in all of Bắc Kạn.
TET = Days(date(2024, 12, 15), date(2025, 1, 14))
TET_SESSIONS, TET_GUNS, TET_ROUNDS, TET_ELECTROSHOCK_DEVICES = 310, 140, 37, 25
# F003: what was reported of that month.
TET_TIPS = 37
# F007 says "many"; so this number is invented.
TET_GUN_PARTS = 58
# F063: seven months of patrols of the ward.
SEVEN_MONTHS = Days(date(2024, 1, 1), date(2024, 7, 31))
WARD_PATROLS = 37
# F018: all villages of the model commune pledge. F069: a contest of the city. F056: the pilot of the festival.
PLEDGES, CONTEST, FESTIVAL = date(2021, 11, 18), date(2024, 5, 16), date(2024, 8, 2)

Items = tuple[tuple[str, int], ...]  # kind of item, how many


@dataclass(frozen=True)
class Fixed:
    """What an article says of one entry: the things of a hand-over, the place in the list of a session's village.

    `occasion` is the kind of what is done some days a year; `told` whether an article says it or chance.
    """

    items: Items = ()
    village: int | None = None
    occasion: str = ""
    told: bool = False


class Articles:
    """Who did what when, as far as the articles count it."""

    def __init__(self, bac_kan: Sequence[str]) -> None:
        self._ranges: dict[tuple[str, RecordKind], list[Days]] = defaultdict(list)
        self._fixed: dict[tuple[str, RecordKind, date], list[Fixed]] = defaultdict(list)
        self._tell(RecordKind.PATROL, SEVEN_MONTHS, [SONG_CAU], _ward_patrols())
        self._tell(RecordKind.PROPAGANDA_SESSION, PILOT, [YEN_THUONG], _pilot_sessions())
        self._tell(RecordKind.WEAPON_HANDOVER, PILOT, [YEN_THUONG], _pilot_handovers())
        self._tell(RecordKind.ACTIVITY, PILOT, [YEN_THUONG], iter([_occasion(YEN_THUONG, PLEDGES, "pledge_round")]))
        ward = [_occasion(SONG_CAU, CONTEST, "contest"), _occasion(SONG_CAU, FESTIVAL, "festival")]
        self._tell(RecordKind.ACTIVITY, Days(SEVEN_MONTHS.start, FESTIVAL), [SONG_CAU], iter(ward))
        speaking = [slug for slug in bac_kan if not silent(slug, TET.start)]
        self._tell(RecordKind.PROPAGANDA_SESSION, TET, bac_kan, _tet_sessions(speaking))
        self._tell(RecordKind.WEAPON_HANDOVER, TET, bac_kan, _tet_handovers(speaking))
        counted = Counter(Chance("Tết tip", number).one(speaking) for number in range(TET_TIPS))
        self._tips = {slug: counted[slug] for slug in bac_kan}

    def tips(self, slug: str, day: date) -> int | None:
        """How many tips a return of a day tells of, as far as an article counts them."""
        return self._tips.get(slug) if day == TET.end else None

    def _tell(
        self, kind: RecordKind, days: Days, slugs: Sequence[str], told: Iterator[tuple[str, date, Fixed]]
    ) -> None:
        for slug in slugs:
            self._ranges[slug, kind].append(days)
        for slug, day, fixed in told:
            self._fixed[slug, kind, day].append(fixed)

    def on(self, slug: str, kind: RecordKind, day: date) -> list[Fixed] | None:
        """The entries of a day that an article counts; none means that no article does."""
        if any(day in days for days in self._ranges.get((slug, kind), ())):
            return self._fixed.get((slug, kind, day), [])
        return None


def _occasion(slug: str, day: date, key: str) -> tuple[str, date, Fixed]:
    return slug, day, Fixed(occasion=key, told=True)


def _ward_patrols() -> Iterator[tuple[str, date, Fixed]]:
    for day in _spread(SEVEN_MONTHS, WARD_PATROLS, "ward patrols"):
        yield SONG_CAU, day, Fixed()


def _pilot_sessions() -> Iterator[tuple[str, date, Fixed]]:
    for number, day in enumerate(_spread(PILOT, PILOT_SESSIONS, "pilot sessions")):
        yield YEN_THUONG, day, Fixed(village=number % PILOT_VILLAGES)


def _pilot_handovers() -> Iterator[tuple[str, date, Fixed]]:
    guns, rounds = split(PILOT_GUNS, 5, "pilot guns"), split(PILOT_ROUNDS, 2, "pilot rounds")
    for number, day in enumerate(_spread(PILOT, len(guns), "pilot handovers")):
        items: Items = (_gun(guns[number], "pilot gun", number),)
        if number < len(rounds):
            items += (("ammunition", rounds[number]),)
        yield YEN_THUONG, day, Fixed(items)


def _tet_sessions(slugs: Sequence[str]) -> Iterator[tuple[str, date, Fixed]]:
    for number in range(TET_SESSIONS):
        chance = Chance("Tết session", number)
        yield chance.one(slugs), TET.start + timedelta(chance.below(len(TET))), Fixed()


def _tet_handovers(slugs: Sequence[str]) -> Iterator[tuple[str, date, Fixed]]:
    """64 hand-overs: guns in the first 54, electroshock devices in the last 16, rounds and parts with some guns."""
    guns, rounds = split(TET_GUNS, 54, "Tết guns"), split(TET_ROUNDS, 8, "Tết rounds")
    devices, parts = split(TET_ELECTROSHOCK_DEVICES, 16, "Tết devices"), split(TET_GUN_PARTS, 11, "Tết parts")
    total = 64
    for number in range(total):
        chance = Chance("Tết handover", number)
        items: Items = (_gun(guns[number], "Tết gun", number),) if number < len(guns) else ()
        if number < len(rounds):
            items += (("ammunition", rounds[number]),)
        if 20 <= number < 20 + len(parts):
            items += (("gun_part", parts[number - 20]),)
        if number >= total - len(devices):
            items += (("electroshock_device", devices[number - total]),)
        yield chance.one(slugs), TET.start + timedelta(chance.below(len(TET))), Fixed(items)


def _gun(count: int, *key: object) -> tuple[str, int]:
    return one_of(Chance(*key), GUNS), count


def _spread(days: Days, count: int, *key: object) -> Iterator[date]:
    """Days that lie about evenly in a range."""
    for number in range(count):
        within = number * len(days) + Chance(*key, number).below(len(days))
        yield days.start + timedelta(within // count)


def split(total: int, parts: int, *key: object) -> list[int]:
    """Whole numbers from one up that add up to a total."""
    sizes = [1] * parts
    for number in range(total - parts):
        sizes[Chance(*key, number).below(parts)] += 1
    return sizes
