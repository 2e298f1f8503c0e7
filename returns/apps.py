"""The app's name in the admin, and what it adds to the kinds of records."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReturnsConfig(AppConfig):
    name = "returns"
    verbose_name = _("Báo cáo số liệu")

    def ready(self) -> None:
        from campaigns.kinds import registry
        from returns.kinds import FAMILY

        registry.register(FAMILY)
