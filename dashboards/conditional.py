"""Answer 304 while nothing behind a page has changed. What makes a page stands in its fingerprint, whole."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from accounts.models import User
from dashboards.places import Place

SOURCES = ("dashboards/**/*.py", "periods/*.py", "rollups/*.py", "templates/**/*.html", "locale/**/*.mo")


def answer(request: HttpRequest, place: Place, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Make the page, unless the browser holds the very same. Somebody else's is never the same."""
    waiting = len(get_messages(request))  # a notice is shown once: such a page is nobody's copy
    stamp = fingerprint(request, place)
    found = None if waiting else get_conditional_response(request, etag=stamp)
    response: HttpResponseBase = make() if found is None else found
    if not waiting and response.status_code in {200, 304}:
        response["ETag"] = stamp
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


def fingerprint(request: HttpRequest, place: Place) -> str:
    """Everything that a page depends on. Revisions are read before totals: no page is older than its stamp."""
    grants = [
        (grant.pk, grant.role, grant.unit_id, grant.area_id, grant.valid_from, grant.valid_to)
        for grant in place.user.live_grants
    ]
    parts = [
        request.get_full_path(),
        translation.get_language(),
        timezone.localdate(),
        place.revision,
        _identity(place.user),
        grants,
        # The forms of a page carry a token of this session.
        request.session.session_key,
        settings.DEMO,
        program(),
    ]
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _identity(user: User) -> tuple[int, str]:
    return user.pk, user.name


@lru_cache(maxsize=1)
def program() -> str:
    """A digest of what draws the pages, so that a new version sends new pages."""
    digest = hashlib.sha256(getattr(staticfiles_storage, "manifest_hash", "").encode())
    root = Path(settings.BASE_DIR)
    for pattern in SOURCES:
        for path in sorted(root.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
