"""What stands around the numbers of a page: its name, its way up, its choices, its notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.counted import counted_note
from dashboards.coverage import Reported
from dashboards.members import Above
from dashboards.notes import boundary_notes, due_notes, state_notes
from dashboards.places import SLUG, Place, address
from dashboards.state import USUAL, By, Compare, Lens, Look, Standing, State, StateForm
from dashboards.tables import Status
from periods.presets import RANGE, Group, range_text, range_token
from rollups.models import SCALE, Indicator
from rollups.numbers import grouped
from rollups.ranges import Days
from rollups.selectors import window


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    href: str
    current: bool = False
    status: str = ""


@dataclass(frozen=True)
class Frame:
    place: Place
    state: State
    form: StateForm
    address: str  # of the page itself, without its state
    spreadsheet: str
    above: Above = field(default_factory=Above)
    reported: Reported = field(default_factory=Reported)
    standings: Mapping[Status, int] = field(default_factory=dict)
    focus: Indicator | None = None  # what the pictures show, and what else they could
    focuses: Sequence[Indicator] = ()
    owed: Sequence[Days] = ()  # the months due of its figure, where those are not the ones of the log
    site: str = ""  # of links that leave the page: scheme and host
    lasting: bool = False  # the page is of a figure that holds on a day
    later: bool = False  # its figure is reported when the period is over, and it runs
    unasked: str = ""  # why nobody was asked for its figure in the period
    asked: Sequence[str] = ()  # which of its figures nobody was asked for at first, or at last
    chased: str = ""  # what the address of reminders says of its figure
    extra: Sequence[tuple[str, str]] = ()  # what the address of the page says beside its state

    @property
    def name(self) -> str:
        return self.place.name

    @property
    def trail(self) -> list[Link]:
        """From the nation down to the parent, as far as the user may look."""
        query = self.state.carried
        up = []
        if self.place.level != "nation" and not self.place.user.unit_condition("read"):
            up.append(Link(_("Toàn quốc"), reverse("nation") + query))
        for one in self.above.trail:
            kind, slug = one.page
            up.append(Link(one.name, address(kind, "dashboard").replace(SLUG, slug) + query))
        return [*up, Link(self.name, self.place.href() + query)] if self.state.figure else up

    @cached_property
    def groups(self) -> list[Group]:
        return self.state.calendar.groups(self.state.today, self.state.choice)

    @property
    def custom(self) -> bool:
        """The range is given by its dates (or was meant to be)."""
        return self.state.choice.kind == RANGE or self.form.asks_for_days or bool(self.form.errors)

    @cached_property
    def chosen(self) -> str:
        return self.range if self.custom else self.state.choice.token

    @property
    def range(self) -> str:
        """The choice of other days: it begins with those that are shown."""
        return range_token(self.state.days)

    @cached_property
    def lens(self) -> Lens:
        return self.place.lens(self.state)

    @property
    def lenses(self) -> list[Lens]:
        """The two ways to draw boundaries, where they differ."""
        return list(Lens) if self.place.lensed and self.state.touches_past else []

    @property
    def compares(self) -> list[Compare]:
        return list(Compare)

    @property
    def tabs(self) -> list[Link]:
        """The ways to break the table down."""
        usual, *others = self.place.breakdowns(self.state)
        now = self.place.by(self.state)
        links = [Link(str(usual.label), self.address + self.state.query(by="", status=""), now == usual)]
        links += [
            Link(str(one.label), self.address + self.state.query(by=one, status=""), now == one) for one in others
        ]
        return links if others else []

    @property
    def looks(self) -> list[Link]:
        """The ways to look at a table of units."""
        if self.state.figure or self.by == By.INDICATOR:
            return []
        return [
            Link(str(one.label), f"{self.address}{self.state.query(show=one)}#units", one == self.state.show)
            for one in Look
            if one != Look.PROJECTOR
        ]

    @property
    def projector(self) -> str:
        """The same page for a wall."""
        return self.address + self.state.query(show=Look.PROJECTOR)

    @property
    def out(self) -> str:
        """The way back from the wall."""
        return self.address + self.state.query(show=Look.FIGURES)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form of the page carries along, beside its own fields."""
        fields = [("by", self.state.by), ("status", self.state.status), ("show", self.state.show)]
        return [*((name, value) for name, value in fields if value and value != USUAL[name]), *self.extra]

    @property
    def query(self) -> str:
        """The address of all that was chosen."""
        return self.state.query() + (f"&{urlencode(self.extra)}" if self.extra else "")

    @property
    def who_reported(self) -> str:
        """In words: "86/92 đơn vị đã báo cáo"."""
        if self.state.ahead:
            return _("Kỳ chưa bắt đầu")
        if self.unasked:
            return self.unasked
        if self.later and self.state.over:
            return _("Kỳ này không có báo cáo đến hạn")
        if self.later:
            return _("Kỳ chưa kết thúc, chưa đến hạn báo cáo")
        return _("%(count)s đơn vị đã báo cáo") % {"count": self.reported.text}

    @property
    def lists(self) -> list[Link]:
        """The lists of those who have reported in part, or nothing; of the nation they hold provinces."""
        words = {Status.PARTIAL: "%(count)s", Status.MISSING: "%(count)s"}
        if self.place.level == "nation":
            words = {
                Status.PARTIAL: _("%(count)s tỉnh, thành phố có đơn vị chưa báo cáo đủ"),
                Status.MISSING: _("%(count)s tỉnh, thành phố không có đơn vị nào báo cáo"),
            }
        return [
            Link(
                words[status] % {"count": grouped(count * SCALE)},
                f"{self.address}{self.state.query(by='', status=status)}#units",
                self.narrowed and status == self.state.status,
                status,
            )
            for status, count in self.standings.items()
            if count
        ]

    @property
    def reminding(self) -> str:
        """Where those are reminded who have not reported all; a commune has nobody below."""
        if self.place.level == "commune" or self.reported.whole:
            return ""
        return self.place.href("silent") + self.state.carried + self.chased

    @property
    def outliers(self) -> str:
        """Where numbers that stand out are looked at again; the nation leaves that to its provinces."""
        none = self.place.level == "nation" or self.state.ahead
        return "" if none else self.place.href("outliers") + self.state.carried

    @property
    def provinces(self) -> str:
        """The table of all provinces, of the nation alone."""
        return self.place.href("provinces") + self.state.carried if self.place.level == "nation" else ""

    @property
    def beside(self) -> str:
        """The place beside others."""
        return self.place.href("beside") + self.state.carried

    @property
    def narrowed(self) -> bool:
        return self.place.narrows(self.state)

    @property
    def standing(self) -> str:
        """What the table is narrowed to, in words."""
        return str(Standing(self.state.status).label) if self.narrowed else ""

    @property
    def everything(self) -> str:
        """The address of the table with all units."""
        return f"{self.address}{self.state.query(status='')}#units"

    @property
    def by(self) -> By:
        return self.place.by(self.state)

    @property
    def period(self) -> str:
        return self.state.choice.text

    @property
    def days(self) -> str:
        return range_text(self.state.days)

    @property
    def link(self) -> str:
        """The address to hand on: it names its days."""
        return self.site + self.address + self.query

    @property
    def typed_from(self) -> str:
        """What stands in the field: as typed, where it was refused."""
        return self._typed("from", self.state.days.start)

    @property
    def typed_to(self) -> str:
        return self._typed("to", self.state.days.end)

    def _typed(self, name: str, day: date) -> str:
        return str(self.form.data.get(name, day)) if self.form.errors else str(day)

    @property
    def download(self) -> str:
        return self.spreadsheet + self.query

    @property
    def heir(self) -> Link | None:
        """Where its numbers stand in the boundaries of today."""
        one = self.above.heir
        if one is None:
            return None
        return Link(one.name, address("unit", "dashboard").replace(SLUG, one.page[1]) + self.state.carried)

    @property
    def boundaries(self) -> str:
        """How boundaries are drawn, in words."""
        return _("Địa giới: %(lens)s") % {"lens": str(self.lens.label).lower()}

    @property
    def notes(self) -> list[str]:
        """What a reader must know to read the numbers right."""
        counted = counted_note(self.place, self.state, stock=self.lasting) if self.reported.units > 1 else ""
        said = state_notes(self.place, self.state, lasting=self.lasting, later=self.later)
        found = [*said, *self.asked, *boundary_notes(self.place, self.state), *self.due, counted]
        return [note for note in found if note]

    @property
    def due(self) -> list[str]:
        """What is owed, where it is not simply the range."""
        return due_notes(self.owed or window(self.state.days, self.state.today).due)

    @property
    def file_name(self) -> str:
        one = self.place.area or self.place.unit
        slug = one.slug if one is not None else "toan-quoc"
        return f"antq-{slug}-{self.state.days.start}-{self.state.days.end}"
