"""Addresses of returns."""

from django.urls import URLPattern, path

from returns.views import entries, reported, restricted

urlpatterns: list[URLPattern] = [
    path("units/<slug:unit>/returns/<slug:form>/add", entries.return_add, name="return_add"),
    path("units/<slug:unit>/reported/", reported.reported_totals, name="reported_totals"),
    path(
        "units/<slug:unit>/reported/<int:pk>/withdraw/",
        reported.reported_total_withdraw,
        name="reported_total_withdraw",
    ),
    path("units/<slug:unit>/restricted/", restricted.restricted_figures, name="restricted_figures"),
    path("units/<slug:unit>/restricted/<int:pk>/withdraw/", restricted.restricted_withdraw, name="restricted_withdraw"),
]
