"""The app's name in the admin, and what it adds to the kinds of records."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReturnsConfig(AppConfig):
    name = "returns"
    verbose_name = _("Báo cáo số liệu")

    def ready(self) -> None:
        from campaigns import lateness, superseding
        from campaigns.kinds import registry
        from returns import due, nothing
        from returns.checking import astray
        from returns.kinds import FAMILY
        from rollups.checking import register_check

        lateness.register(due.of_entries)
        superseding.register(nothing.superseded)
        registry.register(FAMILY)
        register_check(astray)
