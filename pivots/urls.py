"""Addresses of own tables."""

from dataclasses import replace

from django.urls import URLPattern, path

from dashboards.kinds import AREA, NATION, UNIT, addresses
from pivots.views import saved, tables

# Below `tables/` stands the list of saved tables: the nation has a folder of its own.
KINDS = (replace(NATION, folder="nation/"), UNIT, AREA)

urlpatterns: list[URLPattern] = [
    path("tables/", saved.saved_tables, name="saved_tables"),
    path("tables/saved/<int:pk>/", saved.saved_table, name="saved_table"),
    path("tables/saved/<int:pk>/update/", saved.saved_table_update, name="saved_table_update"),
    path("tables/saved/<int:pk>/edit/", saved.saved_table_edit, name="saved_table_edit"),
    path("tables/saved/<int:pk>/delete/", saved.saved_table_delete, name="saved_table_delete"),
    *addresses("", tables.pivot, "pivot", room="tables/", kinds=KINDS),
    *addresses("table.xlsx", tables.pivot_table, "pivot_table", room="tables/", kinds=KINDS),
    *addresses("save/", saved.pivot_save, "pivot_save", room="tables/", kinds=KINDS),
]
