"""Tables as pages and spreadsheets show them: the same rows and figures in both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dashboards.charts.steps import Scale
from rollups.numbers import ROUGHLY, Points, Share, english, percent, worded

NONE = "–"  # not reported: never a zero
ROUGH = f"{ROUGHLY}\N{NO-BREAK SPACE}"  # before an estimate


class Show(StrEnum):
    """How a column shows its values."""

    NUMBER = "number"  # thousandths; nothing means not reported
    DIFFERENCE = "difference"  # thousandths with a sign; nothing means not comparable
    SHARE = "share"  # thousandths of a percent with a sign; nothing means not comparable
    RECORDS = "records"  # thousandths, linked to the records behind
    BULLET = "bullet"  # thousandths as a bar with a mark; nothing means not reported
    AVERAGE = "average"  # thousandths; nothing means that there is none
    CHANGE = "change"  # a share as a cell of its own, with an arrow and a colour; each row knows why it has none


COMPARED = (Show.DIFFERENCE, Show.SHARE, Show.CHANGE)


class Status(StrEnum):
    """What is known of a row; the names are those of the status component."""

    MISSING = "missing"
    PARTIAL = "partial"
    PROVISIONAL = "provisional"
    VERIFIED = "verified"


class Why(StrEnum):
    """Why nothing can be said of a change."""

    KNOWN = ""
    NO_NOW = "no_now"
    NO_BASE = "no_base"
    NEW = "new"  # from zero: no percent, however many
    ZERO = "zero"  # nothing then and nothing now
    SHARE = "share"  # shares differ by points, not by percent
    WORDS = "words"  # one of the two was reported with a word


WHY_WORDS = {
    Why.KNOWN: "",
    Why.NO_NOW: gettext_noop("kỳ này chưa báo cáo"),
    Why.NO_BASE: gettext_noop("kỳ so sánh chưa có số liệu"),
    Why.NEW: gettext_noop("mới phát sinh"),
    Why.ZERO: gettext_noop("không đổi"),
    Why.SHARE: gettext_noop("tỷ lệ tăng, giảm theo điểm %"),
    Why.WORDS: gettext_noop("số liệu ghi “gần”, “hơn”, “nhiều”: không tính tăng, giảm"),
}
STATUS_WORDS = {
    Status.MISSING: gettext_noop("Chưa báo cáo"),
    Status.PARTIAL: gettext_noop("Một phần"),
    Status.PROVISIONAL: gettext_noop("Sơ bộ"),
    Status.VERIFIED: gettext_noop("Đã duyệt"),
}


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    short: str = ""
    group: str = ""
    show: Show = Show.NUMBER
    decimals: int = 0
    bars: bool = False
    href: str = ""  # of the figure, for its total
    minor: bool = False  # left out of the cards of a phone
    card: str = ""  # a word for it there
    leads: bool = False  # stands in a line of its own there, above the others of its group
    scale: Scale | None = None  # the steps that its cells are coloured by
    rough: bool = False  # all its values are estimates

    @property
    def heading(self) -> str:
        return self.short or self.label


@dataclass(frozen=True, slots=True)
class Bullet:
    """How long the bar is and where its mark stands, in percent of the cell; and what it says, for whoever hears it."""

    length: float
    mark: float
    words: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a change is not firm, in words; nothing: it is."""

    words: str = ""
    thin: bool = False  # less than half stands behind: no colour, a hollow mark
    ranked: bool = True  # enough is reported to stand in a ranking


SURE = Doubt()


@dataclass(frozen=True, slots=True)
class Row:
    """Values in the order of the columns. `status_text` says more than the status itself ("9/10")."""

    name: str
    values: tuple[int | None, ...]
    status: Status | None = None
    status_text: str = ""
    href: str = ""
    records: str = ""
    sort_key: str = ""
    estimated: bool = False
    unit: str = ""
    part: bool = False  # of the indicator in the row above
    why: Why = Why.KNOWN  # there is no share
    doubt: Doubt = SURE  # of its changes
    whys: tuple[Why, ...] = ()  # of each value, where they have reasons of their own
    titles: tuple[str, ...] = ()  # what stands behind each
    bullet: Bullet | None = None
    firm: bool = False  # no estimate, in a column of estimates

    @property
    def loose(self) -> bool:
        return bool(self.doubt.words)

    @property
    def thin(self) -> bool:
        return self.doubt.thin

    def why_of(self, place: int) -> Why:
        """Why there is no value in a column."""
        return self.whys[place] if self.whys else self.why


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    first: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: Row | None = None
    status: str = ""  # heading of the status column; none: no such column
    units: bool = False  # rows have units of their own
    sortable: bool = True  # not where the order says what belongs to what
    folded: Sequence[Row] = ()  # rows with nothing in them
    notes: Sequence[str] = ()  # how to read it
    look: str = ""  # how its cells look, where not as plain figures

    @property
    def all_rows(self) -> list[Row]:
        return [*self.rows, *self.folded, *([self.total] if self.total else [])]

    @property
    def rest(self) -> "Table":
        """The folded rows as a table of their own."""
        return replace(self, rows=self.folded, folded=(), notes=())

    @property
    def breadth(self) -> int:
        """How many columns stand side by side, names and all."""
        return 1 + bool(self.units) + bool(self.status) + len(self.columns)

    @property
    def compared(self) -> bool:
        return any(column.show in COMPARED for column in self.columns)

    @property
    def grouped(self) -> list[tuple[str, int]]:
        """Headings above the columns with how many each spans; nothing where no column has one."""
        found: list[tuple[str, int]] = []
        for column in self.columns:
            if found and found[-1][0] == column.group:
                found[-1] = (column.group, found[-1][1] + 1)
            else:
                found.append((column.group, 1))
        return found if any(name for name, _span in found) else []


def text_of(column: Column, value: int | None, estimated: bool = False) -> str:
    """A value in words."""
    text = texts_of(column, [value])[0]
    return roughly(text) if estimated and value is not None else text


def roughly(text: str) -> str:
    """An estimate with its sign; once, where the number has it already."""
    return text if text.startswith(ROUGH) else f"{ROUGH}{text}"


def brief(column: Column, value: int | None) -> str:
    """A value where there is little room: of a share the percentage alone."""
    return percent(value, english=english()) if isinstance(value, Share) else text_of(column, value)


def texts_of(column: Column, values: Sequence[int | None]) -> list[str]:
    """The values of a column in words: the language is asked once."""
    marks, decimals = english(), column.decimals
    texts = [NONE if value is None else worded(value, decimals, english=marks) for value in values]
    if column.rough:
        texts = [text if text == NONE else roughly(text) for text in texts]
    if column.show not in COMPARED:
        return texts
    if column.show == Show.CHANGE:
        arrows = [
            "▲\N{NO-BREAK SPACE}" if (value or 0) > 0 else "▼\N{NO-BREAK SPACE}" if value else "" for value in values
        ]
        return [
            text if value is None else f"{arrow}{text.removeprefix('−')}\N{NO-BREAK SPACE}%"
            for value, text, arrow in zip(values, texts, arrows, strict=True)
        ]
    tail = "\N{NO-BREAK SPACE}%" if column.show == Show.SHARE else ""
    return [
        text if value is None else f"{'+' if value > 0 else ''}{text}{'' if isinstance(value, Points) else tail}"
        for value, text in zip(values, texts, strict=True)
    ]


def status_words(row: Row) -> str:
    """The status of a row for who sorts or hears it."""
    words = _(STATUS_WORDS[row.status]) if row.status else ""
    return f"{words} ({row.status_text})" if words and row.status_text else words or row.status_text
