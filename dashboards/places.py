"""What a page is about: the nation, a unit or an area, reached through the scope of whoever looks."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from audit.models import AuditEntry
from communes.models import Area, Level, Unit
from dashboards.state import By, Lens, State
from rollups.models import Revision

SETTINGS = (
    "communes.unit",
    "communes.succession",
    "communes.area",
    "communes.areamembership",
    "communes.station",
    "rollups.indicator",
    "periods.period",
    "campaigns.campaign",
    "campaigns.campaignphase",
)


def area_label(name: str, source: int | None) -> str:
    """An area that carries the name of a former district must not be taken for it."""
    return _("Địa bàn %(district)s cũ") % {"district": name[:1].lower() + name[1:]} if source else name


@dataclass(frozen=True, slots=True)
class Crumb:
    """The way to another place; without a slug its name alone."""

    label: str
    kind: str
    slug: str

    @property
    def href(self) -> str:
        return reverse(f"{self.kind}_dashboard", args=[self.slug]) if self.slug else ""


@dataclass(frozen=True)
class Place:
    """The nation (neither unit nor area), a unit, or an area. `revision` was read before any total."""

    user: User
    revision: tuple[int, int]  # of the totals behind it, and of the places, periods and catalogues of all pages
    unit: Unit | None = None
    area: Area | None = None
    above: tuple[Crumb, ...] = ()  # what it lies in, as far as the user may look
    heir: Crumb | None = None  # who owns its history, where it ended

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

    @property
    def province(self) -> Unit | None:
        return self.area.province if self.area is not None else self.unit.province if self.unit is not None else None

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
        if not state.figure:
            found.append(By.INDICATOR)
        if self.level == "commune" and not recorded and state.touches_past:
            found.append(By.ORIGIN)
        return found or [By.INDICATOR]

    def by(self, state: State) -> By:
        allowed = self.breakdowns(state)
        return By(state.by) if state.by in allowed else allowed[0]

    def alone(self, state: State) -> bool:
        """One unit, not broken down: its number is the whole table."""
        return self.level == "commune" and self.by(state) == By.INDICATOR

    def estimated(self, state: State) -> bool:
        """Its numbers rest on the rule for divided communes. A province and the nation need none."""
        began = state.days.start < self.valid_from and self.lens(state) == Lens.TODAY
        return began and self.level == "commune" and self.unit is not None and self.unit.estimated

    def href(self, page: str = "dashboard", *args: str) -> str:
        """The address of one of its pages: dashboard, table, figure, figure_table."""
        if self.area is not None:
            return reverse(f"area_{page}", args=[self.area.slug, *args])
        if self.unit is not None:
            return reverse(f"unit_{page}", args=[self.unit.slug, *args])
        return reverse("nation" if page == "dashboard" else f"nation_{page}", args=args)


def behind(province: str = "province") -> dict[str, Any]:
    """The revisions of a row of units or areas, as parts of its query: what wrote either of them changes a page."""
    rows = Revision.objects.order_by().filter(Q(province=OuterRef(province)) | Q(province__heir=OuterRef(province)))
    total = rows.annotate(one=Value(1)).values("one").annotate(sum=Sum("number")).values("sum")
    return {"totals": Coalesce(Subquery(total), 0), "settings": Subquery(_settings())}


def _settings() -> QuerySet[Any]:
    """How many audit rows there are of what pages are made of: each change of it leaves one."""
    rows = AuditEntry.objects.order_by().filter(object_type__in=SETTINGS).annotate(one=Value(1)).values("one")
    return rows.annotate(number=Count("pk")).values("number")


def nation(user: User) -> Place:
    """The nation, for whoever reads all of it."""
    if user.unit_condition("read"):  # a condition at all: not everything
        raise Http404
    totals = Revision.objects.order_by().annotate(of=Value("totals")).values("of").annotate(sum=Sum("number"))
    changes = _settings().annotate(of=Value("settings"))
    found = dict(totals.values_list("of", "sum").union(changes.values_list("of", "number"), all=True))
    return Place(user, (found.get("totals", 0), found.get("settings", 0)))


def unit(user: User, slug: str) -> Place:
    readable, areas = Unit.objects.read_by(user), Area.objects.read_by(user)
    rows: QuerySet[Any] = readable.select_related("parent", "province", "heir").annotate(
        here=FilteredRelation("area_memberships", condition=Q(area_memberships__valid_to__isnull=True)),
        area_name=F("here__area__name"),
        area_source=F("here__area__source"),
        area_slug=Subquery(areas.filter(pk=OuterRef("here__area")).values("slug")),
        reads_province=Exists(readable.filter(pk=OuterRef("province"))),
        reads_heir=Exists(readable.filter(pk=OuterRef("heir"))),
        **behind(),
    )
    found = get_object_or_404(rows, slug=slug)
    above = []
    if found.reads_province and found.pk != found.province_id:
        above.append(Crumb(found.province.full_name, "unit", found.province.slug))
        if found.parent.level == Level.DISTRICT:
            above.append(Crumb(found.parent.full_name, "unit", found.parent.slug))
    if found.area_slug:
        above.append(Crumb(area_label(found.area_name, found.area_source), "area", found.area_slug))
    heir = Crumb(found.heir.full_name, "unit", found.heir.slug if found.reads_heir else "") if found.heir else None
    heir = heir if found.heir_id != found.pk else None
    return Place(user, (found.totals, found.settings or 0), unit=found, above=tuple(above), heir=heir)


def area(user: User, slug: str) -> Place:
    readable = Unit.objects.read_by(user)
    rows: QuerySet[Any] = (
        Area.objects.read_by(user)
        .select_related("province", "source")
        .annotate(reads_province=Exists(readable.filter(pk=OuterRef("province"))), **behind())
    )
    found = get_object_or_404(rows, slug=slug)
    above = (Crumb(found.province.full_name, "unit", found.province.slug),) if found.reads_province else ()
    return Place(user, (found.totals, found.settings or 0), area=found, above=above)
