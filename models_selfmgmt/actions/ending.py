"""Let models cover a residential area no longer than it exists, and say of a measure no more than as long as it counts.

The first is registered as a follower: stations stands beside.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record_audit
from communes.models import ResidentialArea
from models_selfmgmt.counting import count_instances
from models_selfmgmt.history import DAY, Content, Ground, Place, Run, cut, runs_of, standing_rows
from models_selfmgmt.models import ModelInstance, ModelVersion, TypeMeasure
from models_selfmgmt.storing import difference, write
from models_selfmgmt.telling import told
from rollups.counts import Counts
from rollups.writer import apply


def end_coverage(by: User, area: ResidentialArea, last_day: date) -> Counts:
    """Take the area out of every model from the day after its last on; give what that changes in the totals."""
    later = ModelVersion.objects.standing().filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last_day))
    covering = later.filter(area_lines__residential_area=area).values("instance")
    instances = list(ModelInstance.objects.select_for_update(no_key=True).filter(pk__in=covering).order_by("pk"))
    ids = [one.pk for one in instances]
    before = count_instances(ids)
    for one in instances:
        _end(by, one, area, last_day)
    return count_instances(ids) - before


@transaction.atomic
def end_measure(*, by: User, measure: TypeMeasure) -> None:
    """Store a measure with its new last day: what models say of it ends there, or goes on, with it."""
    saying = ModelVersion.objects.standing().filter(amounts__measure=measure).values("instance")
    instances = list(ModelInstance.objects.select_for_update(no_key=True).filter(pk__in=saying).order_by("pk"))
    ids = [one.pk for one in instances]
    before = count_instances(ids)
    measure.save()
    for one in instances:
        rows = standing_rows(one)
        _write(by, one, rows, runs_of(rows), _("Thay đổi thời gian dùng “%(name)s”.") % {"name": measure.name_vi})
    apply(count_instances(ids) - before)


def _end(by: User, instance: ModelInstance, area: ResidentialArea, last_day: date) -> None:
    rows = standing_rows(instance)
    runs = [part for run in runs_of(rows) for part in _without(run, area, last_day)]
    reason = _("%(area)s kết thúc ngày %(day)s.") % {"area": area, "day": f"{last_day:%d/%m/%Y}"}
    _write(by, instance, rows, runs, reason)


def _write(by: User, instance: ModelInstance, rows: list[ModelVersion], runs: list[Run], reason: str) -> None:
    wanted, before = difference(rows, runs, Ground()), told(instance)
    if not wanted:
        return
    write(instance, wanted, reason)
    instance.version += 1
    instance.updated_at = timezone.now()
    instance.save(update_fields=["version", "updated_at"])
    record_audit(
        by=by, action="change_modelinstance", obj=instance, unit=instance.unit, before=before, after=told(instance),
        reason=reason,
    )  # fmt: skip


def _without(run: Run, area: ResidentialArea, last_day: date) -> Iterator[Run]:
    """The run until the area's last day as it is, and after it without the area."""
    if area not in run.content.areas or (run.end is not None and run.end <= last_day):
        yield run
        return
    rest: Content = replace(run.content, areas=run.content.areas - {area})
    if run.start > last_day:
        yield replace(run, content=rest)
        return
    day = last_day + DAY
    moved = max((since for since in run.moves if since <= day), default=None)
    place = run.moves[moved] if moved else Place(run.unit)
    if place.joined is not None:
        rest = replace(rest, joined=place.joined)
    yield cut(run, last_day)
    yield Run(day, run.end, place.unit, rest, {since: one for since, one in run.moves.items() if since > day})
