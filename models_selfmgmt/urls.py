"""Addresses of the register."""

from django.urls import path

from models_selfmgmt.views import adding, deeds, lists, pages, planned, stages

urlpatterns = [
    path("units/<slug:unit>/models/", pages.model_register, name="model_register"),
    path("units/<slug:unit>/models/open/", pages.model_register_open, name="model_register_open"),
    path("units/<slug:unit>/models/add/", adding.model_add, name="model_add"),
    path("units/<slug:unit>/models/add/<slug:kind>/", adding.model_add_of, name="model_add_of"),
    path("units/<slug:unit>/models/add/<slug:kind>/survey/", planned.model_survey, name="model_survey"),
    path("models/", lists.model_list, name="model_list"),
    path("models/export/", lists.model_export, name="model_export"),
    path("models/<uuid:uuid>/", pages.model, name="model"),
    path("models/<uuid:uuid>/launch/", planned.model_launch, name="model_launch"),
    path("models/<uuid:uuid>/change/", stages.model_change, name="model_change"),
    path("models/<uuid:uuid>/resume/", stages.model_resume, name="model_resume"),
    path("models/<uuid:uuid>/correct/", stages.model_correct, name="model_correct"),
    path("models/<uuid:uuid>/stop/", deeds.model_stop, name="model_stop"),
    path("models/<uuid:uuid>/inspect/", deeds.model_inspect, name="model_inspect"),
    path("models/<uuid:uuid>/note/", deeds.model_note, name="model_note"),
    path("models/<uuid:uuid>/withdraw/", deeds.model_withdraw, name="model_withdraw"),
    path("models/<uuid:uuid>/void/<slug:what>/<int:pk>/", deeds.model_void, name="model_void"),
]
