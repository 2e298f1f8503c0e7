"""From a place to an answer: read the state of the URL, read the numbers, draw the page or its spreadsheet."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from campaigns.spreadsheets import download
from dashboards import selectors
from dashboards.calendars import calendar_of
from dashboards.conditional import answer
from dashboards.frame import Frame
from dashboards.places import Place
from dashboards.spreadsheets import spreadsheet
from dashboards.state import State, StateForm, read_state
from dashboards.statuses import Reported
from dashboards.tables import Table
from rollups.models import Indicator
from rollups.selectors import Catalogue, catalogue


def dashboard(request: HttpRequest, place: Place) -> HttpResponseBase:
    def draw(state: State, form: StateForm) -> HttpResponseBase:
        page = selectors.dashboard(place, state)
        return _draw(
            request, "dashboards/dashboard.html", _frame(request, place, state, form, "dashboard", "table"), page
        )

    return answer(request, place, lambda: _with_state(request, place, draw))


def dashboard_table(request: HttpRequest, place: Place) -> HttpResponseBase:
    def send(state: State, form: StateForm) -> HttpResponseBase:
        page = selectors.dashboard(place, state)
        return _send(_frame(request, place, state, form, "dashboard"), place.name, page.table, page.reported)

    return answer(request, place, lambda: _with_state(request, place, send))


def figure(request: HttpRequest, place: Place, key: str) -> HttpResponseBase:
    def draw(state: State, form: StateForm) -> HttpResponseBase:
        known = catalogue()
        page = selectors.figure(place, state, known, _indicator(known, place, key))
        around = _frame(request, place, state, form, "figure", "figure_table", key)
        return _draw(request, "dashboards/figure.html", around, page)

    return answer(request, place, lambda: _with_state(request, place, draw, figure=True))


def figure_table(request: HttpRequest, place: Place, key: str) -> HttpResponseBase:
    def send(state: State, form: StateForm) -> HttpResponseBase:
        known = catalogue()
        page = selectors.figure(place, state, known, _indicator(known, place, key))
        around = _frame(request, place, state, form, "figure", "figure_table", key)
        return _send(around, f"{page.indicator.name} – {place.name}", page.table or page.trend, page.reported)

    return answer(request, place, lambda: _with_state(request, place, send, figure=True))


def _with_state(
    request: HttpRequest, place: Place, use: Callable[[State, StateForm], HttpResponseBase], *, figure: bool = False
) -> HttpResponseBase:
    """Read the state; one that names no period is refused, with the usual page below the reason."""
    calendar, today = calendar_of(place), timezone.localdate()
    form = StateForm(request.GET, calendar)
    state = read_state(form, today, usual=calendar.month_of(place.valid_to or today), figure=figure)
    response = use(state, form)
    if form.errors:
        response.status_code = 422
    return response


def _indicator(known: Catalogue, place: Place, key: str) -> Indicator:
    found = known.get(key)
    if found is None or (found.slot is None and place.level == "nation"):
        raise Http404
    return found


def _frame(
    request: HttpRequest, place: Place, state: State, form: StateForm, page: str, table: str = "", *args: str
) -> Frame:
    site = f"{request.scheme}://{request.get_host()}"
    return Frame(place, state, form, place.href(page, *args), table and place.href(table, *args), site)


def _draw(request: HttpRequest, template: str, around: Frame, page: Any) -> HttpResponseBase:
    return render(request, template, {"frame": around, "page": page})


def _send(around: Frame, title: str, table: Table, reported: Reported) -> HttpResponseBase:
    return download(spreadsheet(around, title, table, reported), around.file_name)
