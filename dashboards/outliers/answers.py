"""From a place to its page, and the word of whoever has looked."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from campaigns.spreadsheets import download
from dashboards.answers import answer
from dashboards.calendars import calendar_of
from dashboards.frame import Frame
from dashboards.outliers.finding import outliers_in
from dashboards.outliers.page import Page
from dashboards.outliers.sheets import sheet_of
from dashboards.places import Place
from dashboards.state import State, StateForm, read_state
from returns.looking import cleared_by, say_looked_at


def outliers(request: SignedInRequest, place: Place) -> HttpResponseBase:
    def draw(state: State, form: StateForm) -> HttpResponseBase:
        around, page = _page(request, place, state, form)
        return render(request, "dashboards/outliers.html", {"frame": around, "page": page})

    return answer(request, place, draw)


def outliers_table(request: SignedInRequest, place: Place) -> HttpResponseBase:
    def send(state: State, form: StateForm) -> HttpResponseBase:
        around, page = _page(request, place, state, form)
        return download(sheet_of(page), around.file_name.replace("antq-", "antq-kiem-tra-lai-", 1))

    return answer(request, place, send)


def looked_at(request: SignedInRequest, place: Place) -> HttpResponse:
    """Only of a number that stands on the page now: one that has changed meanwhile is to be looked at first."""
    cleared = cleared_by(request.user)
    if place.level == "commune" and place.unit is not None:
        get_object_or_404(cleared, pk=place.unit.pk)  # where nobody else's numbers stand, writers press nothing
    today, form = timezone.localdate(), StateForm(request.GET, calendar_of(place))
    usual = form.calendar.usual(min(today, place.valid_to or today), over=place.valid_to is not None)
    state = read_state(form, today, usual, ended=place.valid_to)
    if form.errors:
        raise Http404
    asked = tuple(request.POST.get(name, "") for name in ("unit", "figure", "value"))
    for one in outliers_in(place, state).waiting:
        if (one.unit.slug, one.indicator.key, str(one.value)) == asked:
            days = state.days
            say_looked_at(
                by=request.user, unit=get_object_or_404(cleared, pk=one.unit.pk), indicator=one.indicator,
                start=days.start, end=days.end, thousandths=one.value,
            )  # fmt: skip
            messages.success(request, _("Đã ghi là đã kiểm tra."))
            break
    else:
        messages.info(request, _("Số này vừa thay đổi hoặc đã được kiểm tra."))
    query = request.GET.urlencode()
    return redirect(place.href("outliers") + (f"?{query}" if query else ""))


def _page(request: SignedInRequest, place: Place, state: State, form: StateForm) -> tuple[Frame, Page]:
    found = outliers_in(place, state)
    around = Frame(
        place=place, state=state, form=form, address=place.href("outliers"),
        spreadsheet=place.href("outliers_table"), above=found.above,
        site=f"{request.scheme}://{request.get_host()}",
    )  # fmt: skip
    return around, Page(around, found)
