"""What was entered last, so that the next entry begins with it."""

from typing import Any

from accounts.models import User
from campaigns.contents import content_of
from campaigns.forms import FORMS
from campaigns.models import Record, RecordKind
from campaigns.placing import covered
from communes.models import Unit


def last_used(*, by: User, unit: Unit, kind: RecordKind) -> dict[str, Any]:
    """Give what usually stays the same (shift and forces, form, mode): of the own last entry, else of the unit's."""
    rows = Record.objects.filter(kind=kind, unit__in=covered(unit), deleted=False).order_by("-updated_at")
    last = rows.filter(author=by).first() or rows.first()
    if last is None:
        return {}
    form = FORMS[kind]
    values = form.initial_from(content_of(last))
    return {name: value for name, value in values.items() if name.startswith(form.remembered)}
