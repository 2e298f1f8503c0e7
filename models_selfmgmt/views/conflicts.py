"""Tell the second of two people what the first one stored, and let them choose."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from models_selfmgmt.actions import Conflict
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
    runs = runs_of(standing_rows(conflict.instance))
    now: Run | None = runs[-1] if runs else None
    sent: Content | None = getattr(conflict.change, "content", None)
    day, stored_day = conflict.change.on, now.start if now else None
    if day is not None and day != stored_day:
        yield Difference(_("Từ ngày"), f"{stored_day:%d/%m/%Y}" if stored_day else "–", f"{day:%d/%m/%Y}")
    if now is not None and now.end is not None:
        yield Difference(_("Đến ngày"), f"{now.end:%d/%m/%Y}", "–")
    if sent is None:
        return
    before, after = in_words(now.content if now else Content()), in_words(sent)
    for label in dict.fromkeys([*before, *after]):
        if before.get(label) != after.get(label):
            yield Difference(label, before.get(label, "–"), after.get(label, "–"))


def typed(request: SignedInRequest) -> Iterator[tuple[str, str]]:
    """Everything that was sent, to be sent again."""
    for name, values in request.POST.lists():
        if name not in OWN:
            yield from ((name, str(value)) for value in values)
