"""The stock admin site under the project's name."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class AdminSite(admin.AdminSite):
    site_header = _("antq – Quản trị")
    site_title = _("antq – Quản trị")
    index_title = _("Quản trị")
    site_url = "/"
    enable_nav_sidebar = True
