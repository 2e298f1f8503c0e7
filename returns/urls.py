"""Addresses of returns."""

from django.urls import URLPattern, path

from returns.views import reported, restricted, rules

urlpatterns: list[URLPattern] = [
    path("units/<slug:unit>/reported/", reported.reported_totals, name="reported_totals"),
    path(
        "units/<slug:unit>/reported/<int:pk>/withdraw/",
        reported.reported_total_withdraw,
        name="reported_total_withdraw",
    ),
    path("units/<slug:unit>/reporting-rules/", rules.reporting_rules, name="reporting_rules"),
    path("units/<slug:unit>/reporting-rules/days-off/", rules.days_off, name="days_off"),
    path(
        "units/<slug:unit>/reporting-rules/days-off/<int:pk>/withdraw/",
        rules.day_off_withdraw,
        name="day_off_withdraw",
    ),
    path("units/<slug:unit>/restricted/", restricted.restricted_figures, name="restricted_figures"),
    path("units/<slug:unit>/restricted/<int:pk>/withdraw/", restricted.restricted_withdraw, name="restricted_withdraw"),
]
