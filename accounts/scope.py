"""What may I see? The one place that turns a person's grants into conditions on rows.

Querysets call it through the account: `Unit.objects.read_by(user)`, `Record.objects.written_by(user)`. The verbs are
`read` (numbers and records), `write` (log activity), `verify` (approve it), `accounts` (keep the unit's accounts),
`areas` (residential areas and the station's own settings).
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from communes.models import AreaMembership, Level, Unit, valid_on

if TYPE_CHECKING:
    from accounts.models import Grant

NOTHING = Q(pk__in=[])

READERS = {"officer", "station_head", "area_viewer", "province_viewer", "province_steward", "ministry"}
VERBS: dict[str, set[str]] = {
    "read": READERS,
    "write": {"officer", "station_head"},
    "verify": {"station_head", "province_steward"},
    "accounts": {"station_head", "account_manager", "administrator"},
    "areas": {"station_head"},
}

# What a role may do in the admin site: model (or every model of an app) to actions. Nobody deletes there.
KEEP = frozenset({"view", "add", "change"})
VIEW = frozenset({"view"})
PERMISSIONS: dict[str, dict[str, frozenset[str]]] = {
    "administrator": {
        "communes.*": KEEP,
        "accounts.*": KEEP,
        "rollups.indicator": KEEP,
        "periods.*": KEEP,
        "campaigns.*": KEEP,
        "audit.auditentry": VIEW,
    },
    "account_manager": {"accounts.*": KEEP},
    "province_steward": {
        "periods.campaign": KEEP,
        "periods.campaignphase": KEEP,
        "communes.area": KEEP,
        "communes.areamembership": KEEP,
    },
    "auditor": {"audit.auditentry": VIEW},
}


def has_permission(roles: Iterable[str], perm: str) -> bool:
    """Answer Django's question "app.action_model" from the roles."""
    app, _, codename = perm.partition(".")
    action, _, model = codename.partition("_")
    for role in roles:
        models = PERMISSIONS.get(role, {})
        if action in models.get(f"{app}.{model}", models.get(f"{app}.*", frozenset())):
            return True
    return False


def has_module(roles: Iterable[str], app: str) -> bool:
    return any(label.partition(".")[0] == app for role in roles for label in PERMISSIONS.get(role, {}))


def unit_condition(grants: Iterable["Grant"], verb: str) -> Q:
    """The units that `grants` open for `verb`, as a condition on Unit."""
    condition = NOTHING
    for grant in grants:
        if grant.role in VERBS[verb]:
            condition |= _covered(grant, timezone.localdate())
    return condition


def area_condition(grants: Iterable["Grant"]) -> Q:
    """The areas whose figures `grants` open, as a condition on Area."""
    condition = NOTHING
    for grant in grants:
        if grant.role not in READERS:
            continue
        if grant.area is not None:
            condition |= Q(pk=grant.area_id)
        elif grant.unit is None:
            return Q()
        elif grant.unit.level == Level.PROVINCE:
            condition |= Q(province=grant.unit) | Q(province__heir=grant.unit)
    return condition


def _covered(grant: "Grant", today: date) -> Q:
    """The unit of a grant, what lies below it, and the units whose history these own."""
    if grant.area is not None:
        members = AreaMembership.objects.filter(valid_on(today), area=grant.area).values("unit")
        return Q(pk__in=members) | Q(heir__in=members)
    unit = grant.unit
    if unit is None:
        return Q()
    if unit.level == Level.PROVINCE:
        past = Unit.objects.filter(level=Level.PROVINCE, heir=unit).values("pk")
        return Q(province=unit) | Q(province__in=past)
    if unit.leaf:
        return Q(pk=unit.pk) | Q(heir=unit)
    return Q(pk=unit.pk) | Q(parent=unit)
