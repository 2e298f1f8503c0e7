"""The own password. It lives here and not in accounts/, because a change leaves an audit row."""

from typing import cast

from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.db import transaction
from django.http import HttpResponse

from accounts.actions import password_changed
from accounts.models import User
from audit.actions import record_audit


class OwnPasswordView(PasswordChangeView):
    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:  # type: ignore[override]
        with transaction.atomic():
            response = super().form_valid(form)
            user = cast(User, form.user)
            password_changed(user=user)
            record_audit(by=user, action="change_password", obj=user)
        return response

    def form_invalid(self, form: PasswordChangeForm) -> HttpResponse:  # type: ignore[override]
        response = super().form_invalid(form)
        response.status_code = 422
        return response
