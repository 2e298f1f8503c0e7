"""Forms of the admin site for forms of returns and their lines."""

from typing import Any

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from administration.figure_rows import DefinitionForm, FigureRowForm, FigureRowSet
from administration.return_forms import TOO_MANY, free_figures
from returns.models import ReturnForm, ReturnLine
from returns.models.forms import MOST_LINES
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


class LineFormSet(FigureRowSet):
    too_many = TOO_MANY
