"""Forms of defined kinds: what stands on one page, each error beside its field."""

from typing import Any

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from administration.activity_kinds import Figure, NewFigure, free_figures, last_use
from administration.forms import AuditedForm
from campaigns.models import ActivityChoice, ActivityCount, ActivityKind, ChoiceList
from campaigns.models.kinds import MOST_COUNTS
from communes.models import Level, Unit
from rollups.models import Indicator

USED_UNTIL = _("Đã có phiếu ngày %(day)s: chọn ngày đó trở đi.")


class EndsAfterUse(AuditedForm):
    """A row in use is closed on the day of its last record or later."""

    def last_used(self) -> Any:
        return None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        end, last = self._day("valid_to"), self.last_used() if self.instance.pk else None
        if end and last and end < last:
            self.add_error("valid_to", forms.ValidationError(USED_UNTIL, params={"day": f"{last:%d/%m/%Y}"}))
        return cleaned

    def fix(self, *names: str) -> None:
        for name in names:
            if name in self.fields:
                self.fields[name].disabled = True
                self.fields[name].required = False


class KindForm(EndsAfterUse):
    """`figure` and `covered` say what it counts; both are chosen once."""

    figure = forms.ModelChoiceField(
        queryset=Indicator.objects.none(),
        label=_("Chỉ tiêu đếm số phiếu"),
        required=False,
        empty_label=_("Lập chỉ tiêu mới theo tên loại việc"),
    )
    unit_vi = forms.CharField(label=_("Đơn vị tính"), max_length=40, initial="lần", required=False)
    unit_en = forms.CharField(label=_("Đơn vị tính tiếng Anh"), max_length=40, initial="times", required=False)
    group = forms.ChoiceField(label=_("Nhóm chỉ tiêu"), required=False)
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
        if "province" in fields:
            fields["province"].queryset = Unit.objects.filter(level=Level.PROVINCE, valid_to__isnull=True)
            fields["province"].empty_label = _("Toàn quốc")
        if self.instance.pk:
            for name in ("figure", "unit_vi", "unit_en", "group", "covers", "covered"):
                self.fields.pop(name, None)
            return
        fields["figure"].queryset = free_figures()
        fields["covered"].queryset = free_figures(distinct=True)
        fields["group"].choices = [pair for pair in Indicator.Group.choices if pair[0] != Indicator.Group.CONTEXT]

    def last_used(self) -> Any:
        return last_use(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if self.instance.pk:
            return cleaned
        if not cleaned.get("figure"):
            for name in ("unit_vi", "unit_en"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Ghi đơn vị tính của chỉ tiêu mới."))
        if (cleaned.get("covers") or cleaned.get("covered")) and cleaned.get("areas") == ActivityKind.Areas.NEVER:
            self.add_error("areas", _("Đếm khu dân cư thì phiếu phải ghi khu dân cư."))
        return cleaned

    def counting(self) -> Figure:
        named: Indicator | None = self.cleaned_data["figure"]
        return named or self._new(self.cleaned_data["unit_vi"], self.cleaned_data["unit_en"])

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


class CountForm(EndsAfterUse):
    """A figure of the catalogue that nothing feeds, or the names of a new one."""

    figure = forms.ModelChoiceField(
        queryset=Indicator.objects.none(), label=_("chỉ tiêu có sẵn"), required=False, empty_label=_("Lập mới:")
    )
    name_vi = forms.CharField(label=_("tên chỉ tiêu mới"), max_length=120, required=False)
    name_en = forms.CharField(label=_("tên tiếng Anh"), max_length=120, required=False)
    unit_vi = forms.CharField(label=_("đơn vị tính"), max_length=40, required=False)
    unit_en = forms.CharField(label=_("đơn vị tính tiếng Anh"), max_length=40, required=False)
    order = forms.IntegerField(label=_("thứ tự"), min_value=1, max_value=MOST_COUNTS, required=False)

    class Meta:
        model = ActivityCount
        fields = ("order", "required", "split", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["valid_from"].required = False
        if self.instance.pk:
            self.initial["figure"] = self.instance.indicator_id
            fields["figure"].queryset = Indicator.objects.filter(pk=self.instance.indicator_id)
            self.fix("figure", "name_vi", "name_en", "unit_vi", "unit_en", "split", "valid_from")
            if self.instance.amounts.exists():
                self.fix("required")
            return
        fields["figure"].queryset = free_figures()
        fields["split"].queryset = ChoiceList.objects.exclude(
            pk__in=ActivityChoice.objects.filter(list__isnull=False).values("list")
        )

    def last_used(self) -> Any:
        return self.instance.amounts.aggregate(on=Max("activity__record__on"))["on"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if self.instance.pk or not self.has_changed():
            return cleaned
        figure, split = cleaned.get("figure"), cleaned.get("split")
        if "figure" in self.errors:
            return cleaned
        if figure is None and not cleaned.get("name_vi"):
            self.add_error("figure", _("Chọn chỉ tiêu có sẵn, hoặc ghi tên chỉ tiêu mới."))
        elif figure is None:
            for name in ("name_en", "unit_vi", "unit_en"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Ghi đủ tên và đơn vị tính của chỉ tiêu mới."))
        elif cleaned.get("name_vi"):
            self.add_error("name_vi", _("Đã chọn chỉ tiêu có sẵn: bỏ trống tên mới."))
        if split is not None and split.whole_id and split.whole != figure:
            self.add_error("split", _("Danh sách này đã tách một chỉ tiêu khác."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # The set of rows says it as they will be; the action and the database hold it all the same.
        return super()._get_validation_exclusions() | {"order", "indicator"}  # type: ignore[misc,no-any-return]

    def counting(self, group: str) -> Figure:
        named: Indicator | None = self.cleaned_data["figure"]
        names = {name: self.cleaned_data[name] for name in ("name_vi", "name_en", "unit_vi", "unit_en")}
        return named or NewFigure(**names, group=group)


class CountFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """At most eight at a time, each at a place of its own; rows of one figure follow each other."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if not form.instance.pk and self.instance.pk:
            form.fields["figure"].queryset = free_figures(self.instance)

    def clean(self) -> None:
        super().clean()
        rows = [
            form
            for form in self.forms
            if getattr(form, "cleaned_data", None) and (form.instance.pk or form.has_changed())
        ]
        still = [form for form in rows if not form.cleaned_data.get("valid_to")]
        if len(still) > MOST_COUNTS:
            words = _("Mỗi loại việc có nhiều nhất %(most)s số liệu.")
            still[-1].add_error("figure", forms.ValidationError(words, params={"most": MOST_COUNTS}))
        places: set[int] = set()
        figures: dict[Any, Any] = {}
        for form in rows:
            place, figure = form.cleaned_data.get("order"), form.cleaned_data.get("figure")
            if place and not form.cleaned_data.get("valid_to"):
                if place in places:
                    form.add_error("order", _("Thứ tự này đã có."))
                places.add(place)
            if figure is not None and (earlier := figures.get(figure.pk)) is not None:
                self._follow(earlier, form)
            if figure is not None:
                figures[figure.pk] = form

    def _follow(self, earlier: Any, later: Any) -> None:
        end, start = earlier.cleaned_data.get("valid_to"), later.cleaned_data.get("valid_from")
        if end is None:
            earlier.add_error("valid_to", _("Ghi ngày kết thúc trước ngày bắt đầu của dòng kế tiếp."))
        elif start is None or start <= end:
            later.add_error("valid_from", _("Chọn ngày sau khi dòng trước kết thúc."))


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
            self.add_error("list", _("Danh sách này đã tách một chỉ tiêu khác."))
        elif chosen and counted and ActivityChoice.objects.filter(list=chosen).exists():
            self.add_error("list", _("Danh sách này đã dùng ở nơi khác: lập danh sách riêng để đếm từng mục."))
        return cleaned
