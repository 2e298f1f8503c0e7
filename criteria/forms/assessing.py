"""What the head says: which set and range, yes or no a criterion and residential area, and what proves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from campaigns.forms.names import speaks_of_nobody
from campaigns.models import Record
from campaigns.models.records import ALPHABET
from campaigns.placing import covered
from communes.models import ResidentialArea, Unit
from communes.privacy import no_personal_data
from criteria.models import Assessment, AssessmentLine, CriteriaSet
from returns.forms import day
from rollups.models import Indicator

MET = [("yes", _("Đạt")), ("no", _("Chưa đạt"))]
SAID = {"yes": True, "no": False, "": None}
WORDS = {True: "yes", False: "no", None: ""}
RECEIPT_LENGTH = 8
# How people read letters that the receipt does not have.
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


class OpenForm(forms.Form):
    """Which set, over which range."""

    criteria_set = forms.ModelChoiceField(
        CriteriaSet.objects.none(),
        label=_("Bộ tiêu chí"),
        empty_label=None,
        error_messages={"required": _("Chọn bộ tiêu chí."), "invalid_choice": _("Chọn bộ tiêu chí.")},
    )
    start = day(_("Kỳ đánh giá từ ngày"))
    end = day(_("Đến ngày"))

    def __init__(self, *args: Any, sets: Sequence[CriteriaSet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = CriteriaSet.objects.filter(pk__in=[one.pk for one in sets])
        self.fields["criteria_set"].queryset = known  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Asked:
    """A criterion on the form."""

    line: AssessmentLine
    met: BoundField
    note: BoundField


class AnswersForm(forms.Form):
    """Yes, no or nothing yet, for each criterion and residential area."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, lines: Sequence[AssessmentLine], areas: Sequence[ResidentialArea], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.residential = lines, areas
        for line in lines:
            self.fields[f"met_{line.pk}"] = self.yes_or_no(f"{line.criterion.number}. {line.criterion.text}")
            self.fields[f"note_{line.pk}"] = forms.CharField(
                label=_("Ghi chú"),
                required=False,
                max_length=200,
                validators=[no_personal_data, speaks_of_nobody],
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
        for area in areas:
            self.fields[f"area_{area.pk}"] = self.yes_or_no(area.name)

    @staticmethod
    def yes_or_no(label: str) -> forms.ChoiceField:
        return forms.ChoiceField(label=label, choices=MET, required=False, widget=forms.RadioSelect)

    @staticmethod
    def initial_of(row: Assessment, lines: Sequence[AssessmentLine]) -> dict[str, Any]:
        found: dict[str, Any] = {"seen": row.version}
        for line in lines:
            found |= {f"met_{line.pk}": WORDS[line.met], f"note_{line.pk}": line.note}
        return found | {f"area_{one.residential_area_id}": WORDS[one.passed] for one in row.areas.all()}

    @property
    def answers(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        return {
            "met": {line.pk: SAID[said[f"met_{line.pk}"]] for line in self.lines},
            "notes": {line.pk: said[f"note_{line.pk}"] for line in self.lines},
            "passed": {area.pk: SAID[said[f"area_{area.pk}"]] for area in self.residential},
        }

    @property
    def asked(self) -> list[Asked]:
        return [Asked(line, self[f"met_{line.pk}"], self[f"note_{line.pk}"]) for line in self.lines]

    @property
    def areas(self) -> list[BoundField]:
        return [self[f"area_{area.pk}"] for area in self.residential]


class EvidenceForm(forms.Form):
    """A record by its receipt, or a figure over a range."""

    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label=_("Chỉ tiêu thống kê"), required=False, empty_label=_("– không chọn –")
    )
    start = day(_("Từ ngày"), required=False)
    end = day(_("Đến ngày"), required=False)
    receipt = forms.CharField(
        label=_("hoặc mã phiếu trong sổ ghi"),
        required=False,
        max_length=12,
        help_text=_("Ví dụ A7K9-2QXM; xem ở sổ ghi của đơn vị."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, unit: Unit, indicators: Sequence[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        known = Indicator.objects.filter(pk__in=[one.pk for one in indicators]).order_by("order", "key")
        self.fields["indicator"].queryset = known  # type: ignore[attr-defined]

    def clean_receipt(self) -> Record | None:
        code = self.cleaned_data["receipt"].upper().replace("-", "").replace(" ", "").translate(READ_AS)
        if not code:
            return None
        if len(code) != RECEIPT_LENGTH or not set(code) <= set(ALPHABET):
            raise forms.ValidationError(_("Mã phiếu có 8 chữ và số, ví dụ A7K9-2QXM."))
        found = record_of(self.unit, code)
        if found is None:
            raise forms.ValidationError(_("Sổ ghi của đơn vị không có phiếu này."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start: date | None = cleaned.get("start")
        end: date | None = cleaned.get("end")
        if self.errors:
            return cleaned
        if (cleaned.get("indicator") is None) == (cleaned.get("receipt") is None):
            self.add_error("indicator", _("Chọn một chỉ tiêu hoặc ghi một mã phiếu."))
        elif cleaned["indicator"] is not None and (start is None or end is None or start > end):
            self.add_error("start" if start is None else "end", _("Ghi từ ngày, đến ngày của số liệu."))
        return cleaned

    @property
    def proof(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found["receipt"] is not None:
            return {"record": found["receipt"]}
        return {name: found[name] for name in ("indicator", "start", "end")}


def record_of(unit: Unit, code: str) -> Record | None:
    """The record of a unit that a receipt names: it is the first 40 bits of a UUID."""
    bits = 0
    for sign in code:
        bits = bits << 5 | ALPHABET.index(sign)
    low, high = (f"{bits:010x}" + fill * 22 for fill in "0f")
    rows = Record.objects.filter(unit__in=covered(unit), deleted=False, uuid__gte=low, uuid__lte=high)
    return rows.order_by("-on").first()
