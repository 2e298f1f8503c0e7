"""Change the catalogue of indicators."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import content, record_audit
from rollups.models import SLOTS, STOCK_SLOTS, How, Indicator

AskedDays = tuple[date | None, date | None]  # the first and the last; none: always, and still
FIRST = "reports"  # the indicator that every installation has
# What the companions of a figure are called.
SIDES = {
    "below": ("{}: dòng ghi thấp hơn (gần)", "{}: lines that stand below"),
    "above": ("{}: dòng ghi cao hơn (hơn, nhiều)", "{}: lines that stand above"),
}
LAST_ORDER = 32_767  # what the column holds on PostgreSQL


@transaction.atomic
def add_indicator(
    *,
    by: User,
    key: str,
    name_vi: str,
    name_en: str,
    unit_vi: str,
    unit_en: str,
    group: str,
    stored: bool,
    aggregation: str = Indicator.Aggregation.SUM,
    source: str = Indicator.Source.LOG,
    sensitivity: str = Indicator.Sensitivity.OPEN,
    decimals: int = 0,
    breakdown_of: Indicator | None = None,
    fed_by: str = "",
    phrase: str = "",
    tells_itself: bool = False,
    since: date | None = None,
) -> Indicator:
    """Add a figure; `stored` gives it the next column of the totals. Raises ValidationError.

    `tells_itself`: where it counts something it is reported, whatever the log says. `since`: nobody is asked before.
    """
    if not by.has_perm("rollups.add_indicator"):
        raise PermissionDenied
    one_at_a_time()
    last = Indicator.objects.aggregate(order=Max("order"))
    indicator = Indicator(
        key=key,
        name_vi=name_vi,
        name_en=name_en,
        unit_vi=unit_vi,
        unit_en=unit_en,
        group=group,
        aggregation=aggregation,
        source=source,
        sensitivity=sensitivity,
        decimals=decimals,
        breakdown_of=breakdown_of,
        fed_by=fed_by,
        phrase=phrase,
        since=since,
        slot=next_slot(aggregation) if stored else None,
        order=min(last["order"] + 10, LAST_ORDER),
    )
    indicator.full_clean()
    indicator.save(force_insert=True)
    if tells_itself:
        indicator.presence = indicator
        indicator.save(update_fields=["presence"])
    record_audit(by=by, action="add_indicator", obj=indicator, after=content(indicator))
    return indicator


@transaction.atomic
def claim_indicator(
    *, by: User, indicator: Indicator, fed_by: str, since: date | None = None, signed: bool = False
) -> Indicator:
    """Let something count a figure that nothing counts yet: one source a figure, for ever. Raises ValidationError.

    `since`: nobody is asked before. `signed`: its sums will carry a sign, so the columns of its companions should lie
    beside its own.
    """
    if not by.has_perm("rollups.change_indicator"):
        raise PermissionDenied
    one_at_a_time()
    indicator = Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
    if indicator.fed_by == fed_by:
        return indicator
    if indicator.fed_by:
        raise ValidationError(_("“%(name)s” đã có nguồn số liệu khác.") % {"name": indicator.name})
    before = content(indicator)
    indicator.fed_by, indicator.since = fed_by, since
    if indicator.slot is None and indicator.aggregation in {Indicator.Aggregation.SUM, Indicator.Aggregation.LAST}:
        indicator.slot = next_slot(indicator.aggregation, columns=3 if signed else 1)
    indicator.full_clean()
    indicator.save(update_fields=["fed_by", "since", "slot"])
    record_audit(by=by, action="claim_indicator", obj=indicator, before=before, after=content(indicator))
    return indicator


@transaction.atomic
def ask_within(*, by: User, days: Mapping[int, AskedDays]) -> list[Indicator]:
    """Say from which day to which day figures are asked for (by id); return those of which it was not known."""
    if not by.has_perm("rollups.change_indicator"):
        raise PermissionDenied
    changed = []
    for one in Indicator.objects.select_for_update(no_key=True).filter(pk__in=days).order_by("pk"):
        if (one.since, one.until) == days[one.pk]:
            continue
        before = content(one)
        one.since, one.until = days[one.pk]
        one.save(update_fields=["since", "until"])
        record_audit(by=by, action="change_indicator", obj=one, before=before, after=content(one))
        changed.append(one)
    return changed


@transaction.atomic
def sign_indicator(*, by: User, indicator: Indicator) -> Indicator:
    """Give a figure its companions, from which the sign of its sums follows. A second time changes nothing."""
    if not by.has_perm("rollups.change_indicator"):
        raise PermissionDenied
    one_at_a_time()
    indicator = Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
    if indicator.below_id is not None:
        return indicator
    if indicator.how != How.FLOW or indicator.slot is None:
        raise ValidationError(_("“%(name)s” không cộng dồn từ phiếu.") % {"name": indicator.name})
    before = content(indicator)
    for side, (name_vi, name_en) in SIDES.items():
        companion = Indicator(
            key=f"{indicator.key[:73]}_{side}",
            name_vi=name_vi.format(indicator.name_vi)[:120],
            name_en=name_en.format(indicator.name_en)[:120],
            unit_vi="dòng",
            unit_en="lines",
            group=indicator.group,
            aggregation=indicator.aggregation,
            source=indicator.source,
            sensitivity=indicator.sensitivity,
            active=False,
            fed_by=indicator.fed_by,
            slot=next_slot(indicator.aggregation),
            order=indicator.order,
        )
        companion.full_clean()
        companion.save(force_insert=True)
        setattr(indicator, side, companion)
    indicator.save(update_fields=list(SIDES))
    record_audit(by=by, action="sign_indicator", obj=indicator, before=before, after=content(indicator))
    return indicator


def one_at_a_time() -> None:
    """Whoever waits here reads the largest numbers only after the other has committed."""
    Indicator.objects.select_for_update(no_key=True).get(key=FIRST)


def next_slot(aggregation: str, columns: int = 1) -> int:
    """Never one that was used before: its column may hold sums. Stocks have blocks of their own.

    Several `columns` from there on lie in one block: what is read together is one row.
    """
    if aggregation == Indicator.Aggregation.LAST:
        last = Indicator.objects.aggregate(slot=Max("slot"))["slot"]
        return max(int(last) + 1, STOCK_SLOTS)
    last = Indicator.objects.filter(slot__lt=STOCK_SLOTS).aggregate(slot=Max("slot"))["slot"]
    slot = int(last) + 1
    return slot if slot % SLOTS + columns <= SLOTS else slot + SLOTS - slot % SLOTS
