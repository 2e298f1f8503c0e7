"""The project as an app (it holds shared template tags and commands) and its admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as StockAdminConfig


class AntqConfig(AppConfig):
    name = "antq"


class AdminConfig(StockAdminConfig):
    default_site = "antq.admin_site.AdminSite"
