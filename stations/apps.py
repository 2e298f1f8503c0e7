"""The app's name in the admin, and what it counts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StationsConfig(AppConfig):
    name = "stations"
    verbose_name = _("Công an cấp xã")

    def ready(self) -> None:
        from rollups.sources import register
        from stations.counting import sources

        register(sources)
