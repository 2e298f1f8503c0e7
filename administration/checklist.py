"""The lines of the go-live page: what a province has of what it needs, and where the rest is done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Role, User
from administration.golive import GoLive


@dataclass(frozen=True)
class Step:
    """A line of the check list: how many of how many have it, what to do, and where."""

    label: str
    done: int
    of: int
    hint: str
    href: str = ""

    @property
    def complete(self) -> bool:
        return self.done >= self.of

    @property
    def pct(self) -> int:
        return min(100, 100 * self.done // self.of) if self.of else 100


def steps(found: GoLive, user: User) -> list[Step]:
    """The steps from an empty installation to the first entry, in their order."""
    communes = len(found.communes)

    def admin(name: str, permission: str) -> str:
        return reverse(f"admin:{name}") if user.has_perm(permission) else ""

    accounts = admin("accounts_user_changelist", "accounts.view_user")
    areas = admin("communes_area_changelist", "communes.view_area")
    until = f"{found.periods_until:%d/%m/%Y}" if found.periods_until else "–"
    return [
        Step(_("Kỳ báo cáo hiện tại"), int(found.period is not None), 1, _("Đã có đến hết ngày %s.") % until,
             admin("periods_period_changelist", "periods.view_period")),
        Step(_("Hạn nộp báo cáo"), int(found.ruled), 1, _("Số ngày làm việc sau kỳ, ngày chốt tuần, ngày nghỉ."),
             reverse("reporting_rules", args=[found.province.slug])
             if user.has_role(Role.PROVINCE_STEWARD, Role.ADMINISTRATOR) else ""),
        Step(_("Quản lý tài khoản, cán bộ tổng hợp"), min(found.managers, 1) + min(found.stewards, 1), 2,
             _("Mỗi vai trò ít nhất một người."), accounts),
        Step(_("Khu vực"), communes - found.ungrouped, communes, _("Mỗi xã, phường thuộc một khu vực."), areas),
        Step(_("Công an cấp xã"), found.count("station"), communes, _("Mỗi xã, phường, đặc khu một đơn vị."),
             admin("communes_station_changelist", "communes.view_station")),
        Step(_("Trưởng Công an cấp xã"), found.count("heads"), communes, _("Mỗi đơn vị một tài khoản duyệt phiếu."),
             accounts),
        Step(_("Cán bộ ghi phiếu"), found.count("officers"), communes, _("Mỗi đơn vị ít nhất một tài khoản."),
             accounts),
        Step(_("Khu dân cư"), found.count("residential_areas"), communes,
             _("Trưởng Công an cấp xã dán danh sách thôn, bản, tổ dân phố.")),
        Step(_("Phiếu đầu tiên"), found.count("first_entry"), communes, _("Đã ghi ít nhất một phiếu.")),
    ]  # fmt: skip
