"""Units of every level, with their dates, what they came from and what became of them."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Grant, User
from administration.admin.filters import ProvinceFilter, TodayFilter
from administration.admin.search import KeySearchAdmin
from administration.forms import UnitForm
from administration.standing import of_communes
from communes.actions import save_unit
from communes.loading import WITHOUT_STATION
from communes.models import Commune, District, Level, Province, Succession, Unit

# What the past hangs on: fixed as soon as anything points at the unit.
IDENTITY = ("code", "kind", "parent", "leaf", "valid_from", "from_known", "valid_to")
LINEAGE = ("predecessors", "successors", "heir", "estimated")


def has_history(unit: Unit) -> bool:
    """Whether anything depends on the code, the dates and the place of a unit."""
    here = Unit.objects.get(pk=unit.pk)
    related = [
        here.children.all(),
        Succession.objects.filter(Q(predecessor=here) | Q(successor=here)),
        here.records.all(),
        here.grants.all(),
        here.stations.all(),
        here.residential_memberships.all(),
        here.area_memberships.all(),
    ]
    return any(rows.exists() for rows in related)


class UnitAdmin(KeySearchAdmin):
    """One level of units."""

    form = UnitForm
    level: str
    ordering = ["sort_key", "valid_from"]
    list_display = ["named", "code", "begins", "valid_to", "province_name"]
    list_filter = [TodayFilter, ProvinceFilter]
    list_select_related = ["province"]

    def scoped(self, rows: Any, user: User) -> Any:
        return rows.filter(user.unit_condition("administer")) | rows.filter(user.unit_condition("accounts"))

    def unit_of(self, obj: Unit) -> Unit:
        return Unit.objects.get(pk=obj.pk)

    def write(self, request: HttpRequest, obj: Unit, form: Any) -> None:
        save_unit(obj)

    def get_fieldsets(self, request: HttpRequest, obj: Unit | None = None) -> Any:
        below = self.level != Level.PROVINCE
        return [
            (None, {"fields": ["name", "code", "kind", *(["parent", "leaf"] if below else [])]}),
            (_("Thời gian"), {"fields": ["valid_from", "from_known", *(["valid_to"] if obj else [])]}),
            *([(_("Trước và sau"), {"fields": LINEAGE})] if obj else []),
            (_("Vị trí"), {"fields": ["lon", "lat", "area_km2"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Unit | None = None) -> Any:
        if obj is None:
            return ()
        return (*LINEAGE, *(IDENTITY if has_history(obj) else ()))

    def get_form(self, request: HttpRequest, obj: Unit | None = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.level = self.level
        return form

    @admin.display(description=_("tên"), ordering="sort_key")
    def named(self, obj: Unit) -> str:
        return obj.full_name

    @admin.display(description=_("từ ngày"), ordering="valid_from")
    def begins(self, obj: Unit) -> str:
        return f"{obj.valid_from:%d/%m/%Y}" if obj.from_known else str(_("chưa rõ"))

    @admin.display(description=_("tỉnh"), ordering="province__sort_key")
    def province_name(self, obj: Unit) -> str:
        return str(obj.province or "–")

    @admin.display(description=_("hình thành từ"))
    def predecessors(self, obj: Unit) -> str:
        links = Succession.objects.filter(successor=obj.pk).select_related("predecessor__province")
        return _lineage([(link, link.predecessor) for link in links])

    @admin.display(description=_("trở thành"))
    def successors(self, obj: Unit) -> str:
        links = Succession.objects.filter(predecessor=obj.pk).select_related("successor__province")
        return _lineage([(link, link.successor) for link in links])


def _lineage(pairs: list[tuple[Succession, Unit]]) -> str:
    pairs.sort(key=lambda pair: (not pair[0].main, pair[1].sort_key))
    return render_to_string("administration/lineage.html", {"pairs": pairs})


@admin.register(Unit)
class AnyUnitAdmin(UnitAdmin):
    """Answers the choices of other forms, today's units first; it stands in no list and writes nothing."""

    level = ""
    ordering = [F("valid_to").desc(nulls_first=True), "sort_key"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("province")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """A grant is given for a unit of today: what its form would refuse is not offered."""
        found, several = super().get_search_results(request, queryset, search_term)
        grants = request.GET.get("model_name") == Grant._meta.model_name
        return (found.filter(valid_to__isnull=True) if grants else found), several

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Province)
class ProvinceAdmin(UnitAdmin):
    level = Level.PROVINCE
    list_display = ["named", "code", "begins", "valid_to"]
    list_filter = [TodayFilter]


class FormerProvinceFilter(ProvinceFilter):
    today_first = False


@admin.register(District)
class DistrictAdmin(UnitAdmin):
    """All of them have ended: a list of today's would be empty."""

    level = Level.DISTRICT
    list_filter = [FormerProvinceFilter]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # they ended in June 2025


@admin.register(Commune)
class CommuneAdmin(UnitAdmin):
    level = Level.COMMUNE
    list_display = ["named", "standing", "code", "begins", "valid_to", "province_name"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(**of_communes(timezone.localdate()))

    def lacks(self, obj: Any) -> list[str]:
        if not (obj.leaf and obj.is_open) or obj.name in WITHOUT_STATION:
            return []
        missing = {gettext("chưa có Công an cấp xã"): obj.stationed, gettext("chưa thuộc khu vực nào"): obj.grouped}
        return [words for words, there in missing.items() if not there]
