"""Addresses of dashboards."""

from django.urls import URLPattern, path

from dashboards.kinds import AREA, NATION, UNIT, addresses
from dashboards.views import beside, numbers, outliers, provinces, search, silent

urlpatterns: list[URLPattern] = [
    *addresses("", numbers.dashboard, "dashboard"),
    *addresses("table.xlsx", numbers.dashboard_table, "table"),
    *addresses("figures/<slug:key>/", numbers.figure, "figure"),
    *addresses("figures/<slug:key>/table.xlsx", numbers.figure_table, "figure_table"),
    *addresses("silent/", silent.silent, "silent"),
    *addresses("silent/table.xlsx", silent.silent_table, "silent_table"),
    *addresses("silent/calls/", silent.silent_calls, "silent_calls", kinds=(UNIT, AREA)),
    *addresses("silent/calls/table.xlsx", silent.silent_calls_table, "silent_calls_table", kinds=(UNIT, AREA)),
    *addresses("outliers/", outliers.outliers, "outliers", kinds=(UNIT, AREA)),
    *addresses("outliers/table.xlsx", outliers.outliers_table, "outliers_table", kinds=(UNIT, AREA)),
    *addresses("outliers/looked-at/", outliers.looked_at, "looked_at", kinds=(UNIT, AREA)),
    *addresses("beside/", beside.beside, "beside"),
    *addresses("beside/table.xlsx", beside.beside_table, "beside_table"),
    *addresses("provinces/", provinces.provinces, "provinces", kinds=(NATION,)),
    *addresses("provinces/table.xlsx", provinces.provinces_sheet, "provinces_table", kinds=(NATION,)),
    path("units/", search.unit_search, name="unit_search"),
    path("figures/", search.figure_list, name="figure_list"),
]
