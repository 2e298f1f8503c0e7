"""What stands on the pages of đôn đốc: who owes, by area if asked, and the texts to send."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Role
from communes.models import Level
from dashboards.coverage import Reported
from dashboards.frame import Frame, Link
from dashboards.members import Line, Member, family, lines
from dashboards.places import SLUG, Place, address
from dashboards.quick import ground
from dashboards.reminders.chased import Chased, query_of
from dashboards.reminders.letters import About, Names, letter, short, to_provinces
from dashboards.reminders.owed import Debts, Owed, Provinces, deadline_of
from dashboards.reminders.punctual import SAID
from dashboards.state import By, State
from dashboards.tables import Column, Row, Table
from rollups.models import SCALE
from rollups.numbers import grouped
from rollups.selectors import window

WAYS = (By.COMMUNE, By.AREA, By.DISTRICT)  # in which the list is broken down


@dataclass(frozen=True, slots=True)
class Debtor:
    """A row: the unit, what it owes in words, since when; `head` is whom to call."""

    name: str
    href: str
    what: tuple[str, ...]
    since: date
    last: date | None
    head: str = ""
    deadline: date | None = None
    over: bool = False  # the deadline is


@dataclass(frozen=True, slots=True)
class Came:
    """Units whose report came in some way: name, address, the months in words."""

    label: str
    units: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The debtors of an area or a district; of a whole place without a name."""

    name: str
    key: str  # an id of its own on the page
    text: str  # to send
    count: str  # "3/5"
    debtors: tuple[Debtor, ...]

    @property
    def dated(self) -> bool:
        """Whether deadlines are known."""
        return any(one.deadline for one in self.debtors)

    @property
    def target(self) -> str:
        """The element that holds the text."""
        return f"#{self.key}-text"


@dataclass(frozen=True)
class Page:
    """All of a page; `heads` are asked for the list to call alone."""

    frame: Frame
    debts: Debts
    heads: dict[int, str] | None = None
    chased: Chased | None = None  # what is missing, where that is not the log

    @property
    def place(self) -> Place:
        return self.frame.place

    @property
    def state(self) -> State:
        return self.frame.state

    @property
    def trail(self) -> list[Link]:
        """Up to the numbers of the place itself; of the list to call, to the list of debts."""
        up = [*self.frame.trail, Link(self.frame.name, self.place.href() + self.state.carried)]
        if self.chased is not None:
            figure = self.chased.indicator
            up.append(Link(figure.name, self.place.href("figure", figure.key) + self.state.carried))
        return up if self.heads is None else [*up, Link(_("Đôn đốc"), self._silent())]

    @property
    def notes(self) -> list[str]:
        """What a reader must know to read the list right."""
        said = [self.deadline] if self.deadline else []
        if not self.state.runs or self.chased is not None:
            return [*said, *notes_of(self.frame, self.chased)]
        words = (
            _("Kỳ chưa kết thúc: dưới đây là những đơn vị chưa ghi phiếu nào từ đầu kỳ.")
            if self._runs
            else _("Kỳ chưa kết thúc: chỉ tính các tháng báo cáo đã đến hạn.")
        )
        return [*said, words, *self.frame.due]

    @property
    def by(self) -> By:
        """How the list is broken down; one calls area by area."""
        allowed = ways(self.place, self.state)
        if self.heads is not None:
            return allowed[-1]
        return By(self.state.by) if self.state.by in allowed else allowed[0]

    @property
    def tabs(self) -> list[Link]:
        """The ways to break the list down, and the list to call."""
        by = None if self.heads is not None else self.by
        usual, *_others = allowed = ways(self.place, self.state)
        links = [
            Link(str(one.label), self._silent(by="" if one == usual else one, status=""), one == by) for one in allowed
        ]
        calls = self.place.href("silent_calls") + self.state.query(by="", status="") + self._figure
        return [*links, Link(_("Gọi điện"), calls, self.heads is not None)]

    def _silent(self, **changes: str) -> str:
        return self.place.href("silent") + self.state.query(**changes) + self._figure

    @property
    def _figure(self) -> str:
        """What an address says of it."""
        return query_of(self.chased.indicator if self.chased is not None else None)

    @cached_property
    def text(self) -> str:
        """The text to send, to all."""
        owed = self._in_vietnamese(self.debts.owed)
        with translation.override("vi"):
            return letter(self._about(ground(self.place), len(self.debts.units)), owed)

    @cached_property
    def groups(self) -> list[Group]:
        """All in one, or by area or district."""
        state = replace(self.state, by=self.by)
        if self.by == By.COMMUNE:
            debtors = tuple(self._debtor(one) for one in self.debts.owed)
            return [Group("", "all", "", "", debtors)] if debtors else []
        with translation.override("vi"):
            names = [
                line.name for line in lines(self.place, state, [self._vietnamese[one.pk] for one in self.debts.units])
            ]
        found = zip(lines(self.place, state, self.debts.units), names, strict=True)
        return [
            group for number, (line, name) in enumerate(found) if (group := self._group(number, line, name)).debtors
        ]

    def _group(self, number: int, line: Line, vietnamese: str) -> Group:
        owed = [one for one in self.debts.owed if one.unit in line.members]
        with translation.override("vi"):
            text = short(self._about(vietnamese, len(line.members)), self._in_vietnamese(owed))
        return Group(
            line.name,
            f"group-{number}",
            text,
            f"{grouped(len(owed) * SCALE)}/{grouped(len(line.members) * SCALE)}",
            tuple(self._debtor(one) for one in owed),
        )

    def _debtor(self, one: Owed) -> Debtor:
        page = ("figure", self.chased.indicator.key) if self.chased is not None else ("dashboard",)
        href = address("unit", *page).replace(SLUG, one.unit.slug) + self.state.carried
        head = (self.heads or {}).get(one.unit.pk, "")
        over = one.deadline is not None and one.deadline < self.state.today
        names = tuple(self._names.of(one.what))
        return Debtor(one.unit.name, href, names, one.since, one.last, head, one.deadline, over)

    @property
    def came(self) -> list[Came]:
        """Those whose report came late, or says that nothing happened."""
        carried = address("unit", "dashboard"), self.state.carried
        return [
            Came(str(how.label), tuple(
                (one.unit.name, carried[0].replace(SLUG, one.unit.slug) + carried[1], tuple(self._names.of(one.what)))
                for one in self.debts.told if one.how == how
            ))
            for how in SAID if any(one.how == how for one in self.debts.told)
        ]  # fmt: skip

    @property
    def rules(self) -> str:
        """Where deadlines are set, for whoever sets them."""
        unit = self.place.unit
        if unit is None or self.place.level != Level.PROVINCE or not self.place.lensed:
            return ""
        return reverse("reporting_rules", args=[unit.slug]) if self.place.user.has_role(Role.PROVINCE_STEWARD) else ""

    @property
    def deadline(self) -> str:
        """Of the period, in words; of a range of several months each has its own."""
        due = window(self.state.days, self.state.today).due if self.chased is None else self.debts.due
        if len(due) != 1:
            return ""
        last = deadline_of(self.state.days.end, self.state, self.debts.deadlines, self.chased)
        if last is None:
            return ""
        words = {"day": f"{last:%d/%m/%Y}", "days": abs((last - self.state.today).days)}
        if last == self.state.today:
            return _("Hạn nộp: hôm nay, %(day)s.") % words
        if last > self.state.today:
            return _("Hạn nộp: %(day)s, còn %(days)s ngày.") % words
        return _("Hạn nộp: %(day)s, đã qua %(days)s ngày.") % words

    @cached_property
    def _names(self) -> Names:
        return Names()

    @cached_property
    def _vietnamese(self) -> dict[int, Member]:
        with translation.override("vi"):
            return {one.pk: one for one in family(self.place, self.state).listed}

    def _in_vietnamese(self, owed: Sequence[Owed]) -> list[Owed]:
        return [replace(one, unit=self._vietnamese[one.unit.pk]) for one in owed]

    def _about(self, where: str, units: int) -> About:
        return About(where, units, self.state.today, self._runs, missing_of(self.chased))

    @property
    def _runs(self) -> bool:
        """What is owed is the period itself, and it is not over."""
        whole = all(one.what == (self.state.choice,) for one in self.debts.owed)
        return self.state.runs and whole and self.chased is None


