"""A return is entered as any record is: under the address of its form."""

from django.http import HttpResponse

from accounts.http import SignedInRequest
from campaigns.views.entries import entry_add
from returns.models.forms import page_key


def return_add(request: SignedInRequest, unit: str, form: str) -> HttpResponse:
    """Without asking which forms there are: whoever has not signed in learns nothing of them."""
    return entry_add(request, unit, page_key(form))
