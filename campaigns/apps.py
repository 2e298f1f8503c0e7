from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Danh mục và đợt cao điểm")

    def ready(self) -> None:
        from campaigns.counting import sources
        from rollups.sources import register

        register(sources)
