"""Addresses of administration: the own password and the go-live list. The admin site itself hangs in antq/urls.py."""

from django.contrib.auth.views import PasswordChangeDoneView
from django.urls import path

from administration.passwords import OwnPasswordView
from administration.views import go_live_page

urlpatterns = [
    path("password/", OwnPasswordView.as_view(), name="password_change"),
    path("go-live/<slug:unit>/", go_live_page, name="go_live"),
    path("password/done/", PasswordChangeDoneView.as_view(), name="password_change_done"),
]
