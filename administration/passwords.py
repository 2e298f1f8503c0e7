"""The own password. It lives here and not in accounts/, because a change leaves an audit row."""

from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.db import transaction
from django.http import HttpResponse

from accounts.actions import password_changed
from administration.belonging import unit_of_account
from audit.actions import record_audit


class OwnPasswordView(PasswordChangeView):
    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            user = form.user
            password_changed(user=user)
            record_audit(by=user, action="change_password", obj=user, unit=unit_of_account(user))
        return response

    def form_invalid(self, form: PasswordChangeForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response
