"""A patrol outing: what it says, how it is stored, counted, told and typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from campaigns import spreadsheets
from campaigns.actions.details import amounts, save
from campaigns.contents import Content, PatrolContent
from campaigns.counting import areas, below, late
from campaigns.forms.choices import Choices
from campaigns.forms.patrol import PatrolForm
from campaigns.kinds.spec import KindSpec, Sheet, Titles, Week, alone
from campaigns.models import ForceKind, Patrol, PatrolForce, Record, RecordKind, Shift
from campaigns.models.records import RecordQuerySet
from campaigns.presenting import Fact, by_row, counted, number, one
from campaigns.shifts import has_begun
from campaigns.spreadsheets import Cell, count_column
from campaigns.week.columns import Column, NumberColumn, OneColumn, label, number_of, valid
from campaigns.week.matching import Choice
from campaigns.week.shown import typed

ATTENDANCES = ngettext_lazy("%(n)s lượt người", "%(n)s lượt người", "number")
REMINDERS = ngettext_lazy("%(n)s lượt nhắc nhở", "%(n)s lượt nhắc nhở", "number")
INCIDENTS = ngettext_lazy("%(n)s vụ việc", "%(n)s vụ việc", "number")

SOURCES = (
    below(
        Patrol,
        "record",
        fixed={
            "reports": None,
            "patrol_sessions": None,
            "patrol_reminders": "reminders",
            "patrol_incidents": "incidents",
        },
    ),
    below(
        PatrolForce,
        "patrol__record",
        fixed={"patrol_attendances": "attendances"},
        by={"force_kind__indicator": "attendances"},
    ),
    areas(RecordKind.PATROL, "patrol_villages_covered"),
    late(RecordKind.PATROL),
)


def read(record: Record, common: dict[str, Any]) -> Content:
    patrol = record.patrol
    return PatrolContent(
        **common,
        shift=patrol.shift,
        forces={line.force_kind: line.attendances for line in patrol.forces.select_related("force_kind")},
        reminders=patrol.reminders,
        incidents=patrol.incidents,
    )


def write(record: Record, content: PatrolContent, new: bool) -> None:
    patrol = Patrol(record=record, shift=content.shift, reminders=content.reminders, incidents=content.incidents)
    save(patrol, new)
    if not new:
        patrol.forces.all().delete()
    PatrolForce.objects.bulk_create(
        PatrolForce(patrol=patrol, force_kind=kind, attendances=number) for kind, number in amounts(content.forces)
    )


def facts(content: PatrolContent, day: Fact, areas: Fact) -> list[Fact]:
    return [
        day,
        one("shift", _("Ca"), Shift(content.shift).label),
        areas,
        by_row("forces", _("Lực lượng (lượt người)"), content.forces),
        number("reminders", _("Lượt nhắc nhở"), content.reminders),
        number("incidents", _("Vụ việc phát hiện"), content.incidents),
    ]


def summary(record: Record) -> list[str]:
    patrol = record.patrol
    return [
        str(patrol.get_shift_display()),
        counted(ATTENDANCES, sum(line.attendances for line in patrol.forces.all())),
        counted(REMINDERS, patrol.reminders),
        counted(INCIDENTS, patrol.incidents),
    ]


def columns(villages: Column, offers: Choices, days: Sequence[date]) -> list[Column]:
    shifts = tuple(Choice(str(name)[0], str(name).split(" (")[0], value) for value, name in Shift.choices)
    forces = valid(offers.force_kinds, days)
    return [
        OneColumn(key="shift", label=label(PatrolForm, "shift"), size="word", choices=shifts),
        villages,
        *(NumberColumn(key=f"forces_{row.key}", label=row.name, size="number") for row in forces),
        number_of(PatrolForm, "reminders"),
        number_of(PatrolForm, "incidents"),
    ]


def cells(record: Record) -> dict[str, str]:
    patrol = record.patrol
    return {
        "shift": patrol.get_shift_display().split(" (")[0],
        **{f"forces_{line.force_kind.key}": typed(line.attendances) for line in patrol.forces.all()},
        "reminders": typed(patrol.reminders),
        "incidents": typed(patrol.incidents),
    }


def sheet_columns(records: RecordQuerySet) -> dict[str, spreadsheets.Column]:
    lines = PatrolForce.objects.filter(patrol__record__in=records)
    forces = ForceKind.objects.filter(pk__in=lines.values("force_kind"))
    return {
        "shift": spreadsheets.Column(_("Ca"), 20),
        **{f"forces_{row.key}": count_column(_("%(force)s (lượt người)") % {"force": row.name}) for row in forces},
        "attendances": count_column(_("Tổng lượt người")),
        "reminders": count_column(_("Lượt nhắc nhở")),
        "incidents": count_column(_("Vụ việc phát hiện")),
    }


def sheet_cells(record: Record) -> dict[str, Cell]:
    patrol = record.patrol
    forces: dict[str, Cell] = {f"forces_{line.force_kind.key}": line.attendances for line in patrol.forces.all()}
    return {
        "shift": patrol.get_shift_display(),
        **forces,
        "attendances": sum(line.attendances for line in patrol.forces.all()),
        "reminders": patrol.reminders,
        "incidents": patrol.incidents,
    }


OF_FIGURES = {
    "patrol_attendances": "attendances",
    "patrol_reminders": "reminders",
    "patrol_incidents": "incidents",
}

SPEC = KindSpec(
    kind=RecordKind.PATROL,
    key=RecordKind.PATROL.value,
    name=RecordKind.PATROL.label,
    titles=Titles(
        add=gettext_lazy("Ghi tuần tra"),
        edit=gettext_lazy("Sửa phiếu tuần tra"),
        again=gettext_lazy("Ghi tuần tra tiếp"),
    ),
    records=Q(kind=RecordKind.PATROL),
    address=("patrol_add",),
    template="campaigns/_patrol.html",
    make_form=lambda: PatrolForm,
    read=read,
    write=write,
    facts=facts,
    summary=summary,
    is_past=lambda content: has_begun(content.shift, content.on),
    week=Week(
        columns=columns,
        cells=cells,
        related=("patrol__forces__force_kind",),
        title=gettext_lazy("Sổ tuần tra"),
        lines=10,
    ),
    sheet=Sheet(
        columns=sheet_columns,
        cells=sheet_cells,
        related=("patrol__forces__force_kind",),
        column_of=lambda figure: OF_FIGURES.get(figure.key, ""),
    ),
)
FAMILY = alone(SPEC, sources=SOURCES, one=("patrol",), many=("patrol__forces",))