def ways(place: Place, state: State) -> list[By]:
    return [one for one in place.breakdowns(state) if one in WAYS]


def missing_of(chased: Chased | None) -> str:
    """What is missing, in a text."""
    return chased.words if chased is not None else "báo cáo"


def notes_of(around: Frame, chased: Chased | None) -> list[str]:
    return [*([chased.note] if chased is not None else []), *around.due]


def provinces_table(provinces: Provinces, state: State, chased: Chased | None = None) -> Table:
    """The nation: how many units of each province are silent, with the way to their list."""
    return Table(
        title=_("Đơn vị chưa báo cáo theo tỉnh, thành phố"),
        first=_("Tỉnh, thành phố"),
        columns=[Column(_("Chưa báo cáo"), bars=True), Column(_("Một phần")), Column(_("Phải báo cáo"))],
        rows=[_province_row(line, count, state, chased) for line, count in provinces.rows],
        total=Row(_("Toàn quốc"), _counts(provinces.reported)),
        status=_("Đã báo cáo"),
    )


def provinces_text(provinces: Provinces, place: Place, state: State, chased: Chased | None = None) -> str:
    """The text to send to the provinces, in Vietnamese."""
    with translation.override("vi"):
        names = {one.pk: one for one in family(place, state).listed}
        rows = [(names[line.members[0].pk], count) for line, count in provinces.rows]
        runs = state.runs and chased is None
        about = About(ground(place), provinces.reported.units, state.today, runs, missing_of(chased))
        return to_provinces(about, state.choice, rows)


def _province_row(line: Line, count: Reported, state: State, chased: Chased | None) -> Row:
    figure = query_of(chased.indicator if chased is not None else None)
    href = address("unit", "silent").replace(SLUG, line.page[1]) + state.carried + figure
    return Row(name=line.name, values=_counts(count), status_text=count.text, href=href)


def _counts(count: Reported) -> tuple[int, ...]:
    return tuple(number * SCALE for number in (count.missing, count.partial, count.units))
