from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModelsSelfmgmtConfig(AppConfig):
    name = "models_selfmgmt"
    verbose_name = _("Mô hình, thiết bị, tổ đội")

    def ready(self) -> None:
        from models_selfmgmt.actions.ending import end_coverage
        from models_selfmgmt.counting import sources
        from rollups.followers import follow_ends
        from rollups.sources import register

        register(sources)
        follow_ends(end_coverage)
