"""From a place to its comparison: the page, or the same rows and figures as .xlsx."""

from dataclasses import replace

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from campaigns.spreadsheets import download
from dashboards.answers import answer
from dashboards.beside.asking import Beside
from dashboards.beside.page import Page, extra, with_one_more
from dashboards.beside.reading import read_beside
from dashboards.beside.table import table_of
from dashboards.conditional import tagged
from dashboards.frame import Frame
from dashboards.places import Place
from dashboards.spreadsheets import spreadsheet
from dashboards.state import State, StateForm


def beside(request: SignedInRequest, asked: Beside) -> HttpResponseBase:
    """The only unit that a search finds is added at once."""
    if len(asked.found) == 1 and asked.room:
        return redirect(asked.place.href("beside") + with_one_more(request.GET, asked.found[0].slug))

    def draw(state: State, form: StateForm) -> HttpResponseBase:
        page = _page(request, asked, state, form)
        return render(request, "dashboards/beside.html", {"page": page, "frame": page.frame})

    return _tagged(request, asked, answer(request, asked.place, draw, figure=True, tag=False))


def beside_table(request: SignedInRequest, asked: Beside) -> HttpResponseBase:
    def send(state: State, form: StateForm) -> HttpResponseBase:
        page = _page(request, asked, state, form)
        title = _("So sánh – %(place)s") % {"place": asked.place.name}
        name = page.frame.file_name.replace("antq-", "antq-so-sanh-", 1)
        return download(spreadsheet(page.frame, title, page.table), name)

    return _tagged(request, asked, answer(request, asked.place, send, figure=True, tag=False))


def _page(request: SignedInRequest, asked: Beside, state: State, form: StateForm) -> Page:
    state = replace(state, by="", status="")
    found = read_beside(asked, state)
    around = Frame(
        place=asked.place,
        state=state,
        form=form,
        address=asked.place.href("beside"),
        spreadsheet=asked.place.href("beside_table"),
        above=found.own.above,
        reported=found.own.reported(state.days),
        site=f"{request.scheme}://{request.get_host()}",
        extra=extra(asked.slugs, asked.everything),
    )
    table = table_of(asked.place, state, found, fold=asked.everything)
    return Page(around, asked, table, found.others)


def _tagged(request: SignedInRequest, asked: Beside, response: HttpResponseBase) -> HttpResponseBase:
    """A page that reads a second province is new with whatever is written anywhere."""
    if asked.too_many:
        response.status_code = 422
    whole = Place(asked.place.user, asked.beyond) if asked.beyond else asked.place
    return tagged(request, whole, response)
