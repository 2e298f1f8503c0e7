"""A row of the grid: what was typed, what is wrong with it, and how it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.actions import Conflict, Refused, record_entry
from campaigns.forms import EntryForm
from campaigns.forms.choices import Choices
from campaigns.kinds.spec import KindSpec
from campaigns.models import Record
from campaigns.usual import Question
from campaigns.week.columns import Column
from campaigns.week.matching import Unclear

FIRST_ROWS = 7
MORE_ROWS = 7
MOST_ROWS = 200
LONGEST = 300  # letters in a cell


@dataclass(frozen=True)
class Cell:
    """`id` is its name and its address on the page."""

    column: Column
    id: str
    text: str
    reasons: list[str]


@dataclass
class Row:
    """`reasons` by column; those under "" are about the whole row.

    `number` is kept until the row is sent, whatever becomes of the others: its writer has it beside the paper.
    `stored` is what its UUID already names; `twin` a record that says the same, about which its writer is asked.
    `sure` are answers about numbers, `asked` the questions that are open, each with the address of its cell.
    """

    columns: Sequence[Column]
    uuid: UUID = field(default_factory=uuid4)
    number: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    stored: Record | None = None
    twin: Record | None = None
    sure: list[str] = field(default_factory=list)
    asked: list[tuple[Question, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(self.texts.values())

    def cells(self) -> list[Cell]:
        return [
            Cell(column, f"{self.uuid}-{column.key}", self.texts.get(column.key, ""), self.reasons.get(column.key, []))
            for column in self.columns
        ]

    def wrong_cells(self) -> list[Cell]:
        return [cell for cell in self.cells() if cell.reasons]

    def own_reasons(self) -> list[str]:
        return self.reasons.get("", [])

    def refuse(self, field: str | None, reasons: Sequence[str]) -> None:
        """Set reasons beside the cell that the field of the form was read from."""
        self.reasons.setdefault(self._owner(field), []).extend(reasons)

    def ask(self, question: Question) -> None:
        self.asked.append((question, f"{self.uuid}-{self._owner(question.field)}"))

    def _owner(self, field: str | None) -> str:
        return next((column.key for column in self.columns if field and column.owns(field)), "")


def blank_rows(columns: Sequence[Column], count: int = FIRST_ROWS, *, after: int = 0) -> list[Row]:
    return [Row(columns, number=after + place) for place in range(1, count + 1)]


def rows_from(data: QueryDict, columns: Sequence[Column]) -> list[Row]:
    """Read what was typed, unchanged, empty rows too. A row without a proper UUID was not made by the grid.

    One row too many is read, never more: it is enough to complain about. Numbers only rise.
    """
    rows: list[Row] = []
    for text in islice(dict.fromkeys(data.getlist("row")), MOST_ROWS + 1):
        try:
            uuid = UUID(text)
        except ValueError:
            continue
        texts = {column.key: data.get(f"{text}-{column.key}", "").strip() for column in columns}
        number = max(number_in(data.get(f"{text}-number", "")), rows[-1].number + 1 if rows else 1)
        rows.append(Row(columns, uuid, number, texts, sure=data.getlist(f"{text}-sure")))
    return rows


def number_in(text: str) -> int:
    """The number of a row as the grid sends it, 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def store(row: Row, form: EntryForm, *, by: User) -> Record | None:
    """Store a row as an entry, or say beside its cells why not."""
    try:
        return record_entry(by=by, unit=form.place, uuid=form.entry_uuid, content=form.content)
    except Refused as refused:
        row.refuse(refused.field, [refused.message])
    except Conflict as conflict:
        row.stored = conflict.record
        row.refuse(None, [_("Dòng này đã gửi trước đó với nội dung khác. Muốn đổi thì sửa phiếu đã gửi.")])
    return None


def form_of(row: Row, *, spec: KindSpec, offers: Choices) -> EntryForm | None:
    """The form of a row that is right; else its reasons and questions stand in the row."""
    data: dict[str, Any] = {"uuid": str(row.uuid), "sure": row.sure}
    for column in row.columns:
        text = row.texts[column.key]
        if len(text) > LONGEST:
            row.reasons[column.key] = [_("Quá dài: nhiều nhất %(longest)s ký tự.") % {"longest": LONGEST}]
        elif text:
            try:
                data |= column.read(text)
            except Unclear as unclear:
                row.reasons[column.key] = [unclear.message]
    unread = set(row.reasons)
    form = spec.form(data, unit=offers.unit, choices=offers)
    for name, errors in form.errors.items():
        if name in form.questions:
            for question in form.questions[name]:
                row.ask(question)
        # A cell that was not understood is empty for the form: its own reason is enough.
        elif not any(column.key in unread and column.owns(name) for column in row.columns):
            row.refuse(name, [str(error) for error in errors])
    if not row.reasons and not row.asked and data.get("place_of_day") not in (None, form.place.slug):
        row.refuse("place_of_day", [_("Khu dân cư đã ghi thuộc %(unit)s.") % {"unit": form.place.full_name}])
    return None if row.reasons or row.asked else form
