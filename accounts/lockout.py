"""When a sign-in is refused, and the page it then sees. It says the same whether the account exists or not."""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class LockoutHandler(AxesDatabaseHandler):  # type: ignore[misc]
    """Lock one account at one address after a few failures, an address as a whole after very many."""

    def is_locked(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        return bool(super().is_locked(request, credentials)) or self._address_is_locked(request)

    def _address_is_locked(self, request: Any) -> bool:
        recent = AccessAttempt.objects.filter(
            ip_address=request.axes_ip_address, attempt_time__gte=get_cool_off_threshold(request)
        )
        failures = recent.aggregate(count=Sum("failures_since_start"))["count"] or 0
        return bool(failures >= settings.SIGN_IN_FAILURES_PER_ADDRESS)


def locked_out(request: HttpRequest, credentials: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
    return render(request, "registration/locked_out.html", status=429)
