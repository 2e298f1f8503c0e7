"""Addresses of administration: the own password and the go-live list. The admin site itself hangs in antq/urls.py."""

from django.contrib.auth.views import PasswordChangeDoneView
from django.urls import path

from administration.passwords import OwnPasswordView

urlpatterns = [
    path("password/", OwnPasswordView.as_view(), name="password_change"),
    path("password/done/", PasswordChangeDoneView.as_view(), name="password_change_done"),
]
