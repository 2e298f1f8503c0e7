"""What the register counts, said once: the writer's change for one instance, `rollups --verify` and `--rebuild`.

Every row of a version, with its areas, amounts and joined communes, counts from its first to its last day in its unit.
A source's record is the instance; of registers it is their own row.
"""

from collections.abc import Iterable, Sequence

from models_selfmgmt.models import (
    EventKind,
    Group,
    ModelAmount,
    ModelEvent,
    ModelRegister,
    ModelVersion,
    VersionArea,
    VersionJoin,
)
from rollups.counts import Counts
from rollups.sources import Source, count_many, dated

REGISTERS = "model_registers"
IN_USE, NEW, TYPES = "self_mgmt_models_active", "self_mgmt_models_new", "movement_models_active"
JOINED = "security_clusters_joined"

STANDING = ModelVersion.objects.filter(voided=False)
BEGUN = ModelEvent.objects.filter(voided=False, kind=EventKind.ESTABLISHED)

VERSIONS = [
    Source(STANDING, "instance", "unit", "valid_from", None, by={"instance__type__in_use_indicator": None}),
    Source(
        STANDING.filter(instance__type__self_management=True), "instance", "unit", "valid_from", None,
        fixed={IN_USE: None},
    ),
    # Types, not instances: a commune with three sets of cameras keeps one type up.
    Source(
        STANDING.filter(instance__type__group=Group.MODEL), "instance", "unit", "valid_from", None,
        members={TYPES: "instance__type"},
    ),
]  # fmt: skip
BELOW = [
    Source(
        ModelAmount.objects.filter(version__voided=False),
        "version__instance", "version__unit", "version__valid_from", None,
        by={"measure__indicator": "thousandths"}, scale=1,
    ),
    Source(
        VersionArea.objects.filter(version__voided=False),
        "version__instance", "version__unit", "version__valid_from", None,
        members_by={"version__instance__type__places_indicator": "residential_area"},
    ),
    Source(
        VersionJoin.objects.filter(version__voided=False),
        "version__instance", "unit", "version__valid_from", None,
        fixed={JOINED: None},
    ),
]  # fmt: skip
EVENTS = [
    Source(BEGUN, "instance", "unit", "on", None, by={"instance__type__new_indicator": None}),
    Source(BEGUN.filter(instance__type__self_management=True), "instance", "unit", "on", None, fixed={NEW: None}),
]

OF_INSTANCES: Sequence[Source] = (
    *(part for source in VERSIONS for part in dated(source, "valid_to")),
    *(part for source in BELOW for part in dated(source, "version__valid_to")),
    *EVENTS,
)
OF_REGISTERS: Sequence[Source] = tuple(
    dated(Source(ModelRegister.objects.all(), "pk", "unit", "valid_from", None, fixed={REGISTERS: None}), "valid_to")
)


def sources() -> Iterable[Source]:
    return [*OF_INSTANCES, *OF_REGISTERS]


def count_instances(ids: Sequence[int]) -> Counts:
    """What instances add up to as their rows stand in the database now."""
    return count_many(OF_INSTANCES, ids)


def count_registers(ids: Sequence[int]) -> Counts:
    return count_many(OF_REGISTERS, ids)
