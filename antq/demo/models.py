"""The register of the demonstration: the models of the articles to the digit, and invented ones around them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from antq.demo.articles import SONG_CAU, YEN_THUONG
from antq.demo.chance import Chance, uuid_of
from antq.demo.entries import Place
from antq.demo.models_told import ARTICLES, FEATURED, THANH_HOA, Model, Stage
from campaigns.models import PartnerOrg
from communes.models import ResidentialArea, Unit
from models_selfmgmt.bulk import Told, Written, write_many
from models_selfmgmt.history import Content, Run
from models_selfmgmt.models import EventKind, ModelInstance, ModelType, TypeMeasure

PHUNG_CHI_KIEN = "01843-2000"
OF_ARTICLES = {YEN_THUONG, SONG_CAU, PHUNG_CHI_KIEN}
# What a commune is likely to have: type, how many at most, measures with least and most.
USUAL: dict[str, tuple[int, dict[str, tuple[int, int]]]] = {
    "security_camera": (2, {"camera_points_active": (2, 9), "cameras_active": (0, 6), "cameras_working": (0, 2)}),
    "security_lighting": (1, {"security_lamps": (12, 60), "lit_road_km": (1, 6)}),
    "safe_household": (1, {"safe_households": (20, 90)}),
    "self_mgmt_group": (2, {"self_mgmt_group_members": (5, 12)}),
    "interfamily_fire_group": (1, {"interfamily_fire_households": (5, 15)}),
    "public_fire_point": (1, {}),
    "skilled_mass_mobilisation": (1, {}),
    "mediation_group": (1, {"mediation_group_members": (4, 7)}),
    "grassroots_security_team": (2, {"antt_team_members": (3, 6)}),
}
SILENT_OF_HUNDRED = 7  # communes that have not opened a register
GRADES = ("good", "good", "fair", "fair", "average", "weak")


@dataclass
class Ground:
    """Catalogues and units by their keys, read once."""

    types: dict[str, ModelType]
    measures: dict[str, TypeMeasure]
    partners: dict[str, PartnerOrg]
    units: dict[str, Unit]
    villages: dict[str, Sequence[ResidentialArea]]


def create_models(places: Collection[Place], last: date | None, until: date) -> Written:
    """Write the registers of these places as they stand on a day; after the first load what has happened since."""
    after = last if last and ModelInstance.objects.exists() else date.min
    told = list(_articles()) + [model for place in places for model in _usual(place)]
    slugs = {place.slug for place in places}
    ours = [model for model in told if model.slug in slugs]
    ours += [model for model in _thanh_hoa() if slugs >= {YEN_THUONG, SONG_CAU}]
    ground = _ground(places, {model.slug for model in ours})
    opened = [(ground.units[place.slug], place.first) for place in places if _keeps(place) and place.first <= until]
    begun = [model for model in ours if model.stages[0].since <= until and any(after < day for day in model.days)]
    return write_many((_told(model, ground, until) for model in begun), opened)


def _ground(places: Collection[Place], slugs: Collection[str]) -> Ground:
    wanted = {place.slug for place in places} | set(slugs)
    return Ground(
        types={kind.key: kind for kind in ModelType.objects.all()},
        measures={one.indicator.key: one for one in TypeMeasure.objects.select_related("indicator")},
        partners={one.key: one for one in PartnerOrg.objects.all()},
        units={unit.slug: unit for unit in Unit.objects.filter(slug__in=wanted)},
        villages={place.slug: place.villages for place in places},
    )


def _articles() -> Iterator[Model]:
    yield from ARTICLES
    yield from FEATURED


def _keeps(place: Place) -> bool:
    return place.slug in OF_ARTICLES or Chance("register", place.slug).below(100) >= SILENT_OF_HUNDRED


def _usual(place: Place) -> Iterator[Model]:
    """Invented models of one place, begun while the demonstration tells of it."""
    if place.slug in OF_ARTICLES or not _keeps(place):
        return
    told_days = ((place.last or place.first + timedelta(400)) - place.first).days
    for kind, (most, measures) in USUAL.items():
        chance = Chance("models", place.slug, kind)
        for number in range(chance.below(most + 1)):
            one = Chance("model", place.slug, kind, number)
            since = place.first + timedelta(one.below(told_days))
            since = max(since, date(2024, 7, 1)) if kind == "grassroots_security_team" else since
            villages = _some(len(place.villages), one, kind)
            yield Model(place.slug, kind, (Stage(since, villages, _amounts(one, measures)),), launched=one.below(3) > 0,
                        inspected=_inspected(one, since), number=number)  # fmt: skip


def _amounts(chance: Chance, measures: dict[str, tuple[int, int]]) -> dict[str, int]:
    found = {key: low + chance.below(high - low + 1) for key, (low, high) in measures.items()}
    if "cameras_active" in found:  # devices at their points, of which a few are broken
        found["cameras_active"] += found["camera_points_active"]
        found["cameras_working"] = found["cameras_active"] - found["cameras_working"]
    return found


def _some(count: int, chance: Chance, kind: str) -> tuple[int, ...]:
    """Places in the list of villages: several of what covers villages, one of the rest."""
    if not count:
        return ()
    wanted = 1 + chance.below(count) if kind in {"security_lighting", "safe_household"} else 1
    first = chance.below(count)
    return tuple(sorted((first + step) % count for step in range(wanted)))


def _inspected(chance: Chance, since: date) -> tuple[tuple[int, str], ...]:
    """Days after the beginning, and the grade."""
    return tuple((150 * (n + 1) + chance.below(60), GRADES[chance.below(len(GRADES))]) for n in range(chance.below(3)))


def _thanh_hoa() -> Iterator[Model]:
    """146 self-management models and 50 of "Dân vận khéo" in the communes of then (F045, F046)."""
    communes = Unit.objects.filter(province__code="38", leaf=True, valid_to__isnull=False).order_by("code")
    slugs = list(communes.values_list("slug", flat=True))
    for number in range(THANH_HOA.self_management + THANH_HOA.mass_mobilisation):
        chance = Chance("Thanh Hóa", number)
        kinds = ("security_camera", "security_lighting", "self_mgmt_group", "safe_household")
        kind = kinds[chance.below(len(kinds))]
        kind = kind if number < THANH_HOA.self_management else "skilled_mass_mobilisation"
        since = date(2023, 1, 1) + timedelta(chance.below(700))
        yield Model(slugs[chance.below(len(slugs))], kind, (Stage(since),), number=number)


def _told(model: Model, ground: Ground, until: date) -> Told:
    stages = [stage for stage in model.stages if stage.since <= until]
    last = model.until if model.until and model.until <= until else None
    ends = [stage.since - timedelta(1) for stage in stages[1:]] + [last]
    unit = ground.units[model.slug]
    runs = []
    for stage, end in zip(stages, ends, strict=True):
        # A later stage lies where the one before went on.
        unit = unit if unit.is_valid_on(stage.since) else _heir(unit)
        runs.append(Run(stage.since, end, unit, _content(model, stage, ground)))
    begun = stages[0].since
    events = [(EventKind.ESTABLISHED, begun)] if model.launched else []
    events += [(kind, day) for kind, day in model.events if day <= until]
    events += [(EventKind.STOPPED, last)] if last else []
    looked = [(begun + timedelta(days), grade, None) for days, grade in model.inspected]
    latest = last or until
    inspections = [one for one in looked if one[0] <= latest]
    uuid = uuid_of("model", model.slug, model.kind, model.number)
    return Told(uuid, ground.types[model.kind], runs, model.name, events, inspections)


def _content(model: Model, stage: Stage, ground: Ground) -> Content:
    villages = ground.villages.get(model.slug, ())
    named = {village.name: village for village in villages}
    areas = [named[name] if isinstance(name, str) else villages[name] for name in stage.villages]
    return Content(
        areas=frozenset(areas),
        joined=frozenset(Unit.objects.filter(slug__in=stage.joined)),
        amounts={ground.measures[key]: 1000 * number for key, number in stage.amounts.items()},
        partner=ground.partners.get(model.partner),
        funding=model.funding,
    )


def _heir(unit: Unit) -> Unit:
    return unit.heir or unit
