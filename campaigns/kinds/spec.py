"""What antq says of a kind of record, in one place: lists, approval, digests, week entry, paper and totals ask it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from campaigns.models import Record, RecordKind
from campaigns.models.records import RecordQuerySet
from campaigns.spreadsheets import Cell
from campaigns.spreadsheets import Column as SheetColumn
from communes.models import Unit
from rollups.models import Indicator
from rollups.sources import Source

if TYPE_CHECKING:  # these ask for specs themselves
    from accounts.models import User
    from campaigns.contents import Content
    from campaigns.forms.choices import Choices
    from campaigns.forms.entry import EntryForm
    from campaigns.presenting import Fact
    from campaigns.week.columns import Column

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Titles:
    """What its pages are called: of a new entry, of one that is changed, of one more after it."""

    add: Words
    edit: Words
    again: Words


@dataclass(frozen=True, kw_only=True)
class Week:
    """How a week of it is typed and printed. `columns` follow the day; they are given that of residential areas."""

    columns: Callable[["Column", "Choices", Sequence[date]], list["Column"]]
    # What was recorded already as the same columns would be typed, and what that reads, so that a week costs the same
    # however full it is.
    cells: Callable[[Record], dict[str, str]]
    related: tuple[str, ...]
    title: Words  # of the paper logbook
    lines: int  # of a sheet: as many as a pen needs


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Its records as rows of a spreadsheet: each word and each count in a column of its own, by the key of the column.

    `columns` are given the records, so that what none of them has gets no column; `related` is what `cells` reads.
    `column_of` names the one column that holds a figure; where there is none, a list of the figure gets one of its own.
    """

    columns: Callable[[RecordQuerySet], dict[str, SheetColumn]]
    cells: Callable[[Record], dict[str, Cell]]
    related: tuple[str, ...]
    column_of: Callable[[Indicator], str] = lambda figure: ""


def is_over(content: "Content") -> bool:
    """What has no hours may be of today at any hour."""
    return content.on <= timezone.localdate()


@dataclass(frozen=True, kw_only=True, eq=False)
class KindSpec:
    """`key` names the kind in addresses, filters and the trail; `kind` is that of its rows in the table of records."""

    kind: RecordKind
    key: str
    name: Words
    titles: Titles
    records: Q
    # The address of a new entry: its name, and what stands in it after the unit.
    address: tuple[str, ...]
    template: str
    make_form: Callable[[], type["EntryForm"]]
    # What a record says, from what every kind says; and back again, new or anew.
    read: Callable[[Record, dict[str, Any]], "Content"]
    write: Callable[[Record, Any, bool], None]
    # Every field of a content in the order of its form, given those of the day and of the residential areas.
    facts: Callable[[Any, "Fact", "Fact"], list["Fact"]]
    summary: Callable[[Record], list[str]]  # a line of a list, from rows that the list has fetched
    # Told when a record counts no more (or again), for details that keep this themselves.
    settle: Callable[[Record], None] = lambda record: None
    is_past: Callable[[Any], bool] = is_over  # whether what a content tells has at least begun
    is_offered: Callable[[date], bool] = lambda day: True  # whether pages of a day lead to its form
    week: Week | None = None
    sheet: Sheet | None = None  # without one its summary is a cell

    @cached_property
    def form(self) -> type["EntryForm"]:
        return self.make_form()

    def add_address(self, unit: Unit) -> str:
        name, *rest = self.address
        return reverse(name, args=[unit.slug, *rest])


@dataclass(frozen=True, kw_only=True, eq=False)
class Family:
    """The kinds whose records share a table of details: one that has code of its own, or all that are defined."""

    kind: RecordKind
    sources: Sequence[Source]
    # What the summaries of a list read, fetched together.
    one: tuple[str, ...]
    many: tuple[str, ...]
    of_record: Callable[[Record], KindSpec]
    of_content: Callable[[Any], KindSpec]
    of_log: Callable[[Unit], list[KindSpec]]  # those that may stand in the log of a unit
    of_reader: Callable[["User"], list[KindSpec]]  # those of which a person may read records


def alone(
    spec: KindSpec, *, sources: Sequence[Source], one: tuple[str, ...] = (), many: tuple[str, ...] = ()
) -> Family:
    """The family of a kind that has code of its own: every log may hold it."""
    return Family(
        kind=spec.kind,
        sources=sources,
        one=one,
        many=many,
        of_record=lambda record: spec,
        of_content=lambda content: spec,
        of_log=lambda unit: [spec],
        of_reader=lambda user: [spec],
    )
