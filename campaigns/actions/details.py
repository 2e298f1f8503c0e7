"""Write the detail row of a record and its lines, new or anew."""

from collections.abc import Mapping
from typing import TypeVar

from django.db import models

from campaigns.contents import Content
from campaigns.kinds.registry import spec_for
from campaigns.models import Record, RecordArea

M = TypeVar("M", bound=models.Model)


def write_details(record: Record, content: Content, *, new: bool) -> None:
    if not new:
        record.area_lines.all().delete()
    RecordArea.objects.bulk_create(
        RecordArea(record=record, residential_area=area) for area in dict.fromkeys(content.residential_areas)
    )
    spec_for(content).write(record, content, new)


def save(detail: models.Model, new: bool) -> None:
    # The key is the record's, so Django would otherwise ask the database which of the two it is.
    detail.save(force_insert=new, force_update=not new)


def amounts(amounts: Mapping[M, int]) -> list[tuple[M, int]]:
    """Zero lines say nothing and are not kept."""
    return [(obj, amount) for obj, amount in amounts.items() if amount]
