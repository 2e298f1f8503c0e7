"""The table of provinces, for whoever reads the nation."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from campaigns.spreadsheets import download
from dashboards.answers import answer
from dashboards.conditional import unless_unchanged
from dashboards.frame import Frame
from dashboards.kinds import Kind
from dashboards.places import Place
from dashboards.provinces import Page, provinces_table, read_provinces
from dashboards.spreadsheets import spreadsheet
from dashboards.state import State, StateForm


@login_required
@require_safe
@unless_unchanged
def provinces(request: SignedInRequest, kind: Kind) -> HttpResponseBase:
    place = kind.open(request.user, "")

    def draw(state: State, form: StateForm) -> HttpResponseBase:
        page = page_of(request, place, state, form)
        return render(request, "dashboards/provinces.html", {"page": page, "frame": page.frame})

    return answer(request, place, draw, figure=True)


@login_required
@require_safe
@unless_unchanged
def provinces_sheet(request: SignedInRequest, kind: Kind) -> HttpResponseBase:
    place = kind.open(request.user, "")

    def send(state: State, form: StateForm) -> HttpResponseBase:
        page = page_of(request, place, state, form)
        name = page.frame.file_name.replace("toan-quoc", "cac-tinh", 1)
        return download(spreadsheet(page.frame, _("Các tỉnh, thành phố"), page.table), name)

    return answer(request, place, send, figure=True)


def page_of(request: SignedInRequest, place: Place, state: State, form: StateForm) -> Page:
    state = replace(state, by="", status="")
    reading, known = read_provinces(place, state)
    around = Frame(
        place=place,
        state=state,
        form=form,
        address=place.href("provinces"),
        spreadsheet=place.href("provinces_table"),
        reported=reading.reported(state.days),
        site=f"{request.scheme}://{request.get_host()}",
    )
    return Page(around, provinces_table(place, state, reading, known))
