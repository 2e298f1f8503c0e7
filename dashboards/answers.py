"""From a place to an answer: read the state of the URL, read the numbers, draw the page or its spreadsheet."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from accounts.http import SignedInRequest
from campaigns.spreadsheets import download
from dashboards import columns, selectors
from dashboards.calendars import calendar_of
from dashboards.conditional import tagged
from dashboards.frame import Frame
from dashboards.notes import asked_notes
from dashboards.places import Place
from dashboards.reading import lasts
from dashboards.reminders.chased import query_of
from dashboards.selectors import Dashboard, FigurePage
from dashboards.spreadsheets import spreadsheet
from dashboards.state import Look, State, StateForm, read_state

Draw = Callable[[State, StateForm], HttpResponseBase]


def dashboard(request: SignedInRequest, place: Place) -> HttpResponseBase:
    def draw(state: State, form: StateForm) -> HttpResponseBase:
        page = selectors.dashboard(place, state)
        around = _frame(request, place, state, form, page, "dashboard", "table")
        return render(request, f"dashboards/{_look(state, form)}dashboard.html", {"frame": around, "page": page})

    return answer(request, place, draw)


def dashboard_table(request: SignedInRequest, place: Place) -> HttpResponseBase:
    def send(state: State, form: StateForm) -> HttpResponseBase:
        page = selectors.dashboard(place, state)
        around = _frame(request, place, state, form, page, "dashboard", "table")
        return download(spreadsheet(around, place.name, page.table), around.file_name)

    return answer(request, place, send)


def figure(request: SignedInRequest, place: Place, key: str) -> HttpResponseBase:
    def draw(state: State, form: StateForm) -> HttpResponseBase:
        page = _figure_page(place, state, key)
        around = _frame(request, place, state, form, page, "figure", "figure_table", key)
        return render(request, f"dashboards/{_look(state, form)}figure.html", {"frame": around, "page": page})

    return answer(request, place, draw, figure=True)


def figure_table(request: SignedInRequest, place: Place, key: str) -> HttpResponseBase:
    def send(state: State, form: StateForm) -> HttpResponseBase:
        page = _figure_page(place, state, key)
        around = _frame(request, place, state, form, page, "figure", "figure_table", key)
        title = f"{page.indicator.name} – {place.name}"
        return download(spreadsheet(around, title, page.table or page.trend), f"{around.file_name}-{key}")

    return answer(request, place, send, figure=True)


def answer(
    request: SignedInRequest, place: Place, draw: Draw, *, figure: bool = False, tag: bool = True
) -> HttpResponseBase:
    """Read the state; one that names no period is refused, with the usual page below the reason.

    Without `tag` for a page that shows what no stamp tells.
    """
    calendar, today = calendar_of(place), timezone.localdate()
    form = StateForm(request.GET, calendar)
    usual = calendar.usual(min(today, place.valid_to or today), over=place.valid_to is not None)
    response = draw(read_state(form, today, usual, ended=place.valid_to, figure=figure), form)
    if form.errors:
        response.status_code = 422
    return tagged(request, place, response) if tag else response


def _look(state: State, form: StateForm) -> str:
    """The folder of the page's template: a wall has one of its own, and no place for what was typed wrong."""
    return "projector/" if state.show == Look.PROJECTOR and not form.errors else ""


def _figure_page(place: Place, state: State, key: str) -> FigurePage:
    known = columns.known(place)
    found = known.get(key)
    if found is None or not columns.told(found, place):
        raise Http404
    return selectors.figure(place, state, known, found)


def _frame(
    request: SignedInRequest,
    place: Place,
    state: State,
    form: StateForm,
    page: Dashboard | FigurePage,
    *addresses: Any,
) -> Frame:
    own, table, *args = addresses
    site = f"{request.scheme}://{request.get_host()}"
    return Frame(
        place=place,
        state=state,
        form=form,
        address=place.href(own, *args),
        spreadsheet=place.href(table, *args),
        above=page.above,
        reported=page.reported,
        standings=page.standings,
        owed=getattr(page, "due", ()),
        later=getattr(page, "later", False),
        unasked=getattr(page, "unasked", ""),
        focus=getattr(page, "focus", None),
        focuses=getattr(page, "focuses", ()),
        chased=query_of(page.indicator) if isinstance(page, FigurePage) else "",
        asked=asked_notes(page.figures, [state.days, state.base.days], chosen=isinstance(page, FigurePage)),
        lasting=isinstance(page, FigurePage) and lasts(page.indicator),
        site=site,
    )
