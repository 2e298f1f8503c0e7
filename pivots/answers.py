"""From a place to an answer: read what is asked, lay it out, read the numbers, draw the page or its spreadsheet."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from accounts.http import SignedInRequest
from campaigns.spreadsheets import download
from dashboards import columns
from dashboards.calendars import calendar_of
from dashboards.conditional import tagged
from dashboards.places import Place
from dashboards.state import StateForm
from pivots.asking import TableForm, read_pivot
from pivots.grid import read_grid
from pivots.items import lay_out, too_large
from pivots.naming import SAVED, differ, named_here, query_of
from pivots.page import Page, frame_of
from pivots.spreadsheets import spreadsheet


def show(request: SignedInRequest, place: Place) -> HttpResponseBase:
    """The page of a table. One that cannot be is refused with the reason beside the field, and nothing is read."""
    page = page_of(request, place)
    answer = render(request, "pivots/pivot.html", {"page": page}, status=200 if page.grid else 422)
    if SAVED in request.GET:  # no stamp tells of names
        patch_cache_control(answer, private=True, no_cache=True)
        return answer
    return tagged(request, place, answer)


def send(request: SignedInRequest, place: Place) -> HttpResponseBase:
    """The same rows and figures as .xlsx."""
    page = page_of(request, place)
    if page.grid is None:
        return render(request, "pivots/pivot.html", {"page": page}, status=422)
    return tagged(request, place, download(spreadsheet(page, page.grid), page.file_name))


def page_of(request: SignedInRequest, place: Place, *, numbers: bool = True) -> Page:
    """All of a page; without `numbers` only what is asked."""
    today, known = timezone.localdate(), columns.known(place)
    period, form = StateForm(request.GET, calendar_of(place)), TableForm(request.GET, place, known)
    layout = lay_out(place, read_pivot(period, form, today))
    wrong = bool(period.errors or form.errors)
    for name, reason in ({} if wrong else too_large(layout)).items():
        form.add_error(name, reason)
    refused = wrong or bool(form.errors)
    grid = read_grid(layout, known) if numbers and not refused else None
    frame = frame_of(place, layout, period, f"{request.scheme}://{request.get_host()}")
    saved = named_here(request, place)
    changed = saved is not None and differ(layout.pivot.query(), query_of(place, saved))
    return Page(frame, form, layout.pivot, grid, refused, f"?{request.GET.urlencode()}", saved, changed)
