from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Danh mục và đợt cao điểm")

    def ready(self) -> None:
        from campaigns.kinds import activity, patrol, propaganda_session, registry, weapon_handover
        from rollups.sources import register

        for kind in (patrol, propaganda_session, weapon_handover, activity):
            registry.register(kind.FAMILY)
        register(registry.sources)
