"""The app's name in the admin."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class RollupsConfig(AppConfig):
    name = "rollups"
    verbose_name = pgettext_lazy("plural", "Chỉ tiêu")
