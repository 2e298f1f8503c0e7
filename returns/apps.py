"""The app's name in the admin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReturnsConfig(AppConfig):
    name = "returns"
    verbose_name = _("Báo cáo số liệu")

    def ready(self) -> None:
        from campaigns import lateness
        from returns import due, looked  # noqa: F401 - a table of its own

        lateness.register(due.of_days)
