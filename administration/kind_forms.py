"""Forms of defined kinds: what stands on one page, each error beside its field."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from administration.activity_kinds import COUNTS_RECORDS, TOO_MANY, free_figures, last_use
from administration.defined import Figure, NewFigure
from administration.figure_rows import (
    DefinitionForm,
    EndsAfterUse,
    FigureRowForm,
    FigureRowSet,
    LaterRowSet,
    follow_each_other,
)
from campaigns.models import ActivityChoice, ActivityCount, ActivityKind, ChoiceList
from campaigns.models.kinds import MOST_COUNTS
from rollups.models import ONE_HOLE, Indicator

PARTS_ANOTHER = _("Danh sách này đã tách một chỉ tiêu khác.")
PARTED = _("“%(name)s” đã tách theo danh sách khác.")
PARTED_RECORDS = _("Số phiếu đã đếm theo danh sách khác: chỉ một danh sách đếm được từng mục.")


class KindForm(DefinitionForm):
    """`figure` and `covered` say what it counts."""

    chosen_once = ("figure", "unit_vi", "unit_en", "group", "phrase", "covers", "covered")

    figure = forms.ModelChoiceField(
        queryset=Indicator.objects.none(),
        label=_("Chỉ tiêu đếm số phiếu"),
        required=False,
        empty_label=_("Lập chỉ tiêu mới theo tên loại việc"),
    )
    unit_vi = forms.CharField(label=_("Đơn vị tính"), max_length=40, initial="lần", required=False)
    unit_en = forms.CharField(label=_("Đơn vị tính tiếng Anh"), max_length=40, required=False)
    group = forms.ChoiceField(label=_("Nhóm chỉ tiêu"), required=False)
    phrase = forms.CharField(
        label=_("Cách viết trong báo cáo"),
        max_length=160,
        required=False,
        validators=[RegexValidator(ONE_HOLE, _("Viết {} một lần, ở chỗ số liệu, ví dụ: tổ chức {} tuần tra."))],
        help_text=_("{} là chỗ của số liệu và đơn vị tính. Để trống thì viết “ghi nhận {}” với tên loại việc."),
    )
    covers = forms.BooleanField(
        label=_("Đếm khu dân cư không trùng"),
        required=False,
        help_text=_("Mỗi khu dân cư tính một lần, dù ghi trong bao nhiêu phiếu."),
    )
    covered = forms.ModelChoiceField(
        queryset=Indicator.objects.none(),
        label=_("Chỉ tiêu độ phủ"),
        required=False,
        empty_label=_("Lập chỉ tiêu mới"),
    )

    class Meta:
        model = ActivityKind
        fields = ("name_vi", "name_en", "province", "areas", "numbered", "order", "valid_from", "valid_to")
        help_texts = {
            "areas": _("Phiếu có hỏi thôn, bản, tổ dân phố hay không."),
            "order": _("Số nhỏ đứng trước trong danh sách việc."),
            "numbered": _("Một ô để ghi số văn bản, không ghi tên người."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if not self.instance.pk:
            fields["figure"].queryset = free_figures()
            fields["covered"].queryset = free_figures(distinct=True)

    def last_used(self) -> Any:
        return last_use(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        self._called_alone()
        if self.instance.pk:
            return cleaned
        if cleaned.get("figure"):
            self.instance.indicator = cleaned["figure"]  # for its numbers, which may not feed the same
        if not cleaned.get("figure"):
            if not cleaned.get("unit_vi") and "unit_vi" not in self.errors:
                self.add_error("unit_vi", _("Ghi đơn vị tính của chỉ tiêu mới."))
        elif cleaned.get("phrase"):
            self.add_error("phrase", _("Chỉ tiêu có sẵn giữ cách viết của nó: sửa ở trang của chỉ tiêu."))
        if (cleaned.get("covers") or cleaned.get("covered")) and cleaned.get("areas") == ActivityKind.Areas.NEVER:
            self.add_error("areas", _("Đếm khu dân cư thì phiếu phải ghi khu dân cư."))
        return cleaned

    def _called_alone(self) -> None:
        """No two kinds of one log are called the same on one day."""
        name, start, place = (self._day(field) for field in ("name_vi", "valid_from", "province"))
        if not name or not start:
            return
        logs = Q() if place is None else Q(province__isnull=True) | Q(province=place)
        others = ActivityKind.objects.filter(logs, name_vi__iexact=name).exclude(pk=self.instance.pk)
        if others.valid_within(start, self._day("valid_to") or date.max).exists():
            self.add_error("name_vi", _("Đã có loại việc tên này."))

    def counting(self) -> Figure:
        named: Indicator | None = self.cleaned_data["figure"]
        if named is not None:
            return named
        values = self.cleaned_data
        phrase = values["phrase"] or phrase_of(values["name_vi"], values["unit_vi"])
        return replace(self._new(values["unit_vi"], values["unit_en"]), phrase=phrase)

    def covering(self) -> Figure | None:
        named: Indicator | None = self.cleaned_data["covered"]
        if named is not None or not self.cleaned_data["covers"]:
            return named
        return self._new("thôn, bản, tổ", "areas", before=("Khu dân cư: ", "Areas: "), distinct=True)

    def _new(self, unit_vi: str, unit_en: str, before: tuple[str, str] = ("", ""), distinct: bool = False) -> NewFigure:
        values = self.cleaned_data
        return NewFigure(
            name_vi=before[0] + values["name_vi"],
            name_en=before[1] + values["name_en"],
            unit_vi=unit_vi,
            unit_en=unit_en,
            group=values["group"] or Indicator.Group.ACTIVITY,
            distinct=distinct,
        )


def phrase_of(name: str, unit: str) -> str:
    """How a sentence tells records of a kind that nobody wrote one for: "ghi nhận 3 buổi gặp mặt …"."""
    small = name if name[1:2].isupper() else name[:1].lower() + name[1:]  # ANTT stays as it is
    rest = small.removeprefix(f"{unit.lower()} ")  # not "3 văn bản văn bản chỉ đạo"
    found = f"ghi nhận {{}} {rest}"
    return found if re.fullmatch(ONE_HOLE, found) else ""


class CountForm(FigureRowForm):
    """A figure of the catalogue that nothing feeds, or the names of a new one."""

    most = MOST_COUNTS

    class Meta:
        model = ActivityCount
        fields = ("order", "required", "split", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if self.instance.pk:
            self.fix("split")
            if self.instance.amounts.exists():
                self.fix("required")
            return
        fields["split"].queryset = ChoiceList.objects.exclude(
            pk__in=ActivityChoice.objects.filter(list__isnull=False).values("list")
        ).filter(valid_to__isnull=True)

    @classmethod
    def free(cls, owner: Any) -> Any:
        return free_figures(owner)

    def last_used(self) -> Any:
        return self.instance.amounts.aggregate(on=Max("activity__record__on"))["on"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if self.instance.pk or not self.has_changed() or "figure" in self.errors:
            return cleaned
        split, figure = cleaned.get("split"), cleaned.get("figure")
        if split is not None and split.whole_id and split.whole != figure:
            self.add_error("split", PARTS_ANOTHER)
        elif split and figure and ChoiceList.objects.filter(whole=figure).exclude(pk=split.pk).exists():
            self.add_error("split", forms.ValidationError(PARTED, params={"name": figure.name}))
        return cleaned


class CountFormSet(FigureRowSet):
    too_many = TOO_MANY

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            figure = getattr(form, "cleaned_data", {}).get("figure")
            if figure is not None and figure.pk == self.instance.indicator_id:
                form.add_error("figure", COUNTS_RECORDS)
        self._part_once()

    def _part_once(self) -> None:
        """A list parts one figure; the set of choices, which comes next, asks the kind which lists do."""
        parted: dict[int, Any] = {}
        for form in self.forms:
            split = getattr(form, "cleaned_data", {}).get("split")
            if split is None or form.instance.pk:
                continue
            figure = form.cleaned_data.get("figure")
            if split.pk in parted and (figure is None or parted[split.pk] != figure):
                form.add_error("split", PARTS_ANOTHER)
            elif figure is not None and figure in parted.values() and parted.get(split.pk) != figure:
                form.add_error("split", forms.ValidationError(PARTED, params={"name": figure.name}))
            parted.setdefault(split.pk, figure)
        kind: Any = self.instance
        kind.splits = set(parted)


class ChoiceForm(EndsAfterUse):
    counted = forms.BooleanField(
        label=_("mỗi mục một chỉ tiêu"), required=False, help_text=_("Đếm riêng số phiếu của từng mục.")
    )

    class Meta:
        model = ActivityChoice
        fields = ("label_vi", "label_en", "list", "shared", "several", "required", "order", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["valid_from"].required = fields["order"].required = False
        if self.instance.pk:
            self.initial["counted"] = bool(self.instance.list and self.instance.list.whole_id)
            self.fix("list", "shared", "counted", "valid_from")
            if self.instance.labels.exists():
                self.fix("several")
        else:
            fields["list"].queryset = ChoiceList.objects.filter(valid_to__isnull=True)

    def _get_validation_exclusions(self) -> set[str]:
        # The set of rows says it as they will be; the database holds it all the same.
        return super()._get_validation_exclusions() | {"list"}  # type: ignore[misc,no-any-return]

    def last_used(self) -> Any:
        return self.instance.labels.aggregate(on=Max("activity__record__on"))["on"]

    def clean_order(self) -> int:
        return self.cleaned_data["order"] or 0

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if self.instance.pk or not self.has_changed():
            return cleaned
        chosen, shared, counted = cleaned.get("list"), cleaned.get("shared"), cleaned.get("counted")
        if bool(chosen) == bool(shared) and "list" not in self.errors:
            self.add_error("list", _("Chọn một danh sách, hoặc một danh mục chung."))
        elif counted and not chosen:
            self.add_error("counted", _("Chỉ đếm riêng được các mục của danh sách."))
        elif chosen and chosen.whole_id:
            cleaned["counted"] = True  # of a question that is followed; which figure it parts, the set asks
        elif chosen and counted and ActivityChoice.objects.filter(list=chosen).exists():
            self.add_error("list", _("Danh sách này đã dùng ở nơi khác: lập danh sách riêng để đếm từng mục."))
        return cleaned


class ChoiceFormSet(LaterRowSet):
    """One list parts the records of a kind, and none that parts a number of it."""

    def clean(self) -> None:
        super().clean()
        kind: Any = self.instance
        counted = set(
            ChoiceList.objects.filter(whole__isnull=False, whole=kind.indicator_id).values_list("pk", flat=True)
        )
        follow_each_other((form for form in self.forms if getattr(form, "cleaned_data", None)), "list")
        for form in self.forms:
            chosen = getattr(form, "cleaned_data", {}).get("list")
            if chosen is None or form.instance.pk:
                continue
            if chosen.pk in getattr(kind, "splits", ()) or (chosen.whole_id and chosen.pk not in counted):
                form.add_error("list", PARTS_ANOTHER)
            elif form.cleaned_data.get("counted"):
                if counted - {chosen.pk}:
                    form.add_error("list", PARTED_RECORDS)
                counted.add(chosen.pk)
