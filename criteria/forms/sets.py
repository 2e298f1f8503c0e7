"""A set on one page: its criteria are pasted, one a line."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.forms.names import names_nobody, speaks_of_nobody
from communes.privacy import no_personal_data
from criteria.actions import SetContent, Stated
from criteria.forms.papers import IN_A_LINE
from criteria.models import AppliesTo, CriteriaSet, Purpose
from returns.forms import day
from returns.papers import A_PAPER

MOST_CRITERIA, LONGEST, LONGEST_GROUP = 100, 500, 160
# Numbers and dashes that come along with a paste: "1.", "12)", "Tiêu chí 3:", "-"; none of 1.5, 70:30, -5.
NUMBERED = re.compile(r"^(?:tiêu chí\s*)?(?:\d{1,3}\s*[.):](?!\d)|[-–•+*](?!\d))\s*", re.IGNORECASE)
HEADING = "#"


def read_criteria(text: str) -> list[Stated]:
    """One a line; a line that begins with # is the heading of those below it. Raises ValidationError."""
    found: list[Stated] = []
    group = ""
    for number, line in enumerate(text.splitlines(), 1):
        words = " ".join(line.split())
        if words.startswith(HEADING):
            group = words.lstrip(HEADING).strip()
            _check(group, LONGEST_GROUP, number)
        elif words:
            said = NUMBERED.sub("", words)
            _check(said, LONGEST, number)
            found.append(Stated(said, group))
    if not found:
        raise ValidationError(_("Ghi ít nhất một tiêu chí, mỗi dòng một tiêu chí."), code="required")
    if len(found) > MOST_CRITERIA:
        raise ValidationError(_("Nhiều nhất %(n)s tiêu chí."), params={"n": MOST_CRITERIA})
    return found


def _check(words: str, longest: int, number: int) -> None:
    if not words or len(words) > longest:
        raise ValidationError(
            _("Dòng %(line)s: ghi từ 1 đến %(longest)s ký tự."), params={"line": number, "longest": longest}
        )
    no_personal_data(words)
    speaks_of_nobody(words)


class SetForm(forms.Form):
    """`said` after `is_valid`."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Tên bộ tiêu chí"),
        max_length=160,
        validators=[no_personal_data, speaks_of_nobody],
        error_messages={"required": _("Ghi tên bộ tiêu chí.")},
    )
    purpose = forms.ChoiceField(label=_("Dùng để xét"), choices=Purpose.choices, widget=forms.RadioSelect)
    level = forms.ChoiceField(label=_("Áp dụng cho"), choices=AppliesTo.choices, widget=forms.RadioSelect)
    share = forms.IntegerField(
        label=_("Tỷ lệ khu dân cư phải đạt (%)"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Chỉ ghi khi xét đạt, không đạt từng khu dân cư, ví dụ 70."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "data-width": "number"}),
    )
    valid_from = day(_("Áp dụng từ ngày"))
    paper = forms.CharField(
        label=_("Số văn bản"),
        required=False,
        max_length=30,
        validators=[A_PAPER, IN_A_LINE, no_personal_data, names_nobody],
    )
    criteria = forms.CharField(
        label=_("Các tiêu chí"),
        help_text=_("Mỗi dòng một tiêu chí; số thứ tự ở đầu dòng được bỏ. Dòng bắt đầu bằng # là tên nhóm."),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": _("Ghi ít nhất một tiêu chí, mỗi dòng một tiêu chí.")},
    )

    def clean_criteria(self) -> list[Stated]:
        return read_criteria(self.cleaned_data["criteria"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("level") == AppliesTo.AREA and "share" in cleaned and cleaned["share"] is None:
            self.add_error("share", _("Ghi tỷ lệ khu dân cư phải đạt."))
        return cleaned

    @property
    def said(self) -> SetContent:
        return SetContent(**{name: self.cleaned_data[name] for name in SetContent.__annotations__})

    @staticmethod
    def initial_of(row: CriteriaSet) -> dict[str, Any]:
        """A version as it was typed."""
        lines, group = [], ""
        for one in row.criteria.order_by("number"):
            if one.group != group:
                group = one.group
                lines.append(f"{HEADING} {group}")
            lines.append(f"{one.number}. {one.text}")
        names = ("name", "purpose", "level", "share", "paper", "valid_from")
        return {name: getattr(row, name) for name in names} | {"criteria": "\n".join(lines), "seen": row.edition}


class EndForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    last_day = day(_("Áp dụng đến ngày"))
