"""Reach units and models through the scope."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import User
from communes.models import Unit
from models_selfmgmt.models import ModelInstance


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


def keeps(user: User, unit: Unit) -> bool:
    return unit.is_open and Unit.objects.kept_by(user).filter(pk=unit.pk).exists()
