"""The kinds that administrators define: one spec a row, one family for all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from campaigns import spreadsheets
from campaigns.actions.details import save
from campaigns.actions.errors import Refused
from campaigns.contents import ActivityContent, Content
from campaigns.counting import below, late
from campaigns.forms.activity import form_of, not_used
from campaigns.forms.choices import Choices
from campaigns.kinds.definition import Asked, Definition, figure_of
from campaigns.kinds.spec import Family, KindSpec, Sheet, Titles, Week
from campaigns.models import (
    Activity,
    ActivityAmount,
    ActivityChoice,
    ActivityKind,
    ActivityLabel,
    ListedChoice,
    Record,
    RecordArea,
    RecordKind,
)
from campaigns.models.records import RecordQuerySet
from campaigns.presenting import Fact, one
from campaigns.spreadsheets import Cell, count_column
from campaigns.week.columns import Column, CountsColumn, NumberColumn, OneColumn, SomeColumn, coded, valid
from campaigns.week.shown import JOIN, joined
from communes.models import Unit
from rollups.models import SCALE
from rollups.numbers import grouped

SOURCES = (
    below(Activity, "record", fixed={"reports": None}, by={"kind__indicator": None}),
    below(
        ActivityAmount,
        "activity__record",
        by={"count__indicator": "thousandths", "choice__indicator": "thousandths"},
        scale=1,
    ),
    # A list that parts the records of its kind: each choice has a figure of its own.
    below(ActivityLabel, "activity__record", by={"listed__indicator": None}),
    below(
        RecordArea,
        "record",
        where={"record__kind": RecordKind.ACTIVITY},
        members_by={"record__activity__kind__coverage": "residential_area"},
    ),
    late(RecordKind.ACTIVITY),
)
LABELS = ("listed", "partner", "movement")
LABELLED = (*(f"activity__labels__{name}" for name in LABELS), "activity__labels__choice")
COLUMN_OF = {ActivityChoice.Shared.PARTNERS.value: "partner", ActivityChoice.Shared.MOVEMENTS.value: "movement"}
LINES = 8


def spec_of_row(row: ActivityKind) -> KindSpec:
    definition = Definition(row)
    return KindSpec(
        kind=RecordKind.ACTIVITY,
        key=row.key,
        name=row.name,
        titles=Titles(
            add=row.name, edit=_("Sửa phiếu: %(kind)s") % {"kind": row.name}, again=gettext_lazy("Ghi thêm phiếu")
        ),
        records=Q(kind=RecordKind.ACTIVITY, activity__kind=row.pk),
        address=("activity_add", row.key),
        template="campaigns/_activity.html",
        make_form=partial(form_of, definition),
        read=partial(read, row),
        write=partial(write, definition),
        facts=partial(facts, definition),
        summary=summary,
        is_offered=row.is_valid_on,
        week=Week(
            columns=partial(columns, definition),
            cells=partial(cells, definition),
            related=("activity__amounts__count__indicator", "activity__amounts__choice",
                     *LABELLED),
            title=_("Sổ: %(kind)s") % {"kind": row.name},
            lines=LINES,
        ),
        sheet=Sheet(
            columns=partial(sheet_columns, definition),
            cells=partial(sheet_cells, definition),
            related=("activity__amounts__count__indicator", "activity__amounts__choice__indicator", *LABELLED),
            column_of=lambda figure: f"figure_{figure.key}",
        ),
    )  # fmt: skip


def read(row: ActivityKind, record: Record, common: dict[str, Any]) -> Content:
    activity = record.activity
    labels: dict[str, tuple[str, ...]] = {}
    for label in activity.labels.select_related("choice", *LABELS).order_by("pk"):
        labels[label.choice.key] = (*labels.get(label.choice.key, ()), label.row.key)
    lines = activity.amounts.select_related("count__indicator", "choice__indicator").order_by("pk")
    amounts = {
        (line.choice.indicator if line.choice and line.choice.indicator else line.count.indicator).key: line.thousandths
        for line in lines
    }
    return ActivityContent(**common, definition=row, number=activity.number, amounts=amounts, labels=labels)


def write(definition: Definition, record: Record, content: ActivityContent, new: bool) -> None:
    row, day = definition.row, content.on
    if not ActivityKind.objects.in_log(record.unit).filter(pk=row.pk).exists():
        raise PermissionDenied
    if not row.is_valid_on(day):
        raise Refused(not_used(row.name, day), "on")
    activity = Activity(record=record, kind=row, number=content.number)
    save(activity, new)
    if not new:
        activity.amounts.all().delete()
        activity.labels.all().delete()
    amounts = []
    for key, thousandths in content.amounts.items():
        place = definition.place(key, day)
        if place is None:
            raise Refused(not_used(key, day))
        if thousandths:
            amounts.append(ActivityAmount(activity=activity, count=place[0], choice=place[1], thousandths=thousandths))
    labels = [
        ActivityLabel(activity=activity, choice=choice, **{COLUMN_OF.get(choice.shared, "listed"): chosen})
        for choice in definition.choices
        for chosen in definition.rows(choice)
        if chosen.key in content.labels.get(choice.key, ())
    ]
    try:
        with transaction.atomic():
            ActivityAmount.objects.bulk_create(amounts)
            ActivityLabel.objects.bulk_create(labels)
    except IntegrityError:
        # An administrator closed a row since the definition was read: the database asks for its days again.
        raise Refused(_("Loại việc này vừa thay đổi: mở lại phiếu rồi ghi.")) from None


def facts(definition: Definition, content: ActivityContent, day: Fact, areas: Fact) -> list[Fact]:
    """Every field that the kind ever had, so that two contents of different days have the same ones."""
    labels = [
        Fact(
            f"choice_{choice.key}",
            choice.label,
            tuple(row.name for row in definition.rows(choice) if row.key in content.labels.get(choice.key, ())),
        )
        for choice in definition.choices
    ]
    numbers = [_numbers(asked, content) for asked in definition.asked]
    return [day, *labels, areas, one("number", _("Số văn bản"), content.number), *numbers]


def _numbers(asked: Asked, content: ActivityContent) -> Fact:
    said = [(content.amounts.get(figure, 0), part) for figure, part in asked.places.values()]
    unit = asked.indicator.unit
    lines = [
        f"{part.name}: {grouped(amount)}" if part else f"{grouped(amount)} {unit}" for amount, part in said if amount
    ]
    label = asked.indicator.name if not asked.parts else asked.label
    return Fact(asked.field, label, tuple(lines))


def summary(record: Record) -> list[str]:
    activity = record.activity
    amounts = sorted(activity.amounts.all(), key=lambda line: line.pk)
    said = [str(label.row) for label in sorted(activity.labels.all(), key=lambda label: label.pk)]
    numbers = [
        f"{grouped(line.thousandths)} {line.choice.name if line.choice else line.count.indicator.unit}"
        for line in amounts
    ]
    return [", ".join(said), activity.number, *numbers]


def columns(definition: Definition, villages: Column, offers: Choices, days: Sequence[date]) -> list[Column]:
    row = definition.row
    found: list[Column] = []
    for choice in valid(definition.choices, days):
        column = SomeColumn if choice.several else OneColumn
        rows = coded(definition.rows(choice), days)
        found.append(column(key=f"choice_{choice.key}", label=choice.label, size="text", choices=rows))
    if row.areas != ActivityKind.Areas.NEVER:
        found.append(replace(villages, size="text" if len(found) > 1 else "wide"))
    if row.numbered:
        found.append(Column(key="number", label=_("Số văn bản"), size="word"))
    for asked in definition.asked:
        if asked.parts and asked.within(days):
            parts = coded(asked.parts, days)
            found.append(CountsColumn(key=asked.field, label=asked.label, size="text", choices=parts))
        elif asked.within(days):
            found.append(NumberColumn(key=asked.field, label=asked.label, size="number"))
    return found


def cells(definition: Definition, record: Record) -> dict[str, str]:
    activity = record.activity
    said: dict[str, list[object]] = {}
    for label in activity.labels.all():
        said.setdefault(f"choice_{label.choice.key}", []).append(label.row)
    numbers: dict[str, list[str]] = {}
    for line in activity.amounts.all():
        asked = Asked((line.count,), (line.choice,) if line.choice else ())
        words = f"{grouped(line.thousandths)} {line.choice.name}" if line.choice else grouped(line.thousandths)
        numbers.setdefault(asked.field, []).append(words)
    return {
        "number": activity.number,
        **{key: joined(rows) for key, rows in said.items()},
        **{key: JOIN.join(words) for key, words in numbers.items()},
    }


def sheet_columns(definition: Definition, records: RecordQuerySet) -> dict[str, spreadsheets.Column]:
    numbers = {
        f"figure_{figure}": _sheet_column(asked, part)
        for asked in definition.asked
        for figure, part in asked.places.values()
    }
    labels = {f"choice_{choice.key}": spreadsheets.Column(choice.label, 24) for choice in definition.choices}
    papers = {"number": spreadsheets.Column(_("Số văn bản"), 16)} if definition.row.numbered else {}
    return {**labels, **papers, **numbers}


def _sheet_column(asked: Asked, part: ListedChoice | None) -> spreadsheets.Column:
    name = f"{asked.label}: {part.name}" if part else asked.label
    return count_column(name, asked.indicator.decimals)


def sheet_cells(definition: Definition, record: Record) -> dict[str, Cell]:
    """What was asked for on the day and left empty is 0, as on the form; what was not asked for stays empty."""
    activity = record.activity
    asked = (one for one in definition.asked if one.on(record.on))
    numbers: dict[str, Cell] = {f"figure_{figure}": 0 for one in asked for figure, _part in one.places.values()}
    for line in activity.amounts.all():
        figure = figure_of(line.choice) if line.choice else line.count.indicator
        numbers[f"figure_{figure.key}"] = Decimal(line.thousandths) / SCALE
    return {**cells(definition, record), **numbers}


def of_log(unit: Unit) -> list[KindSpec]:
    return [spec_of_row(row) for row in ActivityKind.objects.in_log(unit)]


def of_reader(user: User) -> list[KindSpec]:
    return [spec_of_row(row) for row in ActivityKind.objects.of_reader(user)]


FAMILY = Family(
    kind=RecordKind.ACTIVITY,
    sources=SOURCES,
    one=("activity__kind",),
    many=(
        "activity__amounts__count__indicator",
        "activity__amounts__choice",
        *(f"activity__labels__{name}" for name in LABELS),
    ),
    of_record=lambda record: spec_of_row(record.activity.kind),
    of_content=lambda content: spec_of_row(content.definition),
    of_log=of_log,
    of_reader=of_reader,
)
