"""Prepare a province: `manage.py setup_province 19 [--head-accounts]`. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.setting_up import SetUp, open_provinces, set_up_province
from communes.models import Unit


class Command(BaseCommand):
    help = str(gettext_lazy("Chuẩn bị một tỉnh để đưa vào sử dụng; chạy lại không thêm gì hai lần."))
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", metavar="CODE", help=_("Mã tỉnh hiện nay, ví dụ 19 (Thái Nguyên)."))
        parser.add_argument(
            "--head-accounts", action="store_true", help=_("Tạo cả tài khoản Trưởng Công an cho từng xã chưa có.")
        )

    def handle(self, *args: Any, code: str, head_accounts: bool, **options: Any) -> None:
        try:
            done = set_up_province(code=code, head_accounts=head_accounts)
        except Unit.DoesNotExist:
            known = ", ".join(f"{unit.code} {unit.name}" for unit in open_provinces())
            words = _("Không có tỉnh nào hiện nay mang mã %(code)s. Các mã: %(known)s.")
            raise CommandError(words % {"code": code, "known": known}) from None
        self.tell_places(done)
        self.tell_accounts(done)
        self.tell_next(done)

    def tell_places(self, done: SetUp) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(str(done.province)))
        if done.loaded:
            self.stdout.write(_("Đã nạp danh mục đơn vị hành chính cả nước."))
        stations = _("Công an cấp xã: %(count)s đơn vị, %(what)s.")
        what = _("nạp theo danh mục") if done.loaded else added(done.stations_added)
        self.stdout.write(stations % {"count": done.stations, "what": what})
        areas = _("Khu vực: %(count)s, %(what)s.")
        self.stdout.write(areas % {"count": done.areas, "what": what if done.loaded else added(0)})
        periods = _("Kỳ báo cáo: đến hết ngày %(day)s, %(what)s.")
        until = f"{done.periods_until:%d/%m/%Y}"
        self.stdout.write(periods % {"day": until, "what": added(done.periods_added)})

    def tell_accounts(self, done: SetUp) -> None:
        if not done.accounts:
            self.stdout.write(_("Tài khoản: đã có đủ, không thay đổi."))
            return
        self.stdout.write("")
        self.stdout.write(
            self.style.WARNING(_("Mật khẩu dùng một lần, chỉ hiện tại đây, phải đổi khi đăng nhập lần đầu:"))
        )
        for account in done.accounts:
            self.stdout.write("\t".join([account.username, account.password, account.role, account.place]))

    def tell_next(self, done: SetUp) -> None:
        self.stdout.write("")
        self.stdout.write(_("Việc tiếp theo:"))
        hand_over = [_("Trao tận tay từng mật khẩu; người nhận đổi ngay khi đăng nhập.")]
        steps = [
            *(hand_over if done.accounts else []),
            _("Quản lý tài khoản tạo tài khoản cho cán bộ, Trưởng Công an các xã: %s")
            % reverse("admin:accounts_user_add"),
            _("Trưởng Công an xã dán danh sách thôn, bản, tổ dân phố ở trang Khu dân cư."),
            _("Theo dõi tiến độ đến phiếu đầu tiên: %s") % reverse("go_live", args=[done.province.slug]),
        ]
        for number, step in enumerate(steps, start=1):
            self.stdout.write(f"  {number}. {step}")


def added(count: int) -> str:
    return _("vừa thêm %(count)s") % {"count": count} if count else _("đã có sẵn, không thay đổi")
