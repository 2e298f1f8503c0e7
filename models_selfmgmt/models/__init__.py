"""The register of models, equipment and teams: types, instances with their life, and who keeps one."""

from models_selfmgmt.models.instances import (
    Funding,
    ModelAmount,
    ModelInstance,
    ModelInstanceQuerySet,
    ModelVersion,
    ModelVersionQuerySet,
    VersionArea,
    VersionJoin,
)
from models_selfmgmt.models.life import EventKind, Grade, ModelEvent, ModelInspection
from models_selfmgmt.models.registers import ModelRegister
from models_selfmgmt.models.types import MOST_MEASURES, Group, ModelType, ModelTypeAlias, TypeMeasure

__all__ = [
    "MOST_MEASURES",
    "EventKind",
    "Funding",
    "Grade",
    "Group",
    "ModelAmount",
    "ModelEvent",
    "ModelInspection",
    "ModelInstance",
    "ModelInstanceQuerySet",
    "ModelRegister",
    "ModelType",
    "ModelTypeAlias",
    "ModelVersion",
    "ModelVersionQuerySet",
    "TypeMeasure",
    "VersionArea",
    "VersionJoin",
]
