"""There is no superuser: power comes from dated grants alone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Command(BaseCommand):
    help = str(gettext_lazy("Không dùng: hệ thống không có tài khoản toàn quyền."))

    def run_from_argv(self, argv: list[str]) -> None:
        super().run_from_argv(argv[:2])  # whatever options follow, the answer is the same

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError(
            _("Hệ thống không có tài khoản toàn quyền. Chạy “manage.py setup_province” để tạo các tài khoản đầu tiên.")
        )
