"""The addresses of antq and two views to compare with: one that does nothing, one that knows who asks."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from antq.urls import urlpatterns as addresses


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


@login_required
def user(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.user))


urlpatterns: list[URLPattern | URLResolver] = [path("bench/bare", bare), path("bench/user", user), *addresses]
