"""What every page knows: whether this is the demonstration, and where its reader may go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    return {"demo": settings.DEMO, "nav": []}
