"""The page that a locked-out sign-in sees. It says the same whether the account exists or not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
    return render(request, "registration/locked_out.html", status=429)
