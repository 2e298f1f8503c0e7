"""Short forms of a model's page: stop, inspect, note an event, void a mistake, withdraw."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from models_selfmgmt.forms import GiveUpForm, HappenForm, InspectForm, StopForm, VoidForm, WithdrawForm
from models_selfmgmt.forms.deeds import NOTED, DeedForm
from models_selfmgmt.history import standing_rows
from models_selfmgmt.selectors.lines import areas_of, title
from models_selfmgmt.views.fetching import kept
from models_selfmgmt.views.stages import sent, store


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def model_stop(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    found = kept(request.user, uuid)
    if not standing_rows(found):
        form: DeedForm = GiveUpForm(sent(request), instance=found)
        hint = _("Mô hình chưa ra mắt nên chưa tính vào số liệu nào; ngày khảo sát vẫn giữ trong sổ.")
        return deed(request, form, heading=_("Không triển khai"), button=_("Ghi không triển khai"), hint=hint)
    form = StopForm(sent(request), instance=found)
    hint = _("Số liệu được tính đến hết ngày này; lịch sử giữ nguyên.")
    return deed(request, form, heading=_("Ngừng hoạt động"), button=_("Ghi ngừng hoạt động"), hint=hint)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def model_inspect(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    form = InspectForm(sent(request), instance=kept(request.user, uuid))
    return deed(request, form, heading=_("Kiểm tra, xếp loại"), button=_("Ghi kết quả"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def model_note(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    kind = request.GET.get("kind", "")
    initial = {"kind": kind if kind in NOTED else ""}
    form = HappenForm(sent(request), instance=kept(request.user, uuid), initial=initial)
    hint = _("Nếu số liệu hay khu dân cư cũng thay đổi, dùng “Thay đổi”.")
    return deed(request, form, heading=_("Khảo sát, củng cố, nhân rộng"), button=_("Ghi vào sổ"), hint=hint)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def model_withdraw(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    form = WithdrawForm(sent(request), instance=kept(request.user, uuid))
    hint = _("Dùng khi mô hình không có thật hoặc ghi trùng. Nếu đã từng hoạt động, dùng “Ngừng hoạt động”.")
    return deed(request, form, heading=_("Ghi nhầm, bỏ khỏi sổ"), button=_("Bỏ khỏi sổ"), hint=hint, danger=True)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def model_void(request: SignedInRequest, uuid: UUID, what: str, pk: int) -> HttpResponse:
    found = kept(request.user, uuid)
    rows: dict[str, QuerySet[Any]] = {"event": found.events.all(), "inspection": found.inspections.all()}
    if what not in rows:
        raise Http404
    happening = get_object_or_404(rows[what], voided=False, pk=pk)
    form = VoidForm(sent(request), instance=found, happening=happening)
    return deed(request, form, heading=_("Hủy: %(what)s") % {"what": happening}, button=_("Hủy việc này"), danger=True)


def deed(
    request: SignedInRequest, form: DeedForm, *, heading: str, button: str, hint: str = "", danger: bool = False
) -> HttpResponse:
    """Draw a short form, or do what it says."""
    if stored := store(request, form):
        return stored
    instance = form.instance
    rows = standing_rows(instance)
    context = {
        "form": form, "instance": instance, "heading": heading, "button": button, "hint": hint, "danger": danger,
        "named": title(instance, areas_of(rows[-1]) if rows else ()),
    }  # fmt: skip
    return render(request, "models_selfmgmt/deed.html", context, status=422 if form.is_bound else 200)
