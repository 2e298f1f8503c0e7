"""Actions on catalogues whose rows have figures of their own: a row and its indicator come together."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import override

from accounts.models import User
from audit.actions import content, record_audit
from campaigns.models import ForceKind, GiftKind, ItemRule, ItemUnit, Mode, SessionForm, Topic
from campaigns.models.catalogues import Catalogue, CountedCatalogue
from communes.vietnamese import search_key
from rollups.actions import add_indicator, claim_indicator
from rollups.models import Indicator

KEY_LENGTH = 40
HANDOVERS = "weapon_handover"  # what feeds the figures of rules


@dataclass(frozen=True)
class Figures:
    """What the indicators of a catalogue's rows are called, and which figure they are parts of."""

    prefix: str
    whole: str
    name_vi: str
    name_en: str


FIGURES: dict[type[CountedCatalogue], Figures] = {
    ForceKind: Figures("patrol_attendances_", "patrol_attendances", "Tuần tra: {}", "Patrols: {}"),
    SessionForm: Figures(
        "propaganda_sessions_form_", "propaganda_sessions", "Tuyên truyền, hình thức: {}", "Propaganda by form: {}"
    ),
    Topic: Figures(
        "propaganda_sessions_topic_", "propaganda_sessions", "Tuyên truyền, nội dung: {}", "Propaganda by topic: {}"
    ),
    GiftKind: Figures("gifts_given_", "gifts_given", "Quà đổi vũ khí: {}", "Gifts for weapons: {}"),
}
MODES_EN = {Mode.VOLUNTARY_HANDOVER: "handed over", Mode.RECOVERY: "recovered", Mode.SEIZURE: "seized"}


def free_key(model: type[Catalogue] | type[Indicator], name: str, prefix: str = "") -> str:
    """A key made of a name, that no row of the catalogue has and no indicator with the prefix."""
    wanted = search_key(name).replace(" ", "_")[:KEY_LENGTH].strip("_") or "row"
    key, number = wanted, 1
    rows: Any = model._default_manager
    while rows.filter(key=key).exists() or Indicator.objects.filter(key=prefix + key).exists():
        number += 1
        key = f"{wanted}_{number}"
    return key


def cut(field: str, text: str) -> str:
    """As much of a derived text as the indicator's field holds."""
    column: Any = Indicator._meta.get_field(field)
    return text[: column.max_length]


@transaction.atomic
def add_counted(*, by: User, row: CountedCatalogue) -> CountedCatalogue:
    """Store a new row with the indicator of its figures. The caller leaves the row's own audit row."""
    figures = FIGURES[type(row)]
    whole = Indicator.objects.get(key=figures.whole)
    row.key = free_key(type(row), row.name_en, figures.prefix)
    row.indicator = add_indicator(
        by=by,
        key=figures.prefix + row.key,
        name_vi=cut("name_vi", figures.name_vi.format(row.name_vi)),
        name_en=cut("name_en", figures.name_en.format(row.name_en)),
        unit_vi=whole.unit_vi,
        unit_en=whole.unit_en,
        group=whole.group,
        stored=True,
        breakdown_of=whole,
        fed_by=whole.fed_by,
    )
    row.save()
    return row


@transaction.atomic
def rename_counted(*, by: User, row: CountedCatalogue) -> CountedCatalogue:
    """Store a changed row and give its indicator the same name."""
    figures, indicator = FIGURES[type(row)], row.indicator
    before = content(indicator)
    indicator.name_vi = cut("name_vi", figures.name_vi.format(row.name_vi))
    indicator.name_en = cut("name_en", figures.name_en.format(row.name_en))
    row.save()
    if content(indicator) != before:
        indicator.save()
        record_audit(by=by, action="change_indicator", obj=indicator, before=before, after=content(indicator))
    return row


@transaction.atomic
def add_rule(*, by: User, rule: ItemRule) -> ItemRule:
    """Store a new rule; its own figure is that of earlier rules for the same thing, else a new one.

    The caller leaves the rule's own audit row.
    """
    earlier = ItemRule.objects.filter(item_unit=rule.item_unit, mode=rule.mode).first()
    _claim(by, rule)
    rule.detail = earlier.detail if earlier else _detail(by, rule)
    rule.save()
    return rule


def _claim(by: User, rule: ItemRule) -> None:
    """A figure has one source: what hand-overs count, nothing else may."""
    if rule.indicator is not None:
        rule.indicator = claim_indicator(by=by, indicator=rule.indicator, fed_by=HANDOVERS)


def _detail(by: User, rule: ItemRule) -> Indicator:
    unit = rule.item_unit
    kind, mode = unit.item_kind, Mode(rule.mode)
    key = f"items_{kind.key}_{search_key(unit.name_vi).replace(' ', '_')}_{mode.value}"
    with override("vi"):  # whatever language the administrator reads
        name_vi = f"{kind.name_vi}: {str(mode.label).lower()}"
    return add_indicator(
        by=by,
        key=free_key(Indicator, key),
        name_vi=cut("name_vi", name_vi),
        name_en=cut("name_en", f"{kind.name_en}: {MODES_EN[mode]}"),
        unit_vi=unit.name_vi,
        unit_en=unit.name_en,
        group=Indicator.Group.WEAPONS,
        decimals=unit.decimals,
        stored=True,
        breakdown_of=rule.indicator,
        fed_by=HANDOVERS,
    )


@transaction.atomic
def change_rule(*, by: User, rule: ItemRule) -> ItemRule:
    """Store a changed rule. While nothing uses it, its own figure follows it to another whole."""
    _claim(by, rule)
    rule.save()
    detail = rule.detail
    only = not detail.item_rule_details.exclude(pk=rule.pk).exists()
    if only and not rule.lines.exists() and detail.breakdown_of_id != rule.indicator_id:
        before = content(detail)
        detail.breakdown_of = rule.indicator
        detail.save()
        record_audit(by=by, action="change_indicator", obj=detail, before=before, after=content(detail))
    return rule


@transaction.atomic
def open_rules(*, by: User, unit: ItemUnit) -> list[ItemRule]:
    """Let a new unit of count be recorded in every way at once; what else it feeds is chosen afterwards."""
    rules = [ItemRule(item_unit=unit, mode=mode, valid_from=unit.item_kind.valid_from) for mode in Mode]
    for rule in rules:
        add_rule(by=by, rule=rule)
        record_audit(by=by, action="add_itemrule", obj=rule, after=content(rule))
    return rules
