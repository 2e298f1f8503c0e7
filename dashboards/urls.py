"""Addresses of dashboards."""

from django.urls import URLPattern, path

from dashboards.views import areas, nation, search, silent, units

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
    path("units/", search.unit_search, name="unit_search"),
    path("figures/", search.figure_list, name="figure_list"),
]
