"""The places of the matrix of access, what lies in each, and which of it an address names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from accounts.models import User
from campaigns.models import Campaign, Record
from communes.models import Area, ResidentialArea, Unit
from criteria.models import Assessment, AssessmentLine, CriteriaSet, Criterion, Evidence
from dashboards import places as places_of
from models_selfmgmt.bulk import Told, write_many
from models_selfmgmt.history import Content, Run
from models_selfmgmt.models import EventKind, ModelInstance, ModelType
from pivots.actions import save_table
from pivots.models import SavedTable
from returns.models import ReportedTotal, RestrictedFigure
from rollups.models import Indicator
from stations.models import Readiness
from targets.models import PlanTask, Target
from tests.campaigns.entries import patrol, recorded
from tests.world import World
from tests.world import village as make_village

DAY = date(2026, 3, 2)
PLACES = ["own", "neighbour", "foreign"]


@dataclass(frozen=True)
class Place:
    unit: Unit
    area: Area
    record: Record
    village: ResidentialArea
    snapshot: Readiness
    task: PlanTask
    target: Target
    told: ReportedTotal
    restricted: RestrictedFigure
    model: ModelInstance
    saved: SavedTable  # of the author of the record
    assessment: Assessment
    proof: Evidence  # of its one line


Args = Callable[[Place], list[Any]]


def unit(place: Place) -> list[Any]:
    return [place.unit.slug]


def province(place: Place) -> list[Any]:
    assert place.unit.province is not None
    return [place.unit.province.slug]


def area(place: Place) -> list[Any]:
    return [place.area.slug]


def record(place: Place) -> list[Any]:
    return [place.record.uuid]


def village(place: Place) -> list[Any]:
    return [place.unit.slug, place.village.pk]


def snapshot(place: Place) -> list[Any]:
    return [place.unit.slug, place.snapshot.pk]


def told(place: Place) -> list[Any]:
    return [place.unit.slug, place.told.pk]


def told_restricted(place: Place) -> list[Any]:
    return [place.unit.slug, place.restricted.pk]


def campaign(place: Place) -> list[Any]:
    return [place.task.campaign_id, place.unit.slug]


def campaign_of_province(place: Place) -> list[Any]:
    return [place.task.campaign_id, *province(place)]


def plan(place: Place) -> list[Any]:
    return [place.unit.slug, place.task.campaign_id]


def asked(place: Place) -> list[Any]:
    return [place.unit.slug, place.target.pk]


def task(place: Place) -> list[Any]:
    return [place.unit.slug, place.task.campaign_id, place.task.pk, "approve"]


def model(place: Place) -> list[Any]:
    return [place.model.uuid]


def day_off(place: Place) -> list[Any]:
    """One that somebody took away already."""
    return [*province(place), 0]


def happened(place: Place) -> list[Any]:
    return [place.model.uuid, "event", place.model.events.get().pk]


def officer(place: Place) -> list[Any]:
    return [place.unit.slug, place.record.author_id]


def saved(place: Place) -> list[Any]:
    return [place.saved.pk]


def criteria_set(place: Place) -> list[Any]:
    return [place.assessment.set_id]


def assessment(place: Place) -> list[Any]:
    return [place.assessment.uuid]


def line(place: Place) -> list[Any]:
    return [place.assessment.uuid, 1]


def evidence(place: Place) -> list[Any]:
    return [*line(place), place.proof.pk]


def with_key(of: Args, key: str = "patrol_sessions") -> Args:
    return lambda place: [*of(place), key]


def make_places(world: World) -> dict[str, Place]:
    """Of Lan, of her neighbour Minh, and of Sơn in another province."""
    return {
        "own": make_place(world.commune, world.lan, world.area),
        "neighbour": make_place(world.neighbour, world.minh, world.area),
        "foreign": make_place(world.foreign, world.son, world.foreign.area_memberships.get().area),
    }


def make_place(unit: Unit, author: User, lies_in: Area) -> Place:
    home = make_village("Thôn Khuổi Pục", unit, unit.lineage.exclude(pk=unit.pk).order_by("code")[0])
    saved = save_table(by=author, place=places_of.unit(author, unit.slug), name="Bảng", query="?rows=week")
    snapshot = Readiness.objects.create(
        unit=unit, valid_from=DAY, by=author, office="none", housing=False, staffed=False, investigator=False
    )
    figure = {"unit": unit, "end": DAY, "thousandths": 1000, "by": author}
    indicator = Indicator.objects.get(key="patrol_sessions")
    said = ReportedTotal.objects.create(**figure, indicator=indicator, kind="published")
    Indicator.objects.filter(key="serious_crimes").update(active=True)  # off until an administrator wants it
    kept = RestrictedFigure.objects.create(**figure, indicator=Indicator.objects.get(key="serious_crimes"))
    peak, _ = Campaign.objects.get_or_create(name="Cao điểm", start=DAY, end=DAY)
    task = PlanTask.objects.create(unit=unit, campaign=peak, title="Rà soát", by=author)
    target = Target.objects.create(
        unit=unit,
        indicator=indicator,
        start=DAY,
        end=DAY,
        thousandths=1000,
        assigner_name="Công an tỉnh",
        by=author,
    )
    camera = model_in(unit, home)
    log = recorded(author, unit, patrol(on=DAY))
    proof = assessment_of(unit, author)
    judged = proof.line.assessment
    return Place(unit, lies_in, log, home, snapshot, task, target, said, kept, camera, saved, judged, proof)


def assessment_of(unit: Unit, author: User) -> Evidence:
    """Begun, with a record that proves its one line; communes without a head have it from a load."""
    known, _ = CriteriaSet.objects.get_or_create(
        key="xa", province=unit.province, defaults={"valid_from": DAY, "by": author, "purpose": "model", "level": "any"}
    )
    criterion, _ = Criterion.objects.get_or_create(set=known, number=1, defaults={"text": "Có kế hoạch"})
    row = Assessment.objects.create(set=known, purpose="model", unit=unit, start=DAY, end=DAY, by=author)
    one = AssessmentLine.objects.create(assessment=row, criterion=criterion)
    return Evidence.objects.create(line=one, record=Record.objects.filter(unit=unit)[0])


def model_in(unit: Unit, village: ResidentialArea) -> ModelInstance:
    """Cameras since that day; communes without a head have them from a load."""
    kind, content = ModelType.objects.get(key="security_camera"), Content(frozenset({village}))
    told = Told(uuid4(), kind, [Run(DAY, None, unit, content)], events=[(EventKind.ESTABLISHED, DAY)])
    return ModelInstance.objects.get(pk=write_many([told], []).instances[0])
