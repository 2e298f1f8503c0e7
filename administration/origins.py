"""Where the numbers of an indicator come from, and on which screens they stand: for whoever keeps the catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from communes.models import LEGACY_FROM, Dated
from dashboards.columns import LEADING, TOGETHER
from home.selectors import FIGURES
from rollups.models import Indicator
from rollups.selectors import catalogue
from rollups.sources import Source, all_sources
from targets.models import Target

# Of one indicator: more rows than these say nothing more.
MOST = 40
# Where the page of a row is that has none of its own.
ABOVE = ("kind", "type", "list", "form", "item_unit", "item_kind")


@dataclass(frozen=True)
class Told:
    """A line of the page; `href` leads to what it names, if that has a page here."""

    words: str
    href: str = ""


def origins(figure: Indicator) -> list[Told]:
    """What counts it: a log of its own, a row of a catalogue, a rule, or two others of which it is the ratio."""
    found = [line for source in all_sources() for line in _of_source(source, figure)]
    if figure.numerator and figure.denominator:
        found += [Told(_("Tử số: %(name)s") % {"name": figure.numerator.name}, page_of(figure.numerator))]
        found += [Told(_("Mẫu số: %(name)s") % {"name": figure.denominator.name}, page_of(figure.denominator))]
    return list(dict.fromkeys(found))[:MOST]


def screens(figure: Indicator) -> list[Told]:
    """Where it stands, from what everybody sees first to what is looked up."""
    if not figure.active:
        return [Told(_("Đã tắt: không hiện ở trang nào."))]
    if catalogue().get(figure.key) is None:
        return [*_beside(figure), *_depending(figure)]
    found = []
    if figure.key in LEADING:
        found.append(Told(_("Thẻ số lớn đầu trang Số liệu")))
    if figure.key in TOGETHER:
        words = {"group": TOGETHER[figure.key][0], "column": TOGETHER[figure.key][1]}
        found.append(Told(_("Bảng các đơn vị của trang Số liệu: %(group)s, cột %(column)s") % words))
    if figure.key in FIGURES:
        found.append(Told(_("Trang của Công an cấp xã: kết quả trong kỳ")))
    group = figure.get_group_display()
    found.append(Told(_("Bảng mọi chỉ tiêu của trang Số liệu: mục %(group)s") % {"group": group}))
    found.append(Told(_("Trang riêng của chỉ tiêu; tìm chỉ tiêu; bảng tự chọn; các tệp bảng tính")))
    return [*found, *_beside(figure), *_depending(figure)]


def place_of(figure: Indicator) -> str:
    """Where its totals are kept, as decision 0002 numbers them."""
    if figure.slot is None:
        return _("Không có ô riêng")
    block, column = divmod(figure.slot, 16)
    return _("Ô %(slot)s (khối %(block)s, cột %(column)s)") % {"slot": figure.slot, "block": block, "column": column}


def page_of(row: models.Model) -> str:
    """The page of a row in the admin, or of what it belongs to."""
    names = [None, *ABOVE]
    for name in names:
        found: Any = row if name is None else getattr(row, name, None)
        if isinstance(found, models.Model) and admin.site.is_registered(type(found)):
            return reverse(f"admin:{found._meta.app_label}_{found._meta.model_name}_change", args=[found.pk])
        if name == "item_unit" and found is not None:
            return page_of(found)
    return ""


def _of_source(source: Source, figure: Indicator) -> Iterator[Told]:
    if figure.key in source.keys:
        yield Told(_("Đếm từ: %(rows)s") % {"rows": source.rows.model._meta.verbose_name})
    for path in (*source.by, *source.members_by):
        model, last = _before_last(source, path)
        for row in model._base_manager.filter(**{last: figure.pk})[:MOST]:
            yield Told(f"{capfirst(str(model._meta.verbose_name))}: {row}{_since(row)}", page_of(row))


def _before_last(source: Source, path: str) -> tuple[Any, str]:
    """The table that names the indicator, and its column."""
    *steps, last = path.split("__")
    model: Any = source.rows.model
    for step in steps:
        model = model._meta.get_field(step).related_model
    return model, last


def _since(row: models.Model) -> str:
    if not isinstance(row, Dated):
        return ""
    words = "" if row.valid_from <= LEGACY_FROM else _(", từ %(day)s") % {"day": f"{row.valid_from:%d/%m/%Y}"}
    return words + (_(", đến hết %(day)s") % {"day": f"{row.valid_to:%d/%m/%Y}"} if row.valid_to else "")


def _beside(figure: Indicator) -> Iterator[Told]:
    if figure.sensitivity == Indicator.Sensitivity.RESTRICTED:
        yield Told(_("Số liệu hạn chế: chỉ vai trò cấp tỉnh nhập và xem"))
    else:
        yield Told(_("Số liệu báo cáo tổng: nhập và xem bên cạnh số cộng từ phiếu"))
    if units := Target.objects.filter(indicator=figure).values("unit").distinct().count():
        yield Told(_("Chỉ tiêu giao cho %(units)s đơn vị") % {"units": units})


def _depending(figure: Indicator) -> Iterator[Told]:
    """Others that say something with it."""
    if figure.breakdown_of:
        yield Told(_("Chi tiết của: %(name)s") % {"name": figure.breakdown_of.name}, page_of(figure.breakdown_of))
    ratios = Indicator.objects.filter(models.Q(numerator=figure) | models.Q(denominator=figure))
    for ratio in ratios:
        yield Told(_("Dùng trong tỷ lệ: %(name)s") % {"name": ratio.name}, page_of(ratio))
    if figure.phrase:
        yield Told(_("Câu trong báo cáo bằng lời"))
