"""The app's name in the admin, and what it counts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CriteriaConfig(AppConfig):
    name = "criteria"
    verbose_name = _("Tiêu chí, đánh giá")

    def ready(self) -> None:
        from criteria.counting import sources
        from rollups.sources import register

        register(sources)
