"""Addresses of campaigns."""

from django.urls import URLPattern, path

from campaigns.views import entries, lists, records
from campaigns.week import views as week

urlpatterns: list[URLPattern] = [
    path("units/<slug:unit>/patrols/add", entries.entry_add, {"kind": "patrol"}, name="patrol_add"),
    path(
        "units/<slug:unit>/propaganda-sessions/add",
        entries.entry_add,
        {"kind": "propaganda_session"},
        name="propaganda_session_add",
    ),
    path(
        "units/<slug:unit>/weapon-handovers/add",
        entries.entry_add,
        {"kind": "weapon_handover"},
        name="weapon_handover_add",
    ),
    path("units/<slug:unit>/activities/<slug:kind>/add", entries.activity_add, name="activity_add"),
    path("records/", lists.record_list, name="record_list"),
    path("records/export.xlsx", lists.record_export, name="record_export"),
    path("records/<uuid:uuid>/", records.record, name="record"),
    path("records/<uuid:uuid>/edit", entries.record_edit, name="record_edit"),
    path("records/<uuid:uuid>/delete", records.record_delete, name="record_delete"),
    path("records/<uuid:uuid>/verify", records.record_verify, name="record_verify"),
    path("units/<slug:unit>/week/<kind>/", week.week_entry, name="week_entry"),
    path("units/<slug:unit>/logbook/<kind>/", week.logbook, name="logbook"),
]
