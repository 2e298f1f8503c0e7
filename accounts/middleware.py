"""Let nobody work with a password that somebody else has seen."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

ALLOWED = ("password_change", "logout", "set_language")


class FirstPasswordMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        must_change = getattr(request.user, "must_change_password", False)
        if must_change and request.path not in {reverse(name) for name in ALLOWED}:
            return redirect("password_change")
        return self.get_response(request)
