"""What every page knows: whether this is the demonstration, who reads, and where they may go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.models import User
from antq.navigation import links, workplace


def page(request: HttpRequest) -> dict[str, Any]:
    """Answer for any request, also one that failed before anybody signed in."""
    context: dict[str, Any] = {"demo": settings.DEMO, "languages": settings.LANGUAGES}
    user = getattr(request, "user", None)
    if isinstance(user, User) and user.is_authenticated:
        grant = workplace(user) or next(iter(user.live_grants), None)
        context["nav"] = links(request, user)
        context["unit_name"] = str(_place(grant)) if grant else ""
        context["role_name"] = grant.get_role_display() if grant else ""
    elif settings.DEMO:
        from antq.demo.accounts import ACCOUNTS

        context["demo_accounts"] = ACCOUNTS
    return context


def _place(grant: Any) -> Any:
    if grant.unit is not None:
        return grant.unit.station_name if grant.unit.leaf else grant.unit
    return grant.area or ""
