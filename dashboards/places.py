"""What a page is about: the nation, a unit or an area, reached through the scope of whoever looks."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.scope import READERS, VERBS
from communes.models import Area, Kind, Level, Unit, name_with_kind
from dashboards.stamps import NATION, Stamp, stamp_columns, stamp_of
from dashboards.state import By, Lens, State
from dashboards.wording import lowered
from returns.selectors import has_totals

SLUG = "00000-0000"


@lru_cache(maxsize=1024)
def address(kind: str, page: str, *args: str) -> str:
    """A page of a unit or an area, with SLUG for its slug: resolved once, for a hundred rows of a table."""
    return reverse(f"{kind}_{page}", args=[SLUG, *args])


def area_label(name: str, source: int | None) -> str:
    """An area that carries the name of a former district must not be taken for it."""
    return _former(get_language(), name) if source else name


@lru_cache(maxsize=1024)
def _former(language: str | None, name: str) -> str:
    return _("Địa bàn %(district)s cũ") % {"district": lowered(_district(name))}


def _district(name: str) -> str:
    """The name of a former district in the language of the screen: areas keep it in Vietnamese, with its kind."""
    for kind in (Kind.THANH_PHO, Kind.THI_XA, Kind.HUYEN, Kind.QUAN):
        with translation.override("vi"):
            word = str(kind.label)
        if name.startswith(f"{word} "):
            return name_with_kind(kind, name.removeprefix(f"{word} "))
    return name


@dataclass(frozen=True)
class Place:
    """The nation (neither unit nor area), a unit, or an area. Its stamp was read before any total."""

    user: User
    stamp: Stamp
    unit: Unit | None = None
    area: Area | None = None
    told: bool = False  # whether totals were reported of it, which its figures show beside themselves

    @property
    def province_key(self) -> int:
        """The province whose totals are behind its pages."""
        one = self.area or self.unit
        return one.province_id or NATION if one is not None else NATION

    @property
    def key(self) -> tuple[str, int]:
        """What it is, for what is remembered of it."""
        one = self.area or self.unit
        return ("area" if self.area else "unit", one.pk) if one is not None else ("nation", NATION)

    @property
    def level(self) -> str:
        """nation, province, district, area, or commune (whatever keeps a log)."""
        if self.area is not None:
            return "area"
        if self.unit is None:
            return "nation"
        return Level.COMMUNE.value if self.unit.leaf else self.unit.level

    @property
    def name(self) -> str:
        if self.area is not None:
            return area_label(self.area.name, self.area.source_id)
        return self.unit.full_name if self.unit is not None else _("Toàn quốc")

    @property
    def valid_from(self) -> date:
        return (self.area or self.unit or Unit(valid_from=date.min)).valid_from

    @property
    def valid_to(self) -> date | None:
        one = self.area or self.unit
        return one.valid_to if one is not None else None

    @cached_property
    def lensed(self) -> bool:
        """A closed unit shows its own rows, whatever the boundaries."""
        return self.valid_to is None

    def lens(self, state: State) -> Lens:
        """The lens that counts here: where the range holds no older day, both show the same."""
        if not self.lensed:
            return Lens.RECORDED
        return state.lens if state.touches_past else Lens.TODAY

    def breakdowns(self, state: State) -> list[By]:
        """The ways in which its table can be broken down; the first is the usual one."""
        recorded = self.lens(state) == Lens.RECORDED
        found = []
        if self.level == "nation":
            found = [By.PROVINCE]
        elif self.level == "province":
            found = [By.COMMUNE, By.DISTRICT if recorded else By.AREA]
        elif self.level != "commune":
            found = [By.COMMUNE]
        if state.figure and found:
            found.append(By.TREND)
        if not state.figure:
            found.append(By.INDICATOR)
        if self.level == "commune" and not recorded and state.touches_past:
            found.append(By.ORIGIN)
        return found or [By.INDICATOR]

    def by(self, state: State) -> By:
        allowed = self.breakdowns(state)
        return By(state.by) if state.by in allowed else allowed[0]

    def narrows(self, state: State) -> bool:
        """Whether its table shows only the units of one standing: where each row is one that reports."""
        return bool(state.status) and self.level != "commune" and self.by(state) == self.breakdowns(state)[0]

    def alone(self, state: State) -> bool:
        """One unit, not broken down: its number is the whole table."""
        return self.level == "commune" and self.by(state) == By.INDICATOR

    def estimated(self, state: State, *, stock: bool = False) -> bool:
        """Its numbers rest on the rule for divided communes: a stock's day, or a first day of others, lies before it.

        A province and the nation need none.
        """
        day = state.days.end if stock else state.days.start
        began = day < self.valid_from and self.lens(state) == Lens.TODAY
        return began and self.level == "commune" and self.unit is not None and self.unit.estimated

    def href(self, page: str = "dashboard", *args: str) -> str:
        """The address of one of its pages: dashboard, table, figure, figure_table."""
        one = self.area or self.unit
        if one is not None:
            return address("area" if self.area else "unit", page, *args).replace(SLUG, one.slug)
        return reverse("nation" if page == "dashboard" else f"nation_{page}", args=args)

    def reads(self, *provinces: int | None) -> bool:
        """Whether to draw the way up to a province (and its areas): the page there asks the scope again."""
        grants = [grant for grant in self.user.live_grants if grant.role in READERS and grant.area_id is None]
        return any(grant.unit_id is None or grant.unit_id in provinces for grant in grants)

    @property
    def restricted(self) -> bool:
        """Whether to draw the way to what only a province knows of it: the page there asks the scope again."""
        return not self.user.roles.isdisjoint(VERBS["restricted"])

    def reads_area(self, area: int) -> bool:
        return any(grant.area_id == area for grant in self.user.live_grants)


def widest(user: User) -> tuple[str, str]:
    """The widest place that a person's grants let read: "nation", or "unit" or "area" with its slug; or nothing."""
    grants = [grant for grant in user.live_grants if grant.role in READERS]
    if any(grant.unit_id is None and grant.area_id is None for grant in grants):
        return ("nation", "")
    units = [grant.unit for grant in grants if grant.unit is not None]
    wide = [unit for unit in units if unit.level == Level.PROVINCE]
    areas = [grant.area for grant in grants if grant.area is not None]
    areas = [area for area in areas if area.is_valid_on(timezone.localdate())]
    if areas and not wide:
        return ("area", areas[0].slug)
    return ("unit", (wide or units)[0].slug) if units else ("", "")


def widest_place(user: User) -> Place:
    """The same place, opened."""
    kind, slug = widest(user)
    if not kind:
        raise Http404
    if kind == "nation":
        return nation(user)
    return area(user, slug) if kind == "area" else unit(user, slug)


def nation(user: User) -> Place:
    """The nation, for whoever reads all of it."""
    if user.unit_condition("read"):  # a condition at all: not everything
        raise Http404
    return Place(user, stamp_of(NATION))


def unit(user: User, slug: str) -> Place:
    rows: QuerySet[Any] = Unit.objects.read_by(user).annotate(**stamp_columns("communes_unit"), told=has_totals())
    found = get_object_or_404(rows, slug=slug)
    return Place(user, Stamp(found.totals_stamp, found.settings_stamp), unit=found, told=found.told)


def area(user: User, slug: str) -> Place:
    rows: QuerySet[Any] = Area.objects.read_by(user).annotate(**stamp_columns("communes_area"))
    found = get_object_or_404(rows, slug=slug)
    return Place(user, Stamp(found.totals_stamp, found.settings_stamp), area=found)
