"""Addresses of criteria and assessments."""

from django.urls import URLPattern, path

from criteria.views import assessing, lists, pages, sets

urlpatterns: list[URLPattern] = [
    path("criteria/", sets.criteria_sets, name="criteria_sets"),
    path("criteria/add/", sets.criteria_set_add, name="criteria_set_add_for_all"),
    path("criteria/add/<slug:unit>/", sets.criteria_set_add, name="criteria_set_add"),
    path("criteria/<int:pk>/", sets.criteria_set, name="criteria_set"),
    path("criteria/<int:pk>/edit/", sets.criteria_set_edit, name="criteria_set_edit"),
    path("criteria/<int:pk>/end/", sets.criteria_set_end, name="criteria_set_end"),
    path("stations/<slug:unit>/assessments/", assessing.unit_assessments, name="unit_assessments"),
    path("assessments/", lists.assessment_list, name="assessment_list"),
    path("assessments/export/", lists.assessment_export, name="assessment_export"),
    path("assessments/<uuid:uuid>/", pages.assessment, name="assessment"),
    path("assessments/<uuid:uuid>/fill/", assessing.assessment_fill, name="assessment_fill"),
    path("assessments/<uuid:uuid>/send/", assessing.assessment_send, name="assessment_send"),
    path("assessments/<uuid:uuid>/void/", assessing.assessment_void, name="assessment_void"),
    path("assessments/<uuid:uuid>/decide/", pages.assessment_decide, name="assessment_decide"),
    path("assessments/<uuid:uuid>/criteria/<int:number>/", assessing.assessment_line, name="assessment_line"),
    path(
        "assessments/<uuid:uuid>/criteria/<int:number>/evidence/<int:pk>/drop/",
        assessing.evidence_drop,
        name="evidence_drop",
    ),
]
