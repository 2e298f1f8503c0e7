"""Note for the length of a request where its writes come from."""

from collections.abc import Callable

from axes.helpers import get_client_ip_address
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from audit.context import Origin, origin
from audit.models import AuditEntry


class AuditMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        in_admin = request.path.startswith(reverse("admin:index"))
        channel = AuditEntry.Channel.ADMIN if in_admin else AuditEntry.Channel.WEB
        token = origin.set(Origin(channel, get_client_ip_address(request)))
        try:
            return self.get_response(request)
        finally:
            origin.reset(token)
