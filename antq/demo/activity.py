"""What a commune did on a day. It depends on the commune, the day and the articles, so a day never changes."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from antq.demo.articles import Articles, Fixed
from antq.demo.catalogues import (
    AUDIENCES,
    FORMS,
    GIFTS,
    GUNS,
    HELPERS,
    MOVEMENTS,
    PARTNERS,
    TEAMS,
    TOPICS,
    Catalogues,
    one_of,
    some_of,
    valid,
)
from antq.demo.chance import Chance
from antq.demo.entries import Entry, Event, Place
from antq.demo.occasions import occasion, occasions
from antq.demo.occasions import told as told_occasion
from antq.demo.returns import returned, returns
from antq.demo.seasons import FESTIVAL, TET, likelihood, season, silent
from campaigns.contents import Content, PatrolContent, PropagandaSessionContent, WeaponHandoverContent
from campaigns.models import Mode, RecordKind, Shift
from communes.models import REORGANISED_ON, ResidentialArea
from rollups.models import SCALE

KINDS = (RecordKind.PATROL, RecordKind.PROPAGANDA_SESSION, RecordKind.WEAPON_HANDOVER)
CHANCE_DECIDES = Fixed()
SHIFTS = {Shift.EVENING.value: 50, Shift.NIGHT.value: 38, Shift.AFTERNOON.value: 7, Shift.MORNING.value: 5}
# How many people a session reaches that nobody attends.
REACHED = {"loudspeaker": (40, 180), "social_media": (30, 150)}
# What else comes in beside guns: how often, how many at most, in how many decimals.
THINGS = {
    "ammunition": (14, 20, 0), "electroshock_device": (16, 2, 0), "rudimentary_weapon": (12, 4, 0),
    "gun_part": (5, 6, 0), "firecracker": (9, 12, 1), "support_tool": (4, 2, 0), "detonator": (3, 8, 0),
    "fuse": (2, 20, 1), "explosive": (2, 3, 1), "highly_lethal_knife": (4, 3, 0), "bomb_mine_grenade": (1, 1, 0),
}  # fmt: skip


def events(place: Place, day: date, articles: Articles) -> Iterator[tuple[Event, Fixed]]:
    """Who did something, before it is said what."""
    if silent(place.slug, day):
        return
    chance = Chance(place.slug, day)
    for kind in KINDS:
        happened = chance.happens(likelihood(place, day, kind))
        told = articles.on(place.slug, kind, day)
        if told is None:
            told = [CHANCE_DECIDES] if happened else []
        for number, fixed in enumerate(told):
            yield Event(place.slug, day, kind, number), fixed
    told = articles.on(place.slug, RecordKind.ACTIVITY, day)
    if told is None:
        told = [Fixed(occasion=key) for key in occasions(place, day)]
    for number, fixed in enumerate(told):
        yield Event(place.slug, day, RecordKind.ACTIVITY, number), fixed
    for number, fixed in enumerate(returns(place, day, articles)):
        yield Event(place.slug, day, RecordKind.RETURN, number), fixed


def entry(place: Place, event: Event, fixed: Fixed, catalogues: Catalogues) -> Entry:
    if event.kind == RecordKind.ACTIVITY:
        say_occasion = told_occasion if fixed.told else occasion
        return Entry(event, say_occasion(place, event, fixed.occasion, catalogues))
    say = {
        RecordKind.PATROL: patrol,
        RecordKind.PROPAGANDA_SESSION: propaganda_session,
        RecordKind.WEAPON_HANDOVER: weapon_handover,
        RecordKind.RETURN: returned,
    }[event.kind]
    return Entry(event, say(place, event, fixed, catalogues))


def patrol(place: Place, event: Event, fixed: Fixed, catalogues: Catalogues) -> Content:
    chance, since = event.chance, event.on >= REORGANISED_ON
    forces = {catalogues.forces["commune_police"]: chance.between(2, 5 if since else 3)}
    keys = chain(
        (key for key, percent in TEAMS.items() if chance.below(100) < percent),
        (key for key, percent in HELPERS.items() if chance.below(100) < percent),
    )
    for force in valid(catalogues.forces, list(keys), event.on):
        forces[force] = chance.between(2, 5)
    return PatrolContent(
        on=event.on,
        residential_areas=_villages(place, chance, 1, 3),
        shift=one_of(chance, SHIFTS),
        forces=forces,
        reminders=max(0, chance.below(7) - 2),
        incidents=1 if chance.happens(0.04) else 0,
    )


def propaganda_session(place: Place, event: Event, fixed: Fixed, catalogues: Catalogues) -> Content:
    chance = event.chance
    form = one_of(chance, FORMS)
    present = form not in REACHED
    # Reached by a draw of its own: no other draw of the day changes.
    reached = Chance(event.slug, event.on, event.kind, event.number, "reached")
    attendances = chance.between(24, 92) if present else reached.between(*REACHED[form])
    launch = present and chance.happens({FESTIVAL: 0.3, TET: 0.12}.get(season(event.on) or "", 0.04))
    villages = _villages(place, chance, 1, 2 if present else 5)
    if fixed.village is not None:
        villages = place.villages[fixed.village : fixed.village + 1]
    topics = ["security_movement"] if launch else []
    topics += [key for key in some_of(chance, TOPICS, chance.between(1, 2)) if key not in topics]
    audiences = ["pupils"] if form == "school_talk" else some_of(chance, AUDIENCES, 1)
    partners = ["schools"] if form == "school_talk" else some_of(chance, PARTNERS, chance.between(0, 2))
    linked = one_of(chance, MOVEMENTS) if chance.happens(0.1) else ""
    return PropagandaSessionContent(
        on=event.on,
        residential_areas=villages,
        form=catalogues.forms[form],
        topics=tuple(valid(catalogues.topics, topics, event.on)),
        audiences=tuple(valid(catalogues.audiences, audiences, event.on)),
        partners=tuple(valid(catalogues.partners, partners, event.on)),
        launch=launch,
        linked_movement=catalogues.movements.get(linked),
        attendances=attendances,
        households=attendances * chance.between(50, 80) // 100 if form in {"village_meeting", "door_to_door"} else 0,
    )


def weapon_handover(place: Place, event: Event, fixed: Fixed, catalogues: Catalogues) -> Content:
    chance = event.chance
    mode = Mode.VOLUNTARY_HANDOVER
    if chance.below(100) >= 76:
        # The articles count what was handed over or recovered.
        mode = Mode.RECOVERY if fixed.items or chance.happens(0.6) else Mode.SEIZURE
    items = {key: count * SCALE for key, count in fixed.items} or _things(chance, event.on, catalogues)
    gifts = {}
    if mode == Mode.VOLUNTARY_HANDOVER and chance.happens(0.35):
        gifts = {catalogues.gifts[one_of(chance, GIFTS)]: chance.between(1, 2)}
    return WeaponHandoverContent(
        on=event.on,
        residential_areas=_villages(place, chance, 1, 1),
        mode=mode,
        receipt_number=f"{chance.between(1, 60):02}/BB-CAX" if chance.happens(0.85) else "",
        items={catalogues.items[key]: count for key, count in items.items()},
        gifts=gifts,
    )


def _things(chance: Chance, day: date, catalogues: Catalogues) -> dict[str, int]:
    """Mostly guns, sometimes something else, in thousandths."""
    items = {}
    if chance.happens(0.62):
        items[one_of(chance, GUNS)] = (1 + max(0, chance.below(5) - 2)) * SCALE
    if not items or chance.happens(0.25):
        key = one_of(chance, {key: often for key, (often, _, _) in THINGS.items()})
        if not catalogues.items[key].item_kind.is_valid_on(day):
            key = "rudimentary_weapon"
        _, most, decimals = THINGS[key]
        step = SCALE // 10**decimals
        items[key] = step * chance.between(1, most * 10**decimals)
    return items


def _villages(place: Place, chance: Chance, fewest: int, most: int) -> tuple[ResidentialArea, ...]:
    return tuple(chance.some(place.villages, chance.between(fewest, most)))
