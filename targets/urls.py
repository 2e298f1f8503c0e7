"""Addresses of targets, boards and plans."""

from django.urls import URLPattern, path

from targets import plans, unit_views, views

urlpatterns: list[URLPattern] = [
    path("campaigns/", views.campaign_list, name="campaign_list"),
    path("campaigns/<int:pk>/units/<slug:unit>/", views.campaign_board, name="campaign_board"),
    path("campaigns/<int:pk>/units/<slug:unit>/targets/", views.campaign_targets, name="campaign_targets"),
    path("units/<slug:unit>/targets/", unit_views.unit_targets, name="unit_targets"),
    path("units/<slug:unit>/targets/<int:pk>/withdraw/", unit_views.target_withdraw, name="target_withdraw"),
    path("stations/<slug:unit>/plans/<int:pk>/", plans.station_plan, name="station_plan"),
    path("stations/<slug:unit>/plans/<int:pk>/tasks/<int:task>/<slug:step>/", plans.plan_task, name="plan_task"),
]
