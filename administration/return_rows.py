"""Forms of the admin site for forms of returns and their lines."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from administration.figure_rows import DefinitionForm, FigureRowForm, FigureRowSet
from administration.return_forms import FILED, TOO_MANY, free_figures, last_filed
from returns.models import ReturnForm, ReturnLine
from returns.models.forms import MOST_LINES
from returns.periods import around
from rollups.models import Indicator


class ReturnFormForm(DefinitionForm):
    """`group` says where its figures stand."""

    chosen_once = ("group",)

    group = forms.ChoiceField(label=_("Nhóm chỉ tiêu"), initial=Indicator.Group.INFORMATION)

    class Meta:
        model = ReturnForm
        fields = ("name_vi", "name_en", "province", "every", "order", "valid_from", "valid_to")
        help_texts = {
            "every": _("Theo các kỳ đã lưu (tháng từ ngày 15 đến ngày 14); tuần từ thứ Hai đến Chủ nhật."),
            "order": _("Số nhỏ đứng trước trong danh sách việc."),
        }

    def last_used(self) -> Any:
        return self.instance.returns.aggregate(on=Max("end"))["on"]


class LineForm(FigureRowForm):
    most = MOST_LINES

    class Meta:
        model = ReturnLine
        fields = ("order", "qualified", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fix("qualified")

    @classmethod
    def free(cls, owner: Any) -> Any:
        return free_figures(owner)

    def last_used(self) -> Any:
        return self.instance.amounts.aggregate(on=Max("period_return__end"))["on"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        filed = last_filed(self.instance.form) if self.instance.form_id and not self.instance.pk else None
        start = cleaned.get("valid_from")
        if filed and start and start <= filed:
            self.add_error("valid_from", forms.ValidationError(FILED, params={"day": f"{filed:%d/%m/%Y}"}))
        return cleaned


class LineFormSet(FigureRowSet):
    """Lines that come later are asked for from the running period on, after the last one of which there is a return."""

    too_many = TOO_MANY

    def first_day(self) -> date:
        form: Any = self.instance
        today, filed = timezone.localdate(), last_filed(form)
        running = around(form.every, today)
        start = running.days.start if running else today
        return max(start, filed + timedelta(1)) if filed else start
