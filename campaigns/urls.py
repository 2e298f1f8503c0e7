"""Addresses of campaigns."""

from django.urls import URLPattern, path

from campaigns.week import views as week

urlpatterns: list[URLPattern] = [
    path("units/<slug:unit>/week/<kind>/", week.week_entry, name="week_entry"),
    path("units/<slug:unit>/logbook/<kind>/", week.logbook, name="logbook"),
]
