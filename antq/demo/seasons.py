"""How much is done when: the year of a commune police station, and who keeps silent."""

from datetime import date
from functools import cache

from antq.demo.chance import Chance
from antq.demo.entries import Place
from campaigns.models import RecordKind

DAYS_A_MONTH = 30.44
START = date(2024, 1, 1)
GROWTH_A_YEAR = 0.05
SILENT_MONTHS = 0.05
# The station to try and the units of the articles always have something to say.
NEVER_SILENT = {"01864-2025", "02047-2000", "01843-2000", "01837-2000"}

# Entries a month of a commune until 2025 (939 propaganda sessions a year were published for old Bắc Kạn in 2023), then
# of one since: what it does anyway and what each commune behind it adds.
BEFORE = {RecordKind.PATROL: 4.4, RecordKind.PROPAGANDA_SESSION: 0.85, RecordKind.WEAPON_HANDOVER: 0.15}
SINCE = {
    RecordKind.PATROL: (2.5, 3.0),
    RecordKind.PROPAGANDA_SESSION: (1.2, 0.6),
    RecordKind.WEAPON_HANDOVER: (0.15, 0.07),
}
TET, FESTIVAL, WEAPONS = "tet", "festival", "weapons"
BUSY = {
    TET: {RecordKind.PATROL: 1.25, RecordKind.PROPAGANDA_SESSION: 1.5, RecordKind.WEAPON_HANDOVER: 1.6},
    FESTIVAL: {RecordKind.PATROL: 1.1, RecordKind.PROPAGANDA_SESSION: 1.7, RecordKind.WEAPON_HANDOVER: 1.0},
    WEAPONS: {RecordKind.PATROL: 1.0, RecordKind.PROPAGANDA_SESSION: 1.2, RecordKind.WEAPON_HANDOVER: 2.4},
}


def season(day: date) -> str | None:
    """The campaign that most of the country is in: before Tết, before the festival of 19/8, or for hand-overs."""
    in_year = (day.month, day.day)
    if in_year >= (12, 15) or in_year <= (2, 14):
        return TET
    if (7, 1) <= in_year <= (8, 19):
        return FESTIVAL
    if in_year >= (10, 15):
        return WEAPONS
    return None


def likelihood(place: Place, day: date, kind: RecordKind) -> float:
    """The chance that a commune has an entry of a kind on a day."""
    now = season(day)
    return base(place, kind) * (BUSY[now][kind] if now else 1.0) * (1 + GROWTH_A_YEAR * (day - START).days / 365)


@cache
def base(place: Place, kind: RecordKind) -> float:
    diligence = 0.75 + Chance("diligence", place.slug).below(51) / 100
    if place.last is not None:
        return BEFORE[kind] * diligence / DAYS_A_MONTH
    own, each = SINCE[kind]
    return (own + each * place.weight) * diligence / DAYS_A_MONTH


def silent(slug: str, day: date) -> bool:
    """Whether the station sends nothing in the reporting month (15th to 14th) of this day."""
    return slug not in NEVER_SILENT and _silent_month(slug, 12 * day.year + day.month + (day.day >= 15))


@cache
def _silent_month(slug: str, month: int) -> bool:
    return Chance("silent", slug, month).happens(SILENT_MONTHS)
