"""The address of a station's first page."""

from django.urls import URLPattern, path

from home import views

urlpatterns: list[URLPattern] = [
    path("stations/<slug:unit>/", views.station_home, name="station_home"),
]
