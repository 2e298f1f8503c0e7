"""What stands around the numbers of a page: its name, its way up, its choices, its notes."""

from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.members import Above
from dashboards.places import SLUG, Place, address
from dashboards.state import By, Compare, Lens, State, StateForm
from periods.presets import RANGE, Group, range_text


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class Frame:
    place: Place
    state: State
    form: StateForm
    address: str  # of the page itself, without its state
    spreadsheet: str
    above: Above = field(default_factory=Above)
    site: str = ""  # of links that leave the page: scheme and host

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
        return self.state.choice.kind == RANGE or bool(self.form.errors)

    @cached_property
    def chosen(self) -> str:
        return RANGE if self.custom else self.state.choice.token

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
        links = [Link(str(usual.label), self.address + self.state.query(by=""), now == usual)]
        links += [Link(str(one.label), self.address + self.state.query(by=one), now == one) for one in others]
        return links if others else []

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
        return self.site + self.address + self.state.query()

    @property
    def typed_from(self) -> str:
        """What stands in the field: as typed, where it was refused."""
        return self.form.data.get("from", "") if self.form.errors else str(self.state.days.start)

    @property
    def typed_to(self) -> str:
        return self.form.data.get("to", "") if self.form.errors else str(self.state.days.end)

    @property
    def download(self) -> str:
        return self.spreadsheet + self.state.query()

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
        found = []
        if self.place.estimated(self.state):
            found.append(
                _("≈ Trước %(day)s là ước tính: số liệu của đơn vị bị chia tách tính cả cho một đơn vị kế thừa.")
            )
        if self.place.lensed and self.lens == Lens.RECORDED and self.place.level in {"commune", "area"}:
            found.append(_("Theo địa giới tại thời điểm ghi, chỉ có số liệu từ %(day)s."))
        if self.state.runs:
            found.append(_("Kỳ chưa kết thúc: số liệu đến hôm nay, so sánh với cùng số ngày đầu kỳ."))
        return [one % {"day": f"{self.place.valid_from:%d/%m/%Y}"} for one in found]

    @property
    def file_name(self) -> str:
        one = self.place.area or self.place.unit
        slug = one.slug if one is not None else "toan-quoc"
        return f"antq-{slug}-{self.state.days.start}-{self.state.days.end}"
