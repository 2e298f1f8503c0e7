"""What a commune does besides, some days a year: pledges, festivals, contests, awards and the like."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from antq.demo.catalogues import Catalogues, Weights, one_of
from antq.demo.chance import Chance
from antq.demo.entries import Event, Place
from campaigns.contents import ActivityContent, Content
from campaigns.kinds.definition import Definition
from rollups.models import SCALE

Range = tuple[int, int]
DayOfYear = tuple[int, int]  # month, day
YEAR: tuple[DayOfYear, DayOfYear] = (1, 5), (12, 20)


@dataclass(frozen=True)
class Custom:
    """How often a year a kind is met, when, what it counts, and what it is labelled with (choice → weights)."""

    times: Range
    numbers: Mapping[str, Range]
    labels: Mapping[str, Weights]
    within: tuple[DayOfYear, DayOfYear] = YEAR
    areas: Range = (0, 0)


ORGANISERS: Weights = {"peoples_committee": 4, "fatherland_front": 5, "youth_union": 3, "womens_union": 3}
LEVELS: Weights = {"level_commune": 6, "level_province": 2}
CUSTOMS: Mapping[str, Custom] = {
    "pledge_round": Custom(
        (1, 1),
        {"pledge_households": (180, 900), "pledge_agencies": (1, 4), "pledge_enterprises": (0, 3),
         "pledge_schools": (1, 3)},
        {"occasion": {"start_of_year": 6, "model_commune": 1}, "partners": ORGANISERS},
        ((2, 15), (4, 10)), (3, 8),
    ),
    "festival": Custom(
        (1, 1), {"festival_attendances": (120, 450)}, {"scale": {"festival_wide": 1}, "partners": ORGANISERS},
        ((8, 5), (8, 19)), (1, 3),
    ),
    "contest": Custom(
        (0, 1), {"contest_members": (5, 18)},
        {"field": {"contest_fields_fire": 3, "contest_fields_movement": 2, "contest_fields_traffic": 1},
         "level": LEVELS},
    ),
    "award": Custom(
        (0, 2), {"awards_given_merit": (0, 2), "awards_given_commendation": (2, 9)},
        {"giver": {"award_givers_commune": 4, "award_givers_provincial_police": 2, "award_givers_province": 1}},
    ),
    "directive_document": Custom(
        (3, 7), {},
        {"kind": {"document_kinds_plan": 6, "document_kinds_dispatch": 5, "document_kinds_report": 3,
                  "document_kinds_guidance": 1}},
    ),
    "duty_shift": Custom((5, 11), {}, {"result": {"duty_results_kept": 39, "duty_results_not_kept": 1}}),
    "exchange_day": Custom((0, 1), {"exchange_points": (1, 4)}, {"partners": ORGANISERS}, ((10, 15), (12, 14)), (1, 3)),
    "commitment": Custom(
        (2, 4), {"commitment_households": (40, 260), "commitment_businesses": (0, 12)},
        {"subject": {"commit_weapons": 6, "commit_order": 4, "commit_drugs": 3, "commit_fire": 2}}, areas=(1, 4),
    ),
    "review_conference": Custom(
        (1, 2), {"review_attendances": (18, 60)}, {"kind": {"review_kinds_interim": 1, "review_kinds_final": 1}},
        ((6, 10), (12, 12)),
    ),
}  # fmt: skip


@cache
def of_year(slug: str, year: int) -> Mapping[date, list[str]]:
    """The kinds that a commune meets on the days of a year."""
    found: dict[date, list[str]] = {}
    for key, custom in CUSTOMS.items():
        first, last = (date(year, *day) for day in custom.within)
        for number in range(Chance(key, slug, year).between(*custom.times)):
            day = first + timedelta(Chance(key, slug, year, number).below((last - first).days + 1))
            found.setdefault(day, []).append(key)
    return found


def occasions(place: Place, day: date) -> list[str]:
    return of_year(place.slug, day.year).get(day, [])


def occasion(place: Place, event: Event, key: str, catalogues: Catalogues) -> Content:
    """What was done; what the articles say of it stands in `told` below."""
    chance, custom, definition = event.chance, CUSTOMS[key], catalogues.kinds[key]
    numbers = {figure: chance.between(*within) * SCALE for figure, within in custom.numbers.items()}
    labels = {choice: one_of(chance, weights) for choice, weights in custom.labels.items()}
    areas = tuple(chance.some(place.villages, chance.between(*custom.areas)))
    if key == "award":
        numbers |= _people(chance, numbers)
    number = f"{chance.between(1, 90)}/{_paper(labels['kind'])}-CAX" if definition.row.numbered else ""
    return ActivityContent(
        on=event.on,
        residential_areas=areas,
        definition=definition.row,
        number=number,
        amounts={figure: amount for figure, amount in numbers.items() if amount},
        labels={
            choice: (chosen,) for choice, chosen in labels.items() if _is_used(definition, choice, chosen, event.on)
        },
    )


def _people(chance: Chance, numbers: Mapping[str, int]) -> dict[str, int]:
    """Each certificate goes to a collective or to a person."""
    given = sum(numbers.values())
    collectives = chance.below(given // SCALE + 1) * SCALE // 2 // SCALE * SCALE
    return {"awards_collectives": collectives, "awards_individuals": given - collectives}


def _paper(kind: str) -> str:
    return {"document_kinds_plan": "KH", "document_kinds_report": "BC", "document_kinds_guidance": "HD"}.get(kind, "CV")


def _is_used(definition: Definition, key: str, chosen: str, day: date) -> bool:
    choice = next(one for one in definition.choices if one.key == key)
    return any(row.key == chosen and row.is_valid_on(day) for row in definition.rows(choice))


# What the articles tell: F018 (all ten villages pledge), F056 (the pilot of the province's festival), F069 (a contest
# of the city). Numbers that they do not give are invented or left out.
TOLD: Mapping[str, tuple[Mapping[str, int], Mapping[str, str]]] = {
    "pledge_round": (
        {"pledge_households": 412, "pledge_agencies": 3, "pledge_schools": 3}, {"occasion": "model_commune"}
    ),
    "festival": ({"festival_attendances": 350}, {"scale": "festival_pilot", "partners": "steering_committee_138"}),
    "contest": ({"contest_members": 8}, {"field": "contest_fields_fire", "level": "level_district"}),
}  # fmt: skip


def told(place: Place, event: Event, key: str, catalogues: Catalogues) -> Content:
    numbers, labels = TOLD[key]
    return ActivityContent(
        on=event.on,
        residential_areas=place.villages if key == "pledge_round" else (),
        definition=catalogues.kinds[key].row,
        amounts={figure: number * SCALE for figure, number in numbers.items()},
        labels={choice: (chosen,) for choice, chosen in labels.items()},
    )
