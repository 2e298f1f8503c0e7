"""Where a person starts and may go: derived from live grants, without a query of its own."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Grant, Role, User
from accounts.scope import READERS
from communes.models import Level
from pivots.selectors import own_table

STATION = {Role.OFFICER, Role.STATION_HEAD}


@dataclass(frozen=True)
class Link:
    label: str
    href: str
    icon: str
    current: bool = False


def workplace(user: User) -> Grant | None:
    """The grant that a person works by: the station first, then whatever reads the most."""
    order = [
        Role.STATION_HEAD,
        Role.OFFICER,
        Role.PROVINCE_STEWARD,
        Role.PROVINCE_VIEWER,
        Role.AREA_VIEWER,
        Role.MINISTRY,
    ]
    grants = [grant for grant in user.live_grants if grant.role in order]
    return min(grants, key=lambda grant: order.index(Role(grant.role)), default=None)


def home_address(user: User) -> str | None:
    """The first page of a person; None for an account that has no grant."""
    grant = workplace(user)
    if grant is not None:
        return station_address(grant) or figures_address(grant)
    return reverse("admin:index") if user.is_staff else None


def station_address(grant: Grant) -> str | None:
    if grant.role in STATION and grant.unit is not None:
        return reverse("station_home", args=[grant.unit.slug])
    return None


def figures_address(grant: Grant) -> str:
    if grant.area is not None:
        return reverse("area_dashboard", args=[grant.area.slug])
    if grant.unit is not None:
        return reverse("unit_dashboard", args=[grant.unit.slug])
    return reverse("nation")


def links(request: HttpRequest, user: User) -> list[Link]:
    """The main navigation: only what the roles need, what they need every day first: a phone shows four of them."""
    found: list[tuple[str, str, str]] = []
    grant = workplace(user)
    if grant is not None:
        found += _station_links(grant) if grant.role in STATION else _reader_links(grant)
        if grant.role != Role.OFFICER:
            found.append((_("Đánh giá"), reverse("assessment_list"), "check"))
            found.append((_("Bảng tự chọn"), own_table(user), "grid"))
    elif user.has_role(Role.ADMINISTRATOR):  # who enters the sets of the nation, and reads no assessments
        found.append((_("Bộ tiêu chí"), reverse("criteria_sets"), "list"))
    elsewhere = grant is not None and grant.role in STATION and user.roles & (READERS - STATION)
    if elsewhere:
        found.append((_("Tìm kiếm"), reverse("unit_search"), "search"))
    if grant is not None and grant.unit is not None and grant.unit.level == Level.PROVINCE:
        found.append((_("Hiện trạng"), reverse("province_readiness", args=[grant.unit.slug]), "shield"))
    found += [(_("Chuẩn bị"), reverse("go_live", args=[slug]), "flag") for slug in _provinces_set_up(user)]
    if user.is_staff:
        found.append((_("Quản trị"), reverse("admin:index"), "settings"))
    return [Link(label, href, icon, current=_leads_here(href, request.path)) for label, href, icon in found]


def _reader_links(grant: Grant) -> list[tuple[str, str, str]]:
    return [
        (_("Số liệu"), figures_address(grant), "chart"),
        (_("Sổ ghi"), reverse("record_list"), "list"),
        (_("Cao điểm"), reverse("campaign_list"), "flag"),
        (_("Tìm kiếm"), reverse("unit_search"), "search"),
        (_("Mô hình"), reverse("model_list"), "camera"),
    ]


def _leads_here(href: str, path: str) -> bool:
    """The admin site is one place, however many pages it has."""
    return path == href or (href == reverse("admin:index") and path.startswith(href))


def _provinces_set_up(user: User) -> list[str]:
    """The provinces whose go-live list is this person's work."""
    roles = {Role.PROVINCE_STEWARD, Role.ACCOUNT_MANAGER}
    units = {grant.unit for grant in user.live_grants if grant.role in roles and grant.unit is not None}
    return sorted(unit.slug for unit in units if unit.level == Level.PROVINCE and unit.is_open)


def _station_links(grant: Grant) -> list[tuple[str, str, str]]:
    """Registers, accounts and readiness are opened from the station's own page."""
    unit = grant.unit
    if unit is None or not unit.leaf or unit.level == Level.PROVINCE:
        return []
    return [
        (_("Đơn vị"), reverse("station_home", args=[unit.slug]), "home"),
        (_("Sổ ghi"), reverse("record_list"), "list"),
        (_("Nhập theo tuần"), reverse("week_entry", args=[unit.slug, "patrol"]), "calendar"),
        (_("Số liệu"), figures_address(grant), "chart"),
        (_("Cao điểm"), reverse("campaign_list"), "flag"),
        (_("Mô hình"), reverse("model_register", args=[unit.slug]), "camera"),
    ]
