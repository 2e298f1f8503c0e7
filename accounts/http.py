"""Requests as views see them after `login_required`."""

from django.http import HttpRequest, QueryDict

from accounts.models import User


class SignedInRequest(HttpRequest):
    user: User


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also nothing at all, where nothing at all was sent."""
    return request.POST if request.method == "POST" else None
