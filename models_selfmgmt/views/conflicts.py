"""Tell the second of two people what the first one stored, and let them choose."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from models_selfmgmt.actions import Conflict
from models_selfmgmt.changes import Change, Open, Resume, Stop
from models_selfmgmt.history import Content, Run, runs_of, standing_rows
from models_selfmgmt.selectors.lines import title
from models_selfmgmt.telling import in_words

OWN = {"csrfmiddlewaretoken", "version"}


@dataclass(frozen=True)
class Difference:
    label: str
    stored: str
    sent: str


def conflict_page(request: SignedInRequest, conflict: Conflict) -> HttpResponse:
    """Show what is stored beside what was sent; the sent one can be stored with the new version."""
    stored = conflict.instance
    stored.refresh_from_db()
    context = {
        "instance": stored,
        "title": title(stored, ()),
        "differences": list(differences(conflict)),
        "typed": list(typed(request)),
        # A new one whose UUID is taken by other content cannot be stored over it.
        "stale": "version" in request.POST,
    }
    return render(request, "models_selfmgmt/conflict.html", context, status=409)


def differences(conflict: Conflict) -> Iterator[Difference]:
    change = conflict.change
    now = meant(runs_of(standing_rows(conflict.instance)), change)
    sent: Content | None = getattr(change, "content", None)
    start, last = (now.start, now.end) if now else (None, None)
    if sent is not None and change.on != start:
        yield Difference(_("Từ ngày"), told(start), told(change.on))
    if isinstance(change, (Open, Resume, Stop)):
        until = change.on if isinstance(change, Stop) else getattr(change, "until", None)
        if until != last:
            yield Difference(_("Đến ngày"), told(last), told(until))
    if sent is None:
        return
    before, after = in_words(now.content if now else Content()), in_words(sent)
    for label in dict.fromkeys([*before, *after]):
        if before.get(label) != after.get(label):
            yield Difference(label, before.get(label, "–"), after.get(label, "–"))


def meant(runs: list[Run], change: Change) -> Run | None:
    """The stage that a change is about: that of its day, else the last one before it."""
    day = getattr(change, "stage", None) or change.on
    begun = [run for run in runs if day is None or run.start <= day]
    return begun[-1] if begun else next(iter(runs), None)


def told(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "–"


def typed(request: SignedInRequest) -> Iterator[tuple[str, str]]:
    """Everything that was sent, to be sent again."""
    for name, values in request.POST.lists():
        if name not in OWN:
            yield from ((name, str(value)) for value in values)
