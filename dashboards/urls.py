"""Addresses of dashboards."""

from django.urls import URLPattern, path

from dashboards.views import areas, beside, nation, search, silent, units

urlpatterns: list[URLPattern] = [
    path("dashboards/", nation.nation, name="nation"),
    path("dashboards/table.xlsx", nation.nation_table, name="nation_table"),
    path("dashboards/figures/<slug:key>/", nation.nation_figure, name="nation_figure"),
    path("dashboards/figures/<slug:key>/table.xlsx", nation.nation_figure_table, name="nation_figure_table"),
    path("dashboards/units/<slug:unit>/", units.unit_dashboard, name="unit_dashboard"),
    path("dashboards/units/<slug:unit>/table.xlsx", units.unit_table, name="unit_table"),
    path("dashboards/units/<slug:unit>/figures/<slug:key>/", units.unit_figure, name="unit_figure"),
    path(
        "dashboards/units/<slug:unit>/figures/<slug:key>/table.xlsx", units.unit_figure_table, name="unit_figure_table"
    ),
    path("dashboards/areas/<slug:area>/", areas.area_dashboard, name="area_dashboard"),
    path("dashboards/areas/<slug:area>/table.xlsx", areas.area_table, name="area_table"),
    path("dashboards/areas/<slug:area>/figures/<slug:key>/", areas.area_figure, name="area_figure"),
    path(
        "dashboards/areas/<slug:area>/figures/<slug:key>/table.xlsx", areas.area_figure_table, name="area_figure_table"
    ),
    path("dashboards/silent/", silent.nation_silent, name="nation_silent"),
    path("dashboards/silent/table.xlsx", silent.nation_silent_table, name="nation_silent_table"),
    path("dashboards/units/<slug:unit>/silent/", silent.unit_silent, name="unit_silent"),
    path("dashboards/units/<slug:unit>/silent/table.xlsx", silent.unit_silent_table, name="unit_silent_table"),
    path("dashboards/units/<slug:unit>/silent/calls/", silent.unit_silent_calls, name="unit_silent_calls"),
    path("dashboards/areas/<slug:area>/silent/", silent.area_silent, name="area_silent"),
    path("dashboards/areas/<slug:area>/silent/table.xlsx", silent.area_silent_table, name="area_silent_table"),
    path("dashboards/areas/<slug:area>/silent/calls/", silent.area_silent_calls, name="area_silent_calls"),
    path("dashboards/beside/", beside.nation_beside, name="nation_beside"),
    path("dashboards/beside/table.xlsx", beside.nation_beside_table, name="nation_beside_table"),
    path("dashboards/units/<slug:unit>/beside/", beside.unit_beside, name="unit_beside"),
    path("dashboards/units/<slug:unit>/beside/table.xlsx", beside.unit_beside_table, name="unit_beside_table"),
    path("dashboards/areas/<slug:area>/beside/", beside.area_beside, name="area_beside"),
    path("dashboards/areas/<slug:area>/beside/table.xlsx", beside.area_beside_table, name="area_beside_table"),
    path("units/", search.unit_search, name="unit_search"),
    path("figures/", search.figure_list, name="figure_list"),
]
