"""Write audit rows. Called by actions inside their transaction: no write without its row, no row without its write."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.forms.models import model_to_dict

from accounts.models import User
from audit.context import origin
from audit.models import AuditEntry
from communes.models import Unit

# What must not be kept even in the trail.
SECRET_FIELDS = {"password"}


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
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        unit=unit,
        before=before,
        after=after,
        reason=reason,
    )


def content(obj: models.Model) -> dict[str, Any]:
    """All editable fields of `obj` as plain JSON values."""
    fields = {name: value for name, value in model_to_dict(obj).items() if name not in SECRET_FIELDS}
    text = json.dumps(fields, cls=DjangoJSONEncoder, default=str)
    loaded: dict[str, Any] = json.loads(text)
    return loaded
