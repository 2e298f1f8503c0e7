"""The pages of readiness: a station says how it stands, a province looks at all of its stations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest, posted
from campaigns.actions.errors import Refused
from campaigns.forms.deletion import ReasonForm
from communes.models import Level, Unit
from stations.forms import DayForm, ReadinessForm
from stations.history import Story, story
from stations.models import Readiness
from stations.readiness import Stale, record_readiness, void_readiness
from stations.sheet import sheet


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def station_readiness(request: SignedInRequest, unit: str) -> HttpResponse:
    """A reader sees the history; who keeps the registers writes."""
    verb = Unit.objects.kept_by if request.method == "POST" else Unit.objects.read_by
    station = get_object_or_404(verb(request.user).filter(leaf=True), slug=unit)
    page = story(station, request.user)
    if not page.keeps:
        return render(request, "stations/readiness.html", {"page": page})
    form = ReadinessForm(request.POST if request.method == "POST" else None, initial=page.initial)
    if form.is_valid():
        found = form.cleaned_data
        try:
            record_readiness(
                by=request.user, unit=station, since=found["since"], standing=form.standing, seen=found["seen"]
            )
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        except Stale:
            return stale(request, page, form)
        else:
            messages.success(request, _("Đã lưu hiện trạng."))
            return redirect("station_readiness", station.slug)
    return render(
        request, "stations/readiness.html", {"page": page, "form": form}, status=422 if form.is_bound else 200
    )


def stale(request: SignedInRequest, page: Story, form: ReadinessForm) -> HttpResponse:
    """Somebody wrote in between: show what, keep what was typed, and let it be sent again."""
    typed = request.POST.copy()
    typed["seen"] = str(page.newest)
    form.data = typed
    form.add_error(None, _("Đã có người ghi hiện trạng sau khi trang này mở: xem lại bên dưới rồi gửi lần nữa."))
    return render(request, "stations/readiness.html", {"page": page, "form": form}, status=409)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def readiness_void(request: SignedInRequest, unit: str, pk: int) -> HttpResponse:
    station = get_object_or_404(Unit.objects.kept_by(request.user), slug=unit)
    row = get_object_or_404(Readiness.objects.standing(), unit=station, pk=pk)
    form = ReasonForm(posted(request))
    if form.is_valid():
        void_readiness(by=request.user, snapshot=row, reason=form.cleaned_data["reason"])
        messages.success(request, _("Đã bỏ dòng ghi nhầm."))
        return redirect("station_readiness", unit)
    page = {"unit": station, "row": row, "form": form}
    return render(request, "stations/readiness_void.html", page, status=422 if form.is_bound else 200)


@login_required
@require_safe
def province_readiness(request: SignedInRequest, unit: str) -> HttpResponse:
    """All stations of a province, then or now, on a day."""
    provinces = Unit.objects.read_by(request.user).filter(level=Level.PROVINCE)
    province = get_object_or_404(provinces, slug=unit)
    form = DayForm(request.GET, last=min(province.valid_to or timezone.localdate(), timezone.localdate()))
    page = sheet(province, form.day)
    return render(request, "stations/province_readiness.html", {"page": page, "form": form})
