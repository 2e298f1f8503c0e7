"""Forms of a type of models: what totals hang on stays as it was once there are models."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from administration.figure_rows import give_places, placed
from administration.forms import AuditedForm
from communes.models import Level, Unit
from communes.vietnamese import search_key
from models_selfmgmt.models import ModelType, ModelTypeAlias, ModelVersion, TypeMeasure
from models_selfmgmt.models.types import MOST_MEASURES
from rollups.models import Indicator

FIXED = ("province", "group", "self_management", "named", "across", "valid_from")


class ModelTypeForm(AuditedForm):
    counts_new = forms.BooleanField(label=_("đếm mô hình xây dựng mới"), required=False, initial=True)
    counts_places = forms.BooleanField(label=_("đếm khu dân cư có mô hình"), required=False)

    class Meta:
        model = ModelType
        fields = (
            "name_vi", "name_en", "province", "group", "self_management", "named", "across", "counts_new",
            "counts_places", "active", "order", "valid_from", "valid_to",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = self.instance.pk is not None
        used = stored and self.instance.instances.exists()
        for name in FIXED:
            if name in self.fields:
                self.fields[name].disabled = used
        for name in ("counts_new", "counts_places"):
            if stored:
                del self.fields[name]
        if "province" in self.fields:
            provinces = Unit.objects.filter(level=Level.PROVINCE, valid_to__isnull=True)
            self.fields["province"].queryset = provinces  # type: ignore[attr-defined]

    def clean_name_vi(self) -> str:
        name: str = self.cleaned_data["name_vi"]
        taken(name, self.instance, _province(self))
        return name

    def clean_valid_to(self) -> Any:
        day = self.cleaned_data["valid_to"]
        rows = ModelVersion.objects.standing().filter(instance__type=self.instance.pk)
        later = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day)) if day and self.instance.pk else rows.none()
        if count := later.values("instance").distinct().count():
            words = _("Còn %(count)s mô hình hoạt động sau ngày này: các đơn vị ghi ngừng hoạt động trước.")
            raise forms.ValidationError(words, params={"count": count})
        return day


class AliasForm(AuditedForm):
    class Meta:
        model = ModelTypeAlias
        fields = ("name",)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not search_key(name):
            raise forms.ValidationError(_("Ghi tên bằng chữ."))
        kind = self.instance.type if self.instance.type_id else ModelType()
        taken(name, kind, kind.province_id)
        return name


class MeasureForm(AuditedForm):
    """A new row takes a figure that nothing counts yet, or makes its own with a unit of count."""

    unit_vi = forms.CharField(label=_("Đơn vị tính"), required=False, max_length=40)
    unit_en = forms.CharField(label=_("Đơn vị tính tiếng Anh"), required=False, max_length=40)

    class Meta:
        model = TypeMeasure
        fields = (
            "order", "name_vi", "name_en", "unit_vi", "unit_en", "indicator", "decimals", "within", "rest_vi",
            "rest_en", "valid_from", "valid_to",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        kind = self.instance.type if self.instance.type_id else None
        free = Q(fed_by="", aggregation="last", source="register", group=Indicator.Group.MODELS)
        fields["indicator"].queryset = Indicator.objects.filter(free | Q(fed_by=f"model:{kind.key}") if kind else free)
        for name in ("indicator", "order", "valid_from"):
            fields[name].required = False
        fields["indicator"].empty_label = str(_("Tạo chỉ tiêu mới"))
        fields["within"].queryset = TypeMeasure.objects.filter(type=kind) if kind else TypeMeasure.objects.none()
        if self.instance.pk:
            for name in ("order", "indicator", "decimals", "within", "valid_from"):
                fields[name].disabled = True
            unit = self.instance.indicator
            for name, value in (("unit_vi", unit.unit_vi), ("unit_en", unit.unit_en)):
                fields[name].disabled, fields[name].initial = True, value

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        new = not self.instance.pk and not self.cleaned_data.get("indicator")
        if new and not self.cleaned_data.get("unit_vi"):
            self.add_error("unit_vi", _("Ghi đơn vị tính của chỉ tiêu mới."))
        return cleaned

    def clean_valid_to(self) -> Any:
        rows = ModelVersion.objects.standing().filter(amounts__measure=self.instance.pk)
        return ends_after(self.cleaned_data["valid_to"], rows if self.instance.pk else rows.none())

    def _get_validation_exclusions(self) -> set[str]:
        # The action gives the figure.
        return super()._get_validation_exclusions() | {"indicator"}  # type: ignore[misc,no-any-return]


class MeasureFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """As many as a form of the register holds, each at a place: the next free one where none is typed."""

    def clean(self) -> None:
        super().clean()
        rows = [form for form in self.forms if getattr(form, "cleaned_data", None)]
        still = [form for form in rows if not form.cleaned_data.get("valid_to")]
        if len(still) > MOST_MEASURES:
            words = _("Mỗi loại mô hình có nhiều nhất %(most)s số liệu.")
            still[-1].add_error("name_vi", forms.ValidationError(words, params={"most": MOST_MEASURES}))
        give_places(placed(rows), MOST_MEASURES)


def ends_after(day: Any, rows: Any) -> Any:
    """The last day of what models use: never before one of them began to."""
    last = rows.aggregate(last=Max("valid_from"))["last"]
    if day and last and day < last:
        words = _("Có mô hình ghi từ ngày %(day)s: chọn từ ngày đó trở đi.")
        raise forms.ValidationError(words, params={"day": f"{last:%d/%m/%Y}"})
    return day


def taken(name: str, kind: ModelType, province: int | None) -> None:
    """Refuse a name that another type of the nation, or of the same province, goes by."""
    key = search_key(name)
    around = ModelType.objects.exclude(pk=kind.pk)
    if province is not None:
        around = around.of_province(province)
    for other in around.prefetch_related("aliases"):
        if key in _keys(other):
            raise forms.ValidationError(_("Đã là tên của “%(name)s”."), params={"name": other.name})


def _keys(kind: ModelType) -> Iterable[str]:
    return {search_key(kind.name_vi), *(alias.search_key for alias in kind.aliases.all())}


def _province(form: ModelTypeForm) -> int | None:
    chosen = form.cleaned_data.get("province") or form.instance.province
    return chosen.pk if chosen else None
