"""Give a person a one-time password from the server: `manage.py changepassword lan`. Leaves an audit row."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import renew_password
from accounts.models import User
from administration.belonging import unit_of_account
from audit.actions import record_audit


class Command(BaseCommand):
    help = str(gettext_lazy("Cấp mật khẩu dùng một lần cho một tài khoản."))
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help=_("Tên đăng nhập."))

    @transaction.atomic
    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(_("Không có tài khoản %(username)s.") % {"username": username})
        password = renew_password(by=None, user=user)
        record_audit(by=None, action="renew_password", obj=user, unit=unit_of_account(user))
        self.stdout.write(self.style.WARNING(_("Mật khẩu dùng một lần, phải đổi khi đăng nhập lần đầu:")))
        self.stdout.write(password)
