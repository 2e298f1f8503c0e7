"""Change the catalogue of indicators."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit.actions import content, record_audit
from rollups.models import Indicator

FIRST = "reports"  # the indicator that every installation has
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
) -> Indicator:
    """Add a figure; `stored` gives it the next column of the totals. Raises ValidationError."""
    if not by.has_perm("rollups.add_indicator"):
        raise PermissionDenied
    # One at a time: whoever waits here reads the largest numbers only after the other has committed.
    Indicator.objects.select_for_update().get(key=FIRST)
    last = Indicator.objects.aggregate(slot=Max("slot"), order=Max("order"))
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
        # Never one that was used before: its column may hold sums.
        slot=last["slot"] + 1 if stored else None,
        order=min(last["order"] + 10, LAST_ORDER),
    )
    indicator.full_clean()
    indicator.save(force_insert=True)
    record_audit(by=by, action="add_indicator", obj=indicator, after=content(indicator))
    return indicator
