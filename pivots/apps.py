"""The app's name in the admin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PivotsConfig(AppConfig):
    name = "pivots"
    verbose_name = _("Bảng tự chọn")
