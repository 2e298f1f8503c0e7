"""Addresses of stations."""

from django.urls import path

from stations import areas, people, standing

urlpatterns = [
    path("stations/<slug:unit>/accounts/", people.station_accounts, name="station_accounts"),
    path("stations/<slug:unit>/accounts/<int:pk>/password/", people.station_new_password, name="station_new_password"),
    path("stations/<slug:unit>/residential-areas/", areas.residential_areas, name="residential_areas"),
    path("stations/<slug:unit>/residential-areas/<int:pk>/", areas.residential_area, name="residential_area"),
    path("stations/<slug:unit>/readiness/", standing.station_readiness, name="station_readiness"),
    path("stations/<slug:unit>/readiness/<int:pk>/void/", standing.readiness_void, name="readiness_void"),
    path("readiness/<slug:unit>/", standing.province_readiness, name="province_readiness"),
    path(
        "stations/<slug:unit>/residential-areas/<int:pk>/end/", areas.residential_area_end, name="residential_area_end"
    ),
]
