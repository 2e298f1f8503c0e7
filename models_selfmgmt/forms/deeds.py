"""Short forms: one thing that is done to a model, or to a register."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.forms.fields import DayField
from models_selfmgmt.changes import Change, Happen, Happening, Inspect, Stop, Void, Withdraw, going_on
from models_selfmgmt.forms.fields import VersionForm, past_day, reason_field
from models_selfmgmt.history import runs_of, standing_rows
from models_selfmgmt.models import EventKind, Grade, Group, ModelInstance

NOTED = [EventKind.STRENGTHENED, EventKind.REPLICATED, EventKind.SURVEYED]
CHECKED = [("", _("Không kiểm tra")), ("yes", _("Đạt")), ("no", _("Không đạt"))]


class DeedForm(VersionForm):
    """`change` after `is_valid`."""

    def __init__(self, data: Any = None, *, instance: ModelInstance, **kwargs: Any) -> None:
        self.instance = instance
        initial = {"version": instance.version, "on": timezone.localdate(), **(kwargs.pop("initial", None) or {})}
        super().__init__(data, initial=initial, **kwargs)
        if isinstance(on := self.fields.get("on"), DayField):
            on.end_today()

    @property
    def change(self) -> Change:
        raise NotImplementedError


class StopForm(DeedForm):
    on = past_day(_("Ngày hoạt động cuối cùng"))
    dropping = forms.BooleanField(label=_("Hủy các thay đổi sau ngày này"), required=False)
    reason = reason_field()

    def __init__(self, data: Any = None, *, instance: ModelInstance, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        runs = runs_of(standing_rows(instance))
        if not any(going_on(runs, run) for run in runs):
            del self.fields["dropping"]

    @property
    def change(self) -> Change:
        return Stop(self.cleaned_data["on"], dropping=self.cleaned_data.get("dropping", False))


class GiveUpForm(DeedForm):
    """Of what was only surveyed: a day says it all."""

    on = past_day(_("Ngày thôi triển khai"))

    @property
    def change(self) -> Change:
        return Stop(self.cleaned_data["on"])


class HappenForm(DeedForm):
    kind = forms.ChoiceField(
        label=_("Việc"),
        choices=[(kind.value, kind.label) for kind in NOTED],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một mục.")},
    )
    on = past_day(_("Ngày"))

    @property
    def change(self) -> Change:
        return Happen(self.cleaned_data["on"], EventKind(self.cleaned_data["kind"]))


class InspectForm(DeedForm):
    on = past_day(_("Ngày kiểm tra"))
    grade = forms.ChoiceField(
        label=_("Chất lượng"),
        choices=Grade.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một mục.")},
    )
    year = forms.TypedChoiceField(label=_("Xếp loại năm"), required=False, coerce=int, empty_value=None)
    equipment_checked = forms.ChoiceField(
        label=_("Thiết bị"), choices=CHECKED, required=False, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, instance: ModelInstance, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        year = timezone.localdate().year
        years: Any = self.fields["year"]
        years.choices = [
            ("", _("Không: kiểm tra thường xuyên")),
            *((one, str(one)) for one in range(year, year - 6, -1)),
        ]
        if instance.type.group != Group.FORCE:
            del self.fields["year"]
        else:
            del self.fields["equipment_checked"]

    @property
    def change(self) -> Change:
        values = self.cleaned_data
        checked = {"yes": True, "no": False}.get(values.get("equipment_checked", ""))
        return Inspect(values["on"], values["grade"], checked, values.get("year"))


class WithdrawForm(DeedForm):
    reason = reason_field(required=True)

    @property
    def change(self) -> Change:
        return Withdraw()


class VoidForm(DeedForm):
    reason = reason_field(required=True)

    def __init__(self, data: Any = None, *, instance: ModelInstance, happening: Happening, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        self.happening = happening

    @property
    def change(self) -> Change:
        return Void(self.happening)


class OpenRegisterForm(forms.Form):
    since = past_day(_("Theo dõi từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate()
        if isinstance(since := self.fields["since"], DayField):
            since.end_today()
