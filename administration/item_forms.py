"""Forms of what is handed over: kinds, their units of count, and the rules of what a line counts as."""

from itertools import pairwise
from typing import Any

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from administration.catalogues import HANDOVERS
from administration.forms import AuditedForm, DatedForm
from campaigns.models import ItemRule
from rollups.models import Indicator


class ItemUnitForm(AuditedForm):
    """A unit that lines use keeps its name and its decimals."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = self.instance.pk is not None
        for name in ("name_vi", "name_en", "decimals"):
            self.fields[name].disabled = stored


class ItemLawGroupForm(DatedForm):
    fixed = ("law_group", "valid_from")
    alone = ("item_kind",)

    def _met(self, *args: Any) -> None:
        return None  # the rows of a kind stand in one form set, which compares them as they will be


class OneAtATime(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """Dated rows of one object that follow each other."""

    def clean(self) -> None:
        super().clean()
        shown = [form for form in self.forms if getattr(form, "cleaned_data", {}).get("valid_from")]
        shown.sort(key=lambda form: form.cleaned_data["valid_from"])
        for earlier, later in pairwise(shown):
            end = earlier.cleaned_data.get("valid_to")
            if end is None or end >= later.cleaned_data["valid_from"]:
                earlier.add_error("valid_to", _("Ghi ngày kết thúc trước ngày bắt đầu của dòng kế tiếp."))


class ItemRuleForm(DatedForm):
    """A rule in use changes only its last day, and never to a day before its last line."""

    alone = ("item_unit", "mode")

    class Meta:
        model = ItemRule
        fields = ("item_unit", "mode", "indicator", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "indicator" in self.fields:
            wholes = Indicator.objects.filter(
                fed_by__in=["", HANDOVERS],
                group=Indicator.Group.WEAPONS,
                slot__isnull=False,
                breakdown_of__isnull=True,
                item_rule_details=None,
            )
            self.fields["indicator"].queryset = wholes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        indicator, unit = self._day("indicator"), self._day("item_unit")
        if "indicator" in self.fields and indicator and unit and indicator.unit_vi != unit.name_vi:
            words = _("Chỉ tiêu này tính bằng %(unit)s; đơn vị tính không quy đổi.")
            self.add_error("indicator", forms.ValidationError(words, params={"unit": indicator.unit}))
        end = self._day("valid_to")
        last = self.instance.lines.aggregate(on=Max("handover__record__on"))["on"] if self.instance.pk else None
        if end and last and end < last:
            words = _("Đã có phiếu ngày %(day)s tính theo quy tắc này: chọn ngày đó trở đi.")
            self.add_error("valid_to", forms.ValidationError(words, params={"day": f"{last:%d/%m/%Y}"}))
        return cleaned
