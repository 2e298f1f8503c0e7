"""Addresses of stations."""

from django.urls import path

from stations import home

urlpatterns = [
    path("stations/<slug:unit>/", home.home, name="station_home"),
]
