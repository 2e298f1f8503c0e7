"""What an administrator gives maps to draw by, with its audit row."""

from pathlib import Path
from typing import Any

from django.db import transaction

from audit.actions import record_audit
from communes.models import Shape
from communes.shapes.storing import Stored, load_boundaries, remove_boundaries


@transaction.atomic
def draw_by_file(*, file: Path, dry_run: bool) -> Stored:
    """Store the boundaries of a file. Raises communes.shapes.files.BadFile."""
    stored = load_boundaries(file, dry_run=dry_run)
    if not dry_run:
        _record("load_boundaries", {"file": file.name, "communes": stored.communes, "provinces": stored.provinces})
    return stored


@transaction.atomic
def draw_by_cells() -> int:
    """Remove the boundaries that were loaded; return how many shapes went."""
    removed = remove_boundaries()
    if removed:
        _record("remove_boundaries", {"shapes": removed})
    return removed


def _record(action: str, after: dict[str, Any]) -> None:
    record_audit(by=None, action=action, obj=Shape, after=after)
