"""Answer 304 while nothing behind a page has changed. What makes a page stands in its fingerprint, whole."""

from collections.abc import Callable
from functools import lru_cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import parse_etags

from accounts.http import SignedInRequest
from dashboards.places import Place
from dashboards.stamps import Stamp, stamp_of

P = ParamSpec("P")
ROOT = Path(settings.BASE_DIR)
View = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]
# Whatever is imported may draw a part of a page: every room of the program, not only those that do so today.
SOURCES = (
    *(f"{app.partition('.')[0]}/**/*.py" for app in settings.INSTALLED_APPS if (ROOT / app.partition(".")[0]).is_dir()),
    "antq/**/*.py",
    "templates/**/*.html",
    "locale/**/*.mo",
)


def unless_unchanged(view: View[P]) -> View[P]:
    """Before the view: is what the browser holds still the page?

    The tag is signed over the person, the grants, the session and the address: it can only come from this very page,
    given to this very person, so the scope has been asked, and the same grants would answer the same.
    """

    @wraps(view)
    def answer(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        for tag in parse_etags(request.headers.get("If-None-Match", ""))[:1]:
            province, dash, _rest = tag.removeprefix("W/").strip('"').partition("-")
            if dash and province.isdecimal() and len(province) < 10 and _may_keep(request):
                now = fingerprint(request, int(province), stamp_of(int(province)))
                if constant_time_compare(now, tag.removeprefix("W/")):
                    return _with_headers(HttpResponseNotModified(), now)
        return view(request, *args, **kwargs)

    return answer


def tagged(request: SignedInRequest, place: Place, response: HttpResponseBase) -> HttpResponseBase:
    """Give a page its tag. The stamp was read before any total, so no page is older than its tag says."""
    if response.status_code == 200 and not waiting(request):
        return _with_headers(response, fingerprint(request, place.province_key, place.stamp))
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _may_keep(request: SignedInRequest) -> bool:
    """An answer without a body sets no cookie: whoever lost the token of the forms needs the page."""
    return not waiting(request) and settings.CSRF_COOKIE_NAME in request.COOKIES


def waiting(request: SignedInRequest) -> bool:
    """A notice is shown once: the page that shows it is nobody's copy."""
    return bool(len(get_messages(request)))


def fingerprint(request: SignedInRequest, province: int, stamp: Stamp) -> str:
    """Everything that a page depends on, signed; the province stands before it for the next visit."""
    user = request.user
    parts: list[Any] = [
        request.get_full_path(),
        request.scheme,
        request.get_host(),
        translation.get_language(),
        timezone.localdate(),
        province,
        stamp,
        (user.pk, user.name),
        [(one.pk, one.role, one.unit_id, one.area_id, one.valid_from, one.valid_to) for one in user.live_grants],
        request.session.session_key,  # the forms of a page carry a token of this session
        settings.DEMO,
        program(),
    ]
    digest = salted_hmac("dashboards.conditional", repr(parts), algorithm="sha256").hexdigest()
    return f'"{province}-{digest[:32]}"'


@lru_cache(maxsize=1)
def program() -> str:
    """A digest of what draws the pages, so that a new version sends new pages."""
    digest = sha256(getattr(staticfiles_storage, "manifest_hash", "").encode())
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _with_headers(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response
