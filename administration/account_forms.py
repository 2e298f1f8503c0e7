"""Forms of accounts and grants: every choice is narrowed to what the person who fills them in may give."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.models import Grant, Role, User
from administration.fields import AreaField, UnitField, search
from administration.forms import AuditedForm
from communes.models import Area, Unit

# Which of the two places a role needs, and until when it works.
WHERE = {
    "unit": _("Cán bộ, Trưởng Công an cấp xã: chọn xã, phường, đặc khu. Vai trò cấp tỉnh: chọn tỉnh, thành phố."),
    "area": _("Chỉ chọn với vai trò theo dõi khu vực; khi đó để trống đơn vị."),
    "valid_to": _("Hết ngày này quyền tự hết tác dụng. Để trống: đến khi thu hồi."),
}


class PersonForm(AuditedForm):
    """An account is somebody's."""

    may_name = True


class GivenRole(PersonForm):
    """A role and its place. The admin class sets `by`, who gives it."""

    by: User

    def narrow(self) -> None:
        roles = scope.roles_given(self.by.live_grants)
        fields: Any = self.fields
        fields["role"].choices = [("", "---------"), *(pair for pair in Role.choices if pair[0] in roles)]
        units = Unit.objects.managed_by(self.by).filter(valid_to__isnull=True)
        fields["unit"].queryset = units.select_related("province")
        areas = Area.objects.managed_by(self.by).valid_on(timezone.localdate())
        fields["area"].queryset = areas.select_related("province").order_by("province__sort_key", "sort_key")
        self.initial.setdefault("valid_from", timezone.localdate())
        for name, words in WHERE.items():
            fields[name].help_text = words


class AccountForm(GivenRole):
    """A new account with its first role: without one it would belong to nobody."""

    role = forms.ChoiceField(label=_("Vai trò"))
    unit = UnitField(Unit.objects.none(), label=_("Đơn vị"), required=False, widget=search(Grant, "unit"))
    area = AreaField(Area.objects.none(), label=_("Khu vực"), required=False)
    valid_from = forms.DateField(label=_("Từ ngày"), widget=AdminDateWidget)
    valid_to = forms.DateField(label=_("Đến ngày"), widget=AdminDateWidget, required=False)

    class Meta:
        model = User
        fields = ("username", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _("Chữ không dấu, chữ số và @ . + - _. Sau khi lưu không đổi được. Trang kế tiếp hiện mật khẩu một lần.")
        self.fields["username"].help_text = said
        self.narrow()

    def grant(self) -> Grant:
        """The grant that the form describes, not stored."""
        names = ("role", "unit", "area", "valid_from", "valid_to")
        return Grant(user=self.instance, **{name: self.cleaned_data[name] for name in names})

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors:
            try:
                self.grant().clean()
            except ValidationError as problem:
                self.add_error(None, problem)
        return cleaned


class GrantForm(GivenRole):
    """A further role for an account that is there; afterwards only its last day changes."""

    class Meta:
        model = Grant
        fields = ("user", "role", "unit", "area", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            self.narrow()
            users = User.objects.managed_by(self.by).exclude(pk=self.by.pk)
            self.fields["user"].queryset = users  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "role" in self.fields and not self.errors and self._overlaps():
            self.add_error("role", _("Người này đã có vai trò đó ở đây trong thời gian đã chọn."))
        return cleaned

    def _overlaps(self) -> bool:
        chosen = self.cleaned_data
        same = Grant.objects.filter(
            revoked_at__isnull=True, **{name: chosen[name] for name in ("user", "role", "unit", "area")}
        )
        last = chosen["valid_to"] or date.max
        return same.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=chosen["valid_from"]), valid_from__lte=last
        ).exists()
