"""From a place to the pages of đôn đốc. A commune is reminded, it does not remind: it has none."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from campaigns.spreadsheets import download
from communes.models import Level
from dashboards.answers import answer
from dashboards.coverage import Reported
from dashboards.frame import Frame, Link
from dashboards.members import Above
from dashboards.places import Place
from dashboards.reminders.chased import FIGURE, Chased, chased_in
from dashboards.reminders.owed import Debts, Provinces, heads_of, owed_in, provinces_in
from dashboards.reminders.pages import Page, notes_of, provinces_table, provinces_text
from dashboards.reminders.sheets import calls_sheet_of, sheet_of
from dashboards.spreadsheets import spreadsheet
from dashboards.state import State, StateForm
from dashboards.wording import words_of


def silent(request: SignedInRequest, place: Place) -> HttpResponseBase:
    """The list of those who owe, with the text to send."""
    _refuse_commune(place)

    def draw(state: State, form: StateForm) -> HttpResponseBase:
        return _drawn(request, "silent.html", _page(request, place, state, form, "silent"))

    return answer(request, place, draw)


def silent_table(request: SignedInRequest, place: Place) -> HttpResponseBase:
    _refuse_commune(place)

    def send(state: State, form: StateForm) -> HttpResponseBase:
        page = _page(request, place, state, form, "silent")
        return download(sheet_of(page.frame, page.debts.owed, page.notes), _file_name(page.frame))

    return answer(request, place, send)


def silent_calls(request: SignedInRequest, place: Place) -> HttpResponseBase:
    """The list to call, with the names of heads: those are in no stamp, so the page has no tag."""
    _refuse_commune(place)

    def draw(state: State, form: StateForm) -> HttpResponseBase:
        return _drawn(request, "silent_calls.html", _page(request, place, state, form, "silent_calls"))

    return answer(request, place, draw, tag=False)


def silent_calls_table(request: SignedInRequest, place: Place) -> HttpResponseBase:
    """The same with columns to fill in."""
    _refuse_commune(place)

    def send(state: State, form: StateForm) -> HttpResponseBase:
        page = _page(request, place, state, form, "silent_calls")
        return download(calls_sheet_of(page.frame, page.groups, page.notes), f"{_file_name(page.frame)}-goi-dien")

    return answer(request, place, send, tag=False)


def _page(request: SignedInRequest, place: Place, state: State, form: StateForm, name: str) -> Page:
    """The list to call has the names of heads, and not when each last entered something."""
    calls, chased = name == "silent_calls", chased_in(place, request.GET)
    debts = owed_in(place, state, with_last=not calls, chased=chased)
    heads = heads_of([one.unit for one in debts.owed], state.today) if calls else None
    around = _frame(request, place, state, form, name, debts.above, debts.reported, chased, debts)
    return Page(around, debts, heads, chased)


def silent_provinces(request: SignedInRequest, place: Place) -> HttpResponseBase:
    """The nation reminds provinces."""

    def draw(state: State, form: StateForm) -> HttpResponseBase:
        chased = chased_in(place, request.GET)
        found = provinces_in(place, state, chased)
        around = _frame(request, place, state, form, "silent", Above(), found.reported, chased, found)
        trail = [Link(place.name, place.href() + state.carried)]
        if state.ahead or found.waits:
            return render(request, "dashboards/silent_ahead.html", {"frame": around, "trail": trail})
        text = provinces_text(found, place, state, chased)
        table = provinces_table(found, state, chased)
        context = {"frame": around, "table": table, "trail": trail, "text": text, "notes": notes_of(around, chased)}
        return render(request, "dashboards/silent_provinces.html", context)

    return answer(request, place, draw)


def silent_provinces_table(request: SignedInRequest, place: Place) -> HttpResponseBase:
    def send(state: State, form: StateForm) -> HttpResponseBase:
        chased = chased_in(place, request.GET)
        found = provinces_in(place, state, chased)
        around = _frame(request, place, state, form, "silent", Above(), found.reported, chased, found)
        title = _("Đôn đốc – %(place)s") % {"place": place.name}
        return download(spreadsheet(around, title, provinces_table(found, state, chased)), _file_name(around))

    return answer(request, place, send)


def _drawn(request: SignedInRequest, template: str, page: Page) -> HttpResponseBase:
    """Before a period begins nobody is reminded, whatever the way to remind."""
    if page.state.ahead or page.debts.waits:
        return render(request, "dashboards/silent_ahead.html", {"frame": page.frame, "trail": page.trail})
    return render(request, f"dashboards/{template}", {"page": page, "frame": page.frame})


def _refuse_commune(place: Place) -> None:
    if place.level == Level.COMMUNE:
        raise Http404


def _frame(
    request: SignedInRequest,
    place: Place,
    state: State,
    form: StateForm,
    page: str,
    above: Above,
    reported: Reported,
    chased: Chased | None,
    found: Debts | Provinces,
) -> Frame:
    unasked = words_of(chased.unasked(state) if chased is not None else None)
    return Frame(
        place=place,
        state=state,
        form=form,
        address=place.href(page),
        spreadsheet=place.href("silent_calls_table" if page == "silent_calls" else "silent_table"),
        above=above,
        reported=reported,
        owed=found.due if chased is not None else (),
        later=found.waits and not unasked,
        unasked=unasked,
        extra=[(FIGURE, chased.indicator.key)] if chased is not None else (),
        site=f"{request.scheme}://{request.get_host()}",
    )


def _file_name(around: Frame) -> str:
    return around.file_name.replace("antq-", "antq-don-doc-", 1)
