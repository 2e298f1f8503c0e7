"""A return is entered as any record is: under the address of its form."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from accounts.http import SignedInRequest
from campaigns.views.entries import entry_add
from returns.models import ReturnForm


def return_add(request: SignedInRequest, unit: str, form: str) -> HttpResponse:
    row = get_object_or_404(ReturnForm, key=form)
    return entry_add(request, unit, row.page_key)
