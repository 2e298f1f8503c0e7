"""A propaganda session: what it says, how it is stored, counted, told and typed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from campaigns import spreadsheets
from campaigns.actions.details import save
from campaigns.contents import Content, PropagandaSessionContent
from campaigns.counting import areas, below, late
from campaigns.forms.choices import Choices
from campaigns.forms.propaganda_session import PropagandaSessionForm
from campaigns.kinds.spec import KindSpec, Sheet, Titles, Week, alone
from campaigns.models import PropagandaSession, Record, RecordKind
from campaigns.models.catalogues import Catalogue
from campaigns.models.records import RecordQuerySet
from campaigns.presenting import Fact, counted, names, number, one
from campaigns.spreadsheets import Cell, count_column
from campaigns.week.columns import Column, OneColumn, SomeColumn, YesColumn, coded, label, number_of
from campaigns.week.shown import joined, typed

ATTENDANCES = ngettext_lazy("%(n)s lượt người", "%(n)s lượt người", "number")
HOUSEHOLDS = ngettext_lazy("%(n)s hộ", "%(n)s hộ", "number")
LAUNCHES = Case(When(launch=True, then=Value(1)), default=Value(0))

SOURCES = (
    below(
        PropagandaSession,
        "record",
        fixed={
            "reports": None,
            "propaganda_sessions": None,
            "launch_sessions": LAUNCHES,
            "propaganda_attendances": "attendances",
            "propaganda_households": "households",
        },
        by={"form__indicator": None},
    ),
    below(PropagandaSession.topics.through, "propagandasession__record", by={"topic__indicator": None}),
    areas(RecordKind.PROPAGANDA_SESSION, "propaganda_villages_covered"),
    late(RecordKind.PROPAGANDA_SESSION),
)


def read(record: Record, common: dict[str, Any]) -> Content:
    session = record.propagandasession
    return PropagandaSessionContent(
        **common,
        form=session.form,
        topics=tuple(session.topics.all()),
        audiences=tuple(session.audiences.all()),
        partners=tuple(session.partners.all()),
        launch=session.launch,
        linked_movement=session.linked_movement,
        attendances=session.attendances,
        households=session.households,
    )


def write(record: Record, content: PropagandaSessionContent, new: bool) -> None:
    session = PropagandaSession(
        record=record,
        form=content.form,
        launch=content.launch,
        linked_movement=content.linked_movement,
        attendances=content.attendances,
        households=content.households,
    )
    save(session, new)
    session.topics.set(content.topics)
    session.audiences.set(content.audiences)
    session.partners.set(content.partners)


def facts(content: PropagandaSessionContent, day: Fact, areas: Fact) -> list[Fact]:
    return [
        day,
        areas,
        one("form", _("Hình thức"), content.form.name),
        names("topics", _("Nội dung"), content.topics),
        number("attendances", _("Lượt người dự"), content.attendances),
        number("households", _("Hộ gia đình"), content.households),
        names("audiences", _("Đối tượng"), content.audiences),
        names("partners", _("Đơn vị phối hợp"), content.partners),
        one("launch", _("Phát động phong trào"), _("Có") if content.launch else ""),
        one("linked_movement", _("Lồng ghép"), content.linked_movement.name if content.linked_movement else ""),
    ]


def summary(record: Record) -> list[str]:
    session = record.propagandasession
    return [
        session.form.name,
        ", ".join(topic.name for topic in session.topics.all()),
        counted(ATTENDANCES, session.attendances),
        counted(HOUSEHOLDS, session.households),
        _("Phát động") if session.launch else "",
    ]


def columns(villages: Column, offers: Choices, days: Sequence[date]) -> list[Column]:
    form = PropagandaSessionForm

    def one(key: str, rows: Sequence[Catalogue]) -> Column:
        return OneColumn(key=key, label=label(form, key), size="text", choices=coded(rows, days))

    def some(key: str, rows: Sequence[Catalogue]) -> Column:
        return SomeColumn(key=key, label=label(form, key), size="text", choices=coded(rows, days))

    return [
        replace(villages, size="text"),
        one("form", offers.session_forms),
        some("topics", offers.topics),
        number_of(form, "attendances"),
        number_of(form, "households"),
        some("audiences", offers.audiences),
        some("partners", offers.partner_orgs),
        YesColumn(key="launch", label=_("Phát động"), size="mark"),
        one("linked_movement", offers.linked_movements),
    ]


def cells(record: Record) -> dict[str, str]:
    session = record.propagandasession
    return {
        "form": str(session.form),
        "topics": joined(session.topics.all()),
        "audiences": joined(session.audiences.all()),
        "partners": joined(session.partners.all()),
        "launch": "x" if session.launch else "",
        "linked_movement": str(session.linked_movement or ""),
        "attendances": typed(session.attendances),
        "households": typed(session.households),
    }


def sheet_columns(records: RecordQuerySet) -> dict[str, spreadsheets.Column]:
    return {
        "form": spreadsheets.Column(_("Hình thức"), 24),
        "topics": spreadsheets.Column(_("Nội dung"), 40),
        "attendances": count_column(_("Lượt người dự")),
        "households": count_column(_("Hộ gia đình")),
        "audiences": spreadsheets.Column(_("Đối tượng"), 24),
        "partners": spreadsheets.Column(_("Đơn vị phối hợp"), 24),
        "launch": spreadsheets.Column(_("Phát động phong trào"), 10),
        "linked_movement": spreadsheets.Column(_("Lồng ghép"), 24),
    }


def sheet_cells(record: Record) -> dict[str, Cell]:
    session = record.propagandasession
    return {**cells(record), "attendances": session.attendances, "households": session.households}


RELATED = tuple(f"propagandasession__{name}" for name in ("form", "linked_movement", "topics", "audiences", "partners"))
OF_FIGURES = {"propaganda_attendances": "attendances", "propaganda_households": "households"}

SPEC = KindSpec(
    kind=RecordKind.PROPAGANDA_SESSION,
    key=RecordKind.PROPAGANDA_SESSION.value,
    name=RecordKind.PROPAGANDA_SESSION.label,
    titles=Titles(
        add=gettext_lazy("Ghi buổi tuyên truyền"),
        edit=gettext_lazy("Sửa phiếu tuyên truyền"),
        again=gettext_lazy("Ghi buổi tuyên truyền tiếp"),
    ),
    records=Q(kind=RecordKind.PROPAGANDA_SESSION),
    address=("propaganda_session_add",),
    template="campaigns/_propaganda_session.html",
    make_form=lambda: PropagandaSessionForm,
    read=read,
    write=write,
    facts=facts,
    summary=summary,
    week=Week(
        columns=columns,
        cells=cells,
        related=RELATED,
        title=gettext_lazy("Sổ tuyên truyền"),
        lines=7,
    ),
    sheet=Sheet(
        columns=sheet_columns,
        cells=sheet_cells,
        related=RELATED,
        column_of=lambda figure: OF_FIGURES.get(figure.key, ""),
    ),
)
FAMILY = alone(SPEC, sources=SOURCES, one=("propagandasession__form",), many=("propagandasession__topics",))
