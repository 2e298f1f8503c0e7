"""Enter what was only surveyed, and launch it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from models_selfmgmt.forms import LaunchForm, SurveyForm
from models_selfmgmt.views.adding import offered, store_new
from models_selfmgmt.views.fetching import kept, kept_unit, working_unit
from models_selfmgmt.views.stages import change, sent, stage_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def model_survey(request: SignedInRequest, unit: str, kind: str) -> HttpResponse:
    station = kept_unit(request.user, unit)
    found = offered(station, kind)
    form = SurveyForm(sent(request), type=found, unit=station)
    words = _("%(type)s: đã khảo sát, chưa ra mắt") % {"type": found.name}
    return store_new(request, form) or stage_page(request, form, title=words, back="", button=_("Ghi vào sổ"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def model_launch(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    found = kept(request.user, uuid)
    form = LaunchForm(sent(request), instance=found, unit=working_unit(found), initial={"name": found.name})
    return change(request, form, title=_("Ra mắt"), button=_("Ghi ra mắt"))
