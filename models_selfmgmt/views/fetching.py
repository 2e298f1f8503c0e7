"""Reach units and models through the scope."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import User
from communes.models import Unit
from models_selfmgmt.models import ModelInstance, ModelVersion


def readable_unit(user: User, slug: str) -> Unit:
    unit: Unit = get_object_or_404(Unit.objects.read_by(user).filter(leaf=True), slug=slug)
    return unit


def kept_unit(user: User, slug: str) -> Unit:
    """A unit of today whose register the user keeps."""
    unit: Unit = get_object_or_404(Unit.objects.kept_by(user).filter(leaf=True, valid_to__isnull=True), slug=slug)
    return unit


def readable(user: User, uuid: UUID) -> ModelInstance:
    return get_object_or_404(ModelInstance.objects.read_by(user).select_related("type", "unit__heir"), uuid=uuid)


def kept(user: User, uuid: UUID) -> ModelInstance:
    """A model that the user keeps and that was not withdrawn."""
    rows = ModelInstance.objects.kept_by(user).filter(withdrawn=False)
    return get_object_or_404(rows.select_related("type", "unit__heir"), uuid=uuid)


def working_unit(instance: ModelInstance) -> Unit:
    """The unit of today whose head keeps it."""
    return instance.unit.heir or instance.unit


def read_in(user: User, instance: ModelInstance) -> Unit:
    """The register in which a reader finds it: where it is kept, else that of the last that joins it or had it."""
    rows = ModelVersion.objects.standing().filter(instance=instance).order_by("-valid_from")
    lay = rows.values_list("unit", "joins__unit")
    here = working_unit(instance)
    found = dict.fromkeys([here.pk, instance.unit_id, *(pk for row in lay for pk in reversed(row) if pk is not None)])
    own = {unit.pk: unit for unit in Unit.objects.read_by(user).filter(pk__in=found)}
    return next((own[pk] for pk in found if pk in own), instance.unit)


def keeps(user: User, unit: Unit) -> bool:
    return unit.is_open and Unit.objects.kept_by(user).filter(pk=unit.pk).exists()
