"""Tell the second of two people what the first one stored, and let them choose."""

from collections.abc import Iterator
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render

from accounts.http import SignedInRequest
from campaigns.actions import Conflict
from campaigns.contents import Content
from campaigns.kinds.registry import spec_for
from campaigns.presenting import differences

OWN = {"csrfmiddlewaretoken", "uuid", "version"}


def conflict_page(request: SignedInRequest, conflict: Conflict, *, add: str) -> HttpResponse:
    """Show both contents field by field; `add` is where what was typed can be stored as a new record."""
    record, stored, sent = conflict.record, conflict.stored, conflict.sent
    as_new = record is None or record.deleted or request.path == add
    context = {
        "record": record,
        "differences": differences(stored, sent) if stored and sent and of_one_kind(stored, sent) else [],
        "typed": list(typed(request)),
        "target": add if as_new else request.path,
        "as_new": as_new,
        "uuid": uuid4() if as_new or record is None else record.uuid,
        "version": "" if as_new or record is None else record.version,
    }
    return render(request, "campaigns/record_conflict.html", context, status=409)


def of_one_kind(one: Content, other: Content) -> bool:
    return spec_for(one).key == spec_for(other).key


def typed(request: SignedInRequest) -> Iterator[tuple[str, str]]:
    """Everything that was sent, to be sent again."""
    for name, values in request.POST.lists():
        if name not in OWN:
            yield from ((name, str(value)) for value in values)
