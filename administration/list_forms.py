"""Forms of the lists that defined kinds choose from."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from administration.figure_rows import EndsAfterUse, LaterRowSet
from administration.forms import AuditedForm
from campaigns.models import ActivityAmount, ActivityChoice, ActivityCount, ActivityLabel, ChoiceList, ListedChoice


class ListForm(AuditedForm):
    """A list ends where nothing asks for it any more: its choices are offered as long as a question or number is."""

    class Meta:
        model = ChoiceList
        fields = ("name_vi", "name_en", "order", "valid_from", "valid_to")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        end = self._day("valid_to")
        if end and self.instance.pk and "valid_to" in self.changed_data:
            later = Q(valid_to__isnull=True) | Q(valid_to__gt=end)
            rows = (
                ActivityCount.objects.filter(later, split=self.instance),
                ActivityChoice.objects.filter(later, list=self.instance),
            )
            kind = next((row.kind for some in rows for row in some.select_related("kind")), None)
            if kind is not None:
                words = _("“%(kind)s” còn hỏi theo danh sách này: ghi ngày kết thúc ở đó trước.")
                self.add_error("valid_to", forms.ValidationError(words, params={"kind": kind.name}))
        return cleaned


class ListedForm(EndsAfterUse):
    class Meta:
        model = ListedChoice
        fields = ("name_vi", "name_en", "order", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].required = False
        self.fields["valid_from"].disabled = self.instance.pk is not None

    def last_used(self) -> Any:
        days = [
            rows.aggregate(on=Max("activity__record__on"))["on"]
            for rows in (
                ActivityAmount.objects.filter(choice=self.instance),
                ActivityLabel.objects.filter(listed=self.instance),
            )
        ]
        return max((day for day in days if day is not None), default=None)


class ListedFormSet(LaterRowSet):
    """No two choices of a list are called the same on one day."""

    def clean(self) -> None:
        super().clean()
        shown = [form for form in self.forms if getattr(form, "cleaned_data", {}).get("valid_from")]
        for place, form in enumerate(shown):
            if any(_alike(form.cleaned_data, other.cleaned_data) for other in shown[:place]):
                form.add_error("name_vi", _("Danh sách đã có mục này."))


def _alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    names = {(row.get("name_vi") or "").strip().casefold() for row in (one, other)}
    last_days = [row.get("valid_to") or date.max for row in (one, other)]
    meet = one["valid_from"] <= last_days[1] and other["valid_from"] <= last_days[0]
    return len(names) == 1 and names != {""} and meet
