"""A weapon hand-over: what it says, how it is stored, counted, told and typed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns import spreadsheets
from campaigns.actions.details import amounts, save
from campaigns.actions.errors import Refused
from campaigns.contents import Content, WeaponHandoverContent
from campaigns.counting import below, late
from campaigns.forms.choices import Choices
from campaigns.forms.numbers import amount_text
from campaigns.forms.weapon_handover import WeaponHandoverForm
from campaigns.kinds.spec import KindSpec, Sheet, Titles, Week, alone
from campaigns.models import (
    GiftKind,
    GiftLine,
    HandoverItem,
    ItemLawGroup,
    ItemRule,
    ItemUnit,
    Mode,
    Record,
    RecordKind,
    WeaponHandover,
)
from campaigns.models.records import RecordQuerySet
from campaigns.presenting import Fact, by_row, one
from campaigns.spreadsheets import Cell, count_column
from campaigns.week.columns import Column, CountsColumn, ItemsColumn, OneColumn, coded, label, valid
from campaigns.week.matching import Choice
from campaigns.week.shown import JOIN, typed
from rollups.numbers import grouped

SOURCES = (
    below(WeaponHandover, "record", fixed={"reports": None, "weapon_handovers": None}),
    # A line keeps the rule of its day: the figure it feeds, if any, and the figure of its own kind, unit and mode.
    below(
        HandoverItem,
        "handover__record",
        by={"rule__indicator": "thousandths", "rule__detail": "thousandths"},
        scale=1,
    ),
    below(
        GiftLine,
        "handover__record",
        fixed={"gifts_given": "count"},
        by={"gift_kind__indicator": "count"},
    ),
    late(RecordKind.WEAPON_HANDOVER),
)


def read(record: Record, common: dict[str, Any]) -> Content:
    handover = record.weaponhandover
    items = handover.items.select_related("item_unit__item_kind").order_by("item_unit__item_kind__order", "item_unit")
    return WeaponHandoverContent(
        **common,
        mode=handover.mode,
        receipt_number=handover.receipt_number,
        items={line.item_unit: line.thousandths for line in items},
        gifts={line.gift_kind: line.count for line in handover.gifts.select_related("gift_kind")},
    )


def write(record: Record, content: WeaponHandoverContent, new: bool) -> None:
    handover = WeaponHandover(record=record, mode=content.mode, receipt_number=content.receipt_number)
    save(handover, new)
    if not new:
        handover.items.all().delete()
        handover.gifts.all().delete()
    items = dict(amounts(content.items))
    rules = {
        rule.item_unit_id: rule
        for rule in ItemRule.objects.valid_on(content.on).filter(mode=content.mode, item_unit__in=items)
    }
    for item_unit in items:
        if item_unit.pk not in rules:
            raise Refused(_("Chưa có quy tắc tính cho %(item)s vào ngày này.") % {"item": item_unit}, "items")
    HandoverItem.objects.bulk_create(
        HandoverItem(handover=handover, item_unit=unit, thousandths=amount, rule=rules[unit.pk])
        for unit, amount in items.items()
    )
    GiftLine.objects.bulk_create(
        GiftLine(handover=handover, gift_kind=kind, count=number) for kind, number in amounts(content.gifts)
    )


def facts(content: WeaponHandoverContent, day: Fact, areas: Fact) -> list[Fact]:
    groups = _law_groups(content)
    items = tuple(
        f"{item_words(unit, amount)}{groups.get(unit.item_kind_id, '')}" for unit, amount in content.items.items()
    )
    return [
        day,
        areas,
        one("mode", _("Hình thức"), Mode(content.mode).label),
        Fact("items", _("Loại và số lượng"), items),
        one("receipt_number", _("Số biên bản"), content.receipt_number),
        by_row("gifts", _("Quà đổi vũ khí (suất)"), content.gifts),
    ]


def item_words(unit: ItemUnit, thousandths: int) -> str:
    return f"{unit.item_kind.name}: {grouped(thousandths)} {unit.name}"


def _law_groups(content: WeaponHandoverContent) -> dict[int, str]:
    """The group of each item kind in the law of the day, as the end of its line."""
    kinds = {unit.item_kind_id for unit in content.items}
    lines = ItemLawGroup.objects.valid_on(content.on).filter(item_kind__in=kinds).select_related("law_group")
    return {line.item_kind_id: f" · {line.law_group.name}" for line in lines}


def summary(record: Record) -> list[str]:
    handover = record.weaponhandover
    items = [item_words(line.item_unit, line.thousandths) for line in handover.items.all()]
    return [str(handover.get_mode_display()), ", ".join(items)]


def columns(villages: Column, offers: Choices, days: Sequence[date]) -> list[Column]:
    form = WeaponHandoverForm
    modes = tuple(Choice(str(place), str(name), value) for place, (value, name) in enumerate(Mode.choices, 1))
    used = [unit for unit in offers.item_units.values() if valid([unit.item_kind], days)]
    items = tuple(Choice("", str(unit), str(unit.pk), unit.item_kind.name) for unit in used)
    return [
        OneColumn(key="mode", label=label(form, "mode"), size="text", choices=modes),
        replace(villages, size="text"),
        ItemsColumn(
            key="items",
            label=label(form, "items"),
            size="wide",
            choices=items,
            units=tuple(dict.fromkeys(unit.name for unit in used)),
            decimals={str(unit.pk): unit.decimals for unit in used},
        ),
        Column(key="receipt_number", label=label(form, "receipt_number"), size="word"),
        CountsColumn(key="gifts", label=_("Quà, số suất"), size="text", choices=coded(offers.gift_kinds, days)),
    ]


def cells(record: Record) -> dict[str, str]:
    handover = record.weaponhandover
    items = [f"{amount_text(line.quantity)} {line.item_unit}" for line in handover.items.all()]
    return {
        "mode": handover.get_mode_display(),
        "items": JOIN.join(items),
        "receipt_number": handover.receipt_number,
        "gifts": JOIN.join(f"{typed(line.count)} {line.gift_kind}" for line in handover.gifts.all()),
    }


def sheet_columns(records: RecordQuerySet) -> dict[str, spreadsheets.Column]:
    items = HandoverItem.objects.filter(handover__record__in=records)
    units = ItemUnit.objects.filter(pk__in=items.values("item_unit")).select_related("item_kind")
    lines = GiftLine.objects.filter(handover__record__in=records)
    gifts = GiftKind.objects.filter(pk__in=lines.values("gift_kind"))
    return {
        "mode": spreadsheets.Column(_("Hình thức"), 20),
        "receipt_number": spreadsheets.Column(_("Số biên bản"), 16),
        **{f"item_{unit.pk}": count_column(str(unit), unit.decimals) for unit in units},
        **{f"gift_{row.pk}": count_column(_("Quà: %(gift)s (suất)") % {"gift": row.name}) for row in gifts},
    }


def sheet_cells(record: Record) -> dict[str, Cell]:
    handover = record.weaponhandover
    return {
        "mode": handover.get_mode_display(),
        "receipt_number": handover.receipt_number,
        **{f"item_{line.item_unit_id}": line.quantity for line in handover.items.all()},
        **{f"gift_{line.gift_kind_id}": line.count for line in handover.gifts.all()},
    }


SPEC = KindSpec(
    kind=RecordKind.WEAPON_HANDOVER,
    key=RecordKind.WEAPON_HANDOVER.value,
    name=RecordKind.WEAPON_HANDOVER.label,
    titles=Titles(
        add=gettext_lazy("Tiếp nhận vũ khí"),
        edit=gettext_lazy("Sửa phiếu tiếp nhận vũ khí"),
        again=gettext_lazy("Ghi tiếp nhận tiếp"),
    ),
    records=Q(kind=RecordKind.WEAPON_HANDOVER),
    address=("weapon_handover_add",),
    template="campaigns/_weapon_handover.html",
    make_form=lambda: WeaponHandoverForm,
    read=read,
    write=write,
    facts=facts,
    summary=summary,
    week=Week(
        columns=columns,
        cells=cells,
        related=("weaponhandover__items__item_unit__item_kind", "weaponhandover__gifts__gift_kind"),
        title=gettext_lazy("Sổ tiếp nhận vũ khí"),
        lines=8,
    ),
    sheet=Sheet(columns=sheet_columns, cells=sheet_cells, related=("weaponhandover__items", "weaponhandover__gifts")),
)
FAMILY = alone(SPEC, sources=SOURCES, one=("weaponhandover",), many=("weaponhandover__items__item_unit__item_kind",))
