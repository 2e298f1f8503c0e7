"""The rules of scope, day, place and content that every write of the register obeys."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.actions.errors import Refused
from campaigns.placing import covered
from communes.models import LEGACY_FROM, Unit
from models_selfmgmt.changes import Change, Life, Open, Plan
from models_selfmgmt.history import Content, Ground
from models_selfmgmt.models import EventKind, ModelEvent, ModelRegister, ModelType
from models_selfmgmt.planned import Survey


def check_keeps(by: User, unit: Unit) -> None:
    """Ask again inside the transaction: the page may be older than the grant."""
    if not Unit.objects.kept_by(by).filter(pk=unit.pk, leaf=True).exists():
        raise PermissionDenied


def check_keeps_all(by: User, units: Iterable[Unit]) -> None:
    """A history may reach into the register of a neighbour: its head writes that."""
    wanted = {unit.pk: unit for unit in units}
    kept = set(Unit.objects.kept_by(by).filter(pk__in=wanted).values_list("pk", flat=True))
    for pk, unit in wanted.items():
        if pk not in kept:
            raise Refused(_("Có thời gian thuộc sổ của %(unit)s: đơn vị đó ghi.") % {"unit": unit.described})


def check_days(change: Change) -> None:
    for field in ("on", "until", "surveyed"):
        day = getattr(change, field, None)
        if day is not None and not LEGACY_FROM <= day <= timezone.localdate():
            beside = field if field == "surveyed" else "on"
            raise Refused(_("Chỉ ghi việc đã có: chọn ngày đến hôm nay."), beside)
    if isinstance(change, Open) and change.until is not None and change.until < change.on:
        raise Refused(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."), "until")


def check_surveys(life: Life, plan: Plan, field: str) -> None:
    """A survey comes before the launch. What was stored otherwise stands, and stops nothing else."""
    if not plan.runs:
        return
    first = plan.runs[0].start
    earlier = not life.runs or first < life.runs[0].start
    told = [*plan.new, *(one for one in life.happenings if earlier and one not in plan.void)]
    for one in told:
        if isinstance(one, ModelEvent) and one.kind == EventKind.SURVEYED and one.on > first:
            words = {"survey": f"{one.on:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}"}
            raise Refused(
                _(
                    "Khảo sát là trước khi mô hình hoạt động: ngày khảo sát %(survey)s sau ngày bắt đầu %(first)s."
                    " Sau ngày đó thì ghi kiểm tra."
                )
                % words,
                field,
            )


def check_survey(survey: Survey) -> None:
    """A survey counts nowhere, so it opens no register either."""
    unit = survey.unit
    if not unit.is_valid_on(survey.on):
        raise Refused(_("%(unit)s không có vào ngày này.") % {"unit": unit.full_name}, "on")
    if not ModelRegister.objects.filter(unit__in=covered(unit.heir or unit)).exists():
        raise Refused(_("Đơn vị chưa lập sổ mô hình: lập sổ trước."))


def check_type(kind: ModelType, unit: Unit, name: str) -> None:
    if not kind.active or kind.province_id not in (None, unit.province_id, unit.heir and unit.heir.province_id):
        raise Refused(_("Loại mô hình này không dùng ở đơn vị."), "type")
    if name and not kind.named:
        raise Refused(_("Loại này không đặt tên riêng."), "name")


def check_ends(kind: ModelType, plan: Plan) -> None:
    """No model goes on beyond the last day of its type."""
    last = plan.runs[-1].end if plan.runs else None
    if plan.runs and kind.valid_to is not None and (last is None or last > kind.valid_to):
        words = {"day": f"{kind.valid_to:%d/%m/%Y}"}
        raise Refused(
            _("Loại mô hình này chỉ dùng đến %(day)s: mô hình không thể hoạt động sau ngày đó.") % words, "on"
        )


def check_content(kind: ModelType, unit: Unit, on: date, content: Content, ground: Ground) -> None:
    """What is said from a day on must have been possible on that day."""
    if not kind.is_valid_on(on):
        raise Refused(_("Loại mô hình này chưa có hoặc không còn dùng vào ngày đã chọn."), "on")
    if not unit.is_valid_on(on):
        raise Refused(_("%(unit)s không có vào ngày này.") % {"unit": unit.full_name}, "on")
    if ground.lying(content.areas, unit, on) != content.areas:
        words = {"unit": unit.full_name}
        raise Refused(_("Có khu dân cư không thuộc %(unit)s vào ngày này.") % words, "residential_areas")
    check_joined(kind, unit, on, content.joined)
    if content.partner is not None and not content.partner.is_valid_on(on):
        words = {"name": content.partner.name}
        raise Refused(_("“%(name)s” không dùng cho ngày này.") % words, "partner")
    for measure, amount in content.amounts.items():
        if measure.type_id != kind.pk or not measure.is_valid_on(on):
            raise Refused(_("“%(name)s” không dùng cho ngày này.") % {"name": measure.name})
        whole = next((one for one in content.amounts if one.pk == measure.within_id), None)
        if whole is not None and amount > content.amounts[whole]:
            words = {"part": measure.name, "whole": whole.name}
            raise Refused(_("%(part)s không thể nhiều hơn %(whole)s.") % words, f"amount_{measure.pk}")


def check_joined(kind: ModelType, unit: Unit, on: date, joined: Iterable[Unit]) -> None:
    for one in joined:
        if not kind.across:
            raise Refused(_("Loại này chỉ thuộc một xã, phường."), "joined")
        if one.pk == unit.pk or not one.leaf or one.province_id != unit.province_id or not one.is_valid_on(on):
            words = {"unit": one.described, "day": f"{on:%d/%m/%Y}"}
            raise Refused(_("%(unit)s không thể cùng cụm vào ngày %(day)s.") % words, "joined")
