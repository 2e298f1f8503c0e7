"""Write audit rows. Called by actions inside their transaction: no write without its row, no row without its write."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from accounts.models import User
from audit.context import origin
from audit.models import AuditEntry
from communes.models import Unit

# What must not be kept even in the trail, and what only repeats a name.
LEFT_OUT = {"password", "last_login", "sort_key", "search_key"}


def record_audit(
    *,
    by: User | None,
    action: str,
    obj: models.Model,
    unit: Unit | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEntry:
    """Store who did what to `obj`, with its content before and after (JSON-ready dicts, see `content`)."""
    source = origin.get()
    return AuditEntry.objects.create(
        operation=source.operation,
        actor=by,
        actor_name=by.username if by else "",
        actor_roles=" ".join(sorted(by.roles)) if by else "",
        channel=source.channel,
        ip=source.ip,
        action=action,
        object_type=_concrete(obj)._meta.label_lower,
        object_id=str(obj.pk),
        unit=unit,
        before=before,
        after=after,
        reason=reason,
    )


def _concrete(obj: models.Model) -> type[models.Model]:
    """A proxy shows the same object."""
    return obj._meta.concrete_model or type(obj)


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
