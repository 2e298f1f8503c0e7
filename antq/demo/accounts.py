"""Who can be tried out in the demonstration, and the officers and heads behind its records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Grant, Role, User
from antq.demo.chance import Chance
from communes.models import REORGANISED_ON, Area, Unit

# One simple word for all of them: it opens nothing but the demonstration (`manage.py demo` refuses to run elsewhere).
PASSWORD = "antq-demo-2026"  # noqa: S105
SINCE = date(2021, 1, 1)


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as. `place` is the address of the unit or area, empty for the nation."""

    username: str
    name: str
    role: Role
    place: str
    place_name: str | Promise
    tip: str | Promise  # what to try
    password: str = PASSWORD

    @property
    def role_label(self) -> str:
        return str(self.role.label)


ACCOUNTS = [
    Account(
        "lan", "Nguyễn Thị Lan", Role.OFFICER, "01864-2025", _("Công an xã Bằng Thành"),
        _("Ghi một buổi tuần tra ở thôn thuộc xã Giáo Hiệu cũ; nhập theo tuần."),
    ),
    Account(
        "dung", "Hoàng Văn Dũng", Role.STATION_HEAD, "01864-2025", _("Công an xã Bằng Thành"),
        _("Duyệt phiếu của cán bộ; dán danh sách thôn."),
    ),
    Account(
        "minh", "Lý Văn Minh", Role.OFFICER, "01879-2025", _("Công an xã Cao Minh"),
        _("Ghi cho xã bên cạnh; không thấy phiếu của Bằng Thành."),
    ),
    Account(
        "hung", "Nông Văn Hùng", Role.AREA_VIEWER, "060-19-2025", _("Địa bàn huyện Pác Nặm cũ"),
        _("Xem số liệu ba xã của địa bàn."),
    ),
    Account(
        "thu", "Trần Thị Thu", Role.PROVINCE_STEWARD, "19-2025", _("Công an tỉnh Thái Nguyên"),
        _("Mở đợt cao điểm; xem đơn vị chưa báo cáo."),
    ),
    Account(
        "tinh", "Lãnh đạo Công an tỉnh Thái Nguyên", Role.PROVINCE_VIEWER, "19-2025", _("Công an tỉnh Thái Nguyên"),
        _("Xem toàn tỉnh, đến từng xã, từng phiếu; tải bảng Excel."),
    ),
    Account(
        "son", "Đỗ Hồng Sơn", Role.OFFICER, "00004-2025", _("Công an phường Ba Đình, Hà Nội"),
        _("Ghi phiếu đầu tiên của một tỉnh khác."),
    ),
    Account("bo", "Vũ Thị Hòa", Role.MINISTRY, "", _("Bộ Công an (V05)"), _("So sánh các tỉnh trên cả nước.")),
    Account(
        "quantri", "Lê Anh Quân", Role.ADMINISTRATOR, "", _("Toàn quốc"),
        _("Trang quản trị: đơn vị, danh mục, tài khoản."),
    ),
    Account(
        "taikhoan", "Bùi Thu Trang", Role.ACCOUNT_MANAGER, "19-2025", _("Công an tỉnh Thái Nguyên"),
        _("Tạo và thu hồi tài khoản của các xã."),
    ),
    Account("kiemtra", "Đặng Trung Kiên", Role.AUDITOR, "", _("Toàn quốc"), _("Đọc nhật ký thao tác.")),
]  # fmt: skip


@dataclass(frozen=True)
class Crew:
    """The ids of a station's unit, of who writes there and of who approves."""

    unit: int
    officer: int
    head: int


def create_accounts() -> None:
    """Create the accounts to try that are not there yet, with their grants."""
    known = set(User.objects.filter(username__in=[it.username for it in ACCOUNTS]).values_list("username", flat=True))
    missing = [account for account in ACCOUNTS if account.username not in known]
    users = [User(username=it.username, name=it.name, password=make_password(it.password)) for it in missing]
    User.objects.bulk_create(users)
    Grant.objects.bulk_create([_grant(user, account) for user, account in zip(users, missing, strict=True)])


def _grant(user: User, account: Account) -> Grant:
    area = Area.objects.get(slug=account.place) if account.role == Role.AREA_VIEWER else None
    unit = Unit.objects.get(slug=account.place) if account.place and area is None else None
    return Grant(user=user, role=account.role, unit=unit, area=area, valid_from=REORGANISED_ON)


def create_crews(units: Iterable[Unit]) -> dict[str, Crew]:
    """Give each station an officer and a head who cannot sign in; Bằng Thành and Cao Minh have those to try."""
    units = list(units)
    wanted = {name: (unit, role) for unit in units for name, role in _crew_names(unit).items()}
    known = set(User.objects.filter(username__in=wanted).values_list("username", flat=True))
    new = {name: place for name, place in wanted.items() if name not in known}
    users = [_member(name, unit, role) for name, (unit, role) in new.items()]
    User.objects.bulk_create(users, batch_size=500)
    Grant.objects.bulk_create(
        [
            Grant(user=user, role=role, unit=unit, valid_from=max(unit.valid_from, SINCE), valid_to=unit.valid_to)
            for user, (unit, role) in zip(users, new.values(), strict=True)
        ],
        batch_size=500,
    )
    ids = dict(User.objects.filter(username__in=wanted).values_list("username", "pk"))
    return {unit.slug: Crew(unit.pk, *(ids[name] for name in _crew_names(unit))) for unit in units}


def _crew_names(unit: Unit) -> dict[str, Role]:
    """Usernames of the officer and of the head."""
    tried = {it.role: it.username for it in ACCOUNTS if it.place == unit.slug}
    return {
        tried.get(Role.OFFICER, f"canbo.{unit.slug}"): Role.OFFICER,
        tried.get(Role.STATION_HEAD, f"truong.{unit.slug}"): Role.STATION_HEAD,
    }


def _member(username: str, unit: Unit, role: Role) -> User:
    word = "Trưởng" if role == Role.STATION_HEAD else "Cán bộ"
    # As make_password(None) does, which draws a different one each time.
    unusable = f"!{Chance(username).below(10**40)}"
    name = f"{word} Công an {unit.get_kind_display().lower()} {unit.name}"
    return User(username=username, name=name, password=unusable, is_active=unit.is_open)
