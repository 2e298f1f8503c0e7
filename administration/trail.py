"""Audit rows in words: what was done, and what differs between before and after."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Role
from audit.models import AuditEntry

WHOLE = {
    "change_password": gettext_lazy("Đổi mật khẩu"),
    "renew_password": gettext_lazy("Cấp lại mật khẩu"),
}
VERBS = {
    "add": gettext_lazy("Thêm"),
    "change": gettext_lazy("Sửa"),
    "edit": gettext_lazy("Sửa"),
    "record": gettext_lazy("Ghi"),
    "delete": gettext_lazy("Xóa"),
    "verify": gettext_lazy("Duyệt"),
    "revoke": pgettext_lazy("access", "Thu hồi"),
    "rename": gettext_lazy("Đổi tên"),
    "end": gettext_lazy("Kết thúc"),
}


@dataclass(frozen=True)
class Difference:
    """One column of an object: its name, and its values in words."""

    label: str
    before: str
    after: str


def wording(entry: AuditEntry) -> str:
    """Say what was done: "Sửa đơn vị hành chính"; an action without words by its code."""
    verb = WHOLE.get(entry.action) or VERBS.get(entry.action.partition("_")[0])
    if verb is None or entry.action in WHOLE:
        return str(verb or entry.action)
    model = _model(entry)
    return f"{verb} {model._meta.verbose_name}" if model else str(verb)


def roles(entry: AuditEntry) -> str:
    """The roles that the person had then, in words."""
    labels = dict(Role.choices)
    return ", ".join(str(labels.get(role, role)) for role in entry.actor_roles.split())


def differences(entry: AuditEntry) -> list[Difference]:
    """The columns whose values differ; all of them where the object is new."""
    before, after, model = entry.before or {}, entry.after or {}, _model(entry)
    names = [*after, *(name for name in before if name not in after)]
    return [
        Difference(_label(model, name), _value(model, name, before.get(name)), _value(model, name, after.get(name)))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _model(entry: AuditEntry) -> type[models.Model] | None:
    try:
        return apps.get_model(entry.object_type)
    except (LookupError, ValueError):
        return None


def _field(model: type[models.Model] | None, name: str) -> "models.Field[Any, Any] | None":
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None


def _label(model: type[models.Model] | None, name: str) -> str:
    field = _field(model, name)
    return capfirst(str(field.verbose_name)) if field else name


def _value(model: type[models.Model] | None, name: str, value: Any) -> str:
    """A stored value in words; what it points at by its name, if it is still there."""
    field = _field(model, name)
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(field, models.ForeignKey):
        found = field.related_model._base_manager.filter(pk=value).first()
        return f"{found} ({value})" if found else str(value)
    if isinstance(field, models.DateTimeField):
        return f"{timezone.localtime(datetime.fromisoformat(value)):%d/%m/%Y %H:%M:%S}"
    if isinstance(field, models.DateField):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
