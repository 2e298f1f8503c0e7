"""What was entered last, so that the next entry begins with it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import User
from campaigns.contents import content_of
from campaigns.kinds.spec import KindSpec
from campaigns.models import Record
from campaigns.placing import covered
from communes.models import Unit


@dataclass(frozen=True)
class Remembered:
    """What usually stays the same (shift and forces, form, mode), and the day it was said of: the page says so."""

    values: dict[str, Any] = field(default_factory=dict)
    on: date | None = None


def last_used(*, by: User, unit: Unit, spec: KindSpec) -> Remembered:
    """Read the own last entry, else the unit's."""
    rows = Record.objects.filter(spec.records, unit__in=covered(unit), deleted=False).order_by("-updated_at")
    last = rows.filter(author=by).first() or rows.first()
    if last is None:
        return Remembered()
    values = spec.form.initial_from(content_of(last))
    kept = {name: value for name, value in values.items() if name.startswith(spec.form.remembered)}
    return Remembered(kept, last.on)
