"""Write audit rows. Called by actions inside their transaction: no write without its row, no row without its write."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import override

from accounts.models import User
from audit.context import origin
from audit.models import AuditEntry
from communes.models import Unit
from communes.vietnamese import search_key

# What must not be kept even in the trail, and what only repeats a name.
LEFT_OUT = {"password", "last_login", "sort_key", "search_key"}
TITLE_LENGTH, KEY_LENGTH = 200, 600


def record_audit(
    *,
    by: User | None,
    action: str,
    obj: models.Model | type[models.Model],
    unit: Unit | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEntry:
    """Store who did what to `obj`, with its content before and after (JSON-ready dicts, see `content`).

    A class stands for its table as a whole.
    """
    source = origin.get()
    with override("vi"):  # the trail reads alike whoever wrote it
        title = _title(obj)
        found_by = [title, unit.full_name if unit else "", by.described if by else ""]
    return AuditEntry.objects.create(
        operation=source.operation,
        actor=by,
        actor_name=by.username if by else "",
        actor_roles=" ".join(sorted(by.roles)) if by else "",
        channel=source.channel,
        ip=source.ip,
        action=action,
        object_type=_concrete(obj)._meta.label_lower,
        object_id="" if isinstance(obj, type) else str(obj.pk),
        title=title,
        search_key=search_key(" ".join(found_by))[:KEY_LENGTH],
        unit=unit,
        before=before,
        after=after,
        reason=reason,
    )


def _title(obj: models.Model | type[models.Model]) -> str:
    """The words that pages show: of a record its receipt first, as far as the column holds them."""
    if isinstance(obj, type):
        return ""
    words = [getattr(obj, "receipt", ""), str(obj)]
    return " – ".join(filter(None, words))[:TITLE_LENGTH]


def _concrete(obj: models.Model | type[models.Model]) -> type[models.Model]:
    """A proxy shows the same object."""
    model: type[models.Model] = obj._meta.concrete_model or obj.__class__  # type: ignore[assignment]
    return model


def content(obj: models.Model) -> dict[str, Any]:
    """The stored columns of `obj` as plain JSON values; what it points at by id."""
    values = {
        field.name: field.value_from_object(obj)
        for field in obj._meta.concrete_fields
        if not field.primary_key and field.name not in LEFT_OUT
    }
    if obj.pk is not None:
        for relation in obj._meta.many_to_many:
            values[relation.name] = sorted(other.pk for other in relation.value_from_object(obj))
    loaded: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return loaded
