"""Audit rows in words: what was done, and what differs between before and after."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Role
from audit.models import AuditEntry
from campaigns.models import (
    Activity,
    ActivityKind,
    ForceKind,
    GiftKind,
    LinkedMovement,
    ListedChoice,
    PartnerOrg,
    Patrol,
    PropagandaSession,
    Record,
    WeaponHandover,
)
from campaigns.models.records import receipt
from returns.models import ReturnForm
from returns.qualifiers import Qualifier
from rollups.models import SCALE, Indicator
from rollups.numbers import grouped

WHOLE = {
    "change_password": gettext_lazy("Đổi mật khẩu"),
    "renew_password": gettext_lazy("Cấp lại mật khẩu"),
    "rebuild_totals": gettext_lazy("Tính lại số tổng hợp"),
    "load_gazetteer": gettext_lazy("Nạp danh mục đơn vị hành chính"),
    "demo_loaded": gettext_lazy("Nạp dữ liệu minh họa"),
}
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What a record says, beyond the columns of its tables.
DETAILS = (Patrol, PropagandaSession, WeaponHandover, Activity)
LINES: dict[str, Any] = {"forces": ForceKind, "gifts": GiftKind, "amounts": Indicator, "words": Indicator}
IN_THOUSANDTHS = {"items", "amounts"}
# Where the keys of what labels a record may stand.
CHOSEN = (ListedChoice, PartnerOrg, LinkedMovement)
LABELS = {
    "uuid": gettext_lazy("Mã phiếu"),
    "forces": gettext_lazy("Lực lượng (lượt người)"),
    "items": gettext_lazy("Loại và số lượng"),
    "gifts": gettext_lazy("Quà đổi vũ khí (suất)"),
    "definition": gettext_lazy("Loại việc, mẫu báo cáo"),
    "amounts": gettext_lazy("Số liệu"),
    "labels": gettext_lazy("Lựa chọn"),
    "words": gettext_lazy("Mức"),
    "memberships": gettext_lazy("Thuộc đơn vị"),
    "until": gettext_lazy("Đến ngày"),
    "since": gettext_lazy("Từ ngày"),
    "records": gettext_lazy("Số phiếu"),
    "approved": gettext_lazy("Số phiếu được duyệt"),
    "stages": gettext_lazy("Giai đoạn"),
    "events": gettext_lazy("Việc đã làm"),
    "inspections": gettext_lazy("Kiểm tra, xếp loại"),
    "models": gettext_lazy("Mô hình"),
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
    "move": gettext_lazy("Chuyển"),
    "claim": gettext_lazy("Gắn nguồn số liệu cho"),
    "sign": gettext_lazy("Cho ghi gần, hơn ở"),
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
    return ", ".join(str(labels.get(role, role)) for role in entry.actor_roles.split()) or "–"


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
    """The column of a value. What a record says stands in the columns of its details."""
    for one in [model, *(DETAILS if model is Record else ())]:
        try:
            field = one._meta.get_field(name) if one else None
        except FieldDoesNotExist:
            continue
        if isinstance(field, models.Field):
            return field
    return None


def _label(model: type[models.Model] | None, name: str) -> str:
    field = _field(model, name)
    return str(LABELS.get(name) or capfirst(str(field.verbose_name) if field else name))


def _value(model: type[models.Model] | None, name: str, value: Any) -> str:
    """A stored value in words; what it points at by its name, if it is still there."""
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if name == "uuid":
        return receipt(UUID(value))
    field = _field(model, name)
    if name == "definition" and model is Record:
        return _named(ActivityKind if ActivityKind.objects.filter(key=value).exists() else ReturnForm, value)
    if name == "labels" and isinstance(value, dict):
        return "\n".join(_chosen(key) for keys in value.values() for key in keys)
    if name == "words" and isinstance(value, dict):
        return "\n".join(f"{_named(Indicator, key)}: {Qualifier(word).label}" for key, word in value.items())
    if isinstance(value, dict):
        scale = 1 if name in IN_THOUSANDTHS else SCALE
        return "\n".join(f"{_named(LINES.get(name), key)}: {_amount(amount, scale)}" for key, amount in value.items())
    if isinstance(value, list):
        related = field.related_model if isinstance(field, models.ManyToManyField) else None
        return "\n".join(_named(related, one) for one in value)
    if isinstance(field, models.ForeignKey):
        return _named(field.related_model, value)
    return _plain(field, value)


def _plain(field: "models.Field[Any, Any] | None", value: Any) -> str:
    if isinstance(field, models.DateTimeField):
        return f"{timezone.localtime(datetime.fromisoformat(value)):%d/%m/%Y %H:%M:%S}"
    if isinstance(field, models.DateField):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if field is None and isinstance(value, str) and ISO_DAY.fullmatch(value):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


def _named(related: Any, value: Any) -> str:
    """What a value points at: columns keep ids, the content of a record keeps addresses and keys."""
    if related is None or isinstance(value, dict):
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
    column = "pk" if isinstance(value, int) else next((name for name in ("slug", "key") if hasattr(related, name)), "")
    found = related._base_manager.filter(**{column: value}).first() if column else None
    if found is None:
        return str(value)
    return f"{found} ({value})" if column == "pk" else str(found)


def _chosen(key: str) -> str:
    found = (row for model in CHOSEN for row in model.objects.filter(key=key))
    return str(next(found, key))


def _amount(value: Any, scale: int) -> str:
    return grouped(value * scale) if isinstance(value, int) else str(value)
