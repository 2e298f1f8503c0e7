"""Addresses of own tables."""

from django.urls import URLPattern, path

from pivots.views import saved, tables

urlpatterns: list[URLPattern] = [
    path("tables/", saved.saved_tables, name="saved_tables"),
    path("tables/saved/<int:pk>/", saved.saved_table, name="saved_table"),
    path("tables/saved/<int:pk>/edit/", saved.saved_table_edit, name="saved_table_edit"),
    path("tables/saved/<int:pk>/delete/", saved.saved_table_delete, name="saved_table_delete"),
    path("tables/nation/", tables.nation_pivot, name="nation_pivot"),
    path("tables/nation/table.xlsx", tables.nation_pivot_table, name="nation_pivot_table"),
    path("tables/nation/save/", saved.nation_pivot_save, name="nation_pivot_save"),
    path("tables/units/<slug:unit>/", tables.unit_pivot, name="unit_pivot"),
    path("tables/units/<slug:unit>/table.xlsx", tables.unit_pivot_table, name="unit_pivot_table"),
    path("tables/units/<slug:unit>/save/", saved.unit_pivot_save, name="unit_pivot_save"),
    path("tables/areas/<slug:area>/", tables.area_pivot, name="area_pivot"),
    path("tables/areas/<slug:area>/table.xlsx", tables.area_pivot_table, name="area_pivot_table"),
    path("tables/areas/<slug:area>/save/", saved.area_pivot_save, name="area_pivot_save"),
]
