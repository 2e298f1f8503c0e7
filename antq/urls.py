"""Every address of antq."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("antq.pages")),
    path("", include("accounts.urls")),
    path("", include("home.urls")),
    path("", include("stations.urls")),
    path("", include("campaigns.urls")),
    path("", include("returns.urls")),
    path("", include("targets.urls")),
    path("", include("criteria.urls")),
    path("", include("models_selfmgmt.urls")),
    path("", include("dashboards.urls")),
    path("", include("pivots.urls")),
    path("", include("administration.urls")),
]
