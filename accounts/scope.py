"""What may I see? The one place that turns a person's grants into conditions on rows.

Querysets call it through the account: `Unit.objects.read_by(user)`, `Record.objects.written_by(user)`. The verbs are
`read` (numbers and records), `write` (log activity), `verify` (approve it), `stand_in` (approve it where no head can),
`accounts` (keep the unit's accounts), `areas` (its residential areas), `administer` (areas, campaigns and what else a
province sets up), `audit` (the trail), `report` (totals that a unit says of itself), `target` (what is asked of
it), `judge` (assessments against criteria), `restricted` and `restricted_write` (criminal statistics and persons under
care, as counts of a province).
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
# Falsy, and nothing may be joined to it with "or": Q(a) | Q() is Q(a).
EVERYTHING = Q()

READERS = {"officer", "station_head", "area_viewer", "province_viewer", "province_steward", "ministry"}
WRITERS = {"officer", "station_head"}
VERBS: dict[str, set[str]] = {
    "read": READERS,
    "write": WRITERS,
    "verify": {"station_head"},
    "stand_in": {"province_steward"},
    "accounts": {"station_head", "account_manager", "administrator"},
    "areas": {"station_head"},
    "administer": {"province_steward", "administrator"},
    "audit": {"auditor"},
    "report": {"station_head", "province_steward"},
    "target": {"province_steward"},
    "judge": {"province_steward"},
    "restricted": {"province_viewer", "province_steward"},
    "restricted_write": {"province_steward"},
}

# Whose accounts a role keeps: always below the own level, so that nobody raises the own rights.
KEEPS: dict[str, frozenset[str]] = {
    "station_head": frozenset({"officer"}),
    "account_manager": frozenset({"officer", "station_head", "area_viewer"}),
    "administrator": frozenset(READERS | {"account_manager", "administrator", "auditor"}),
}

# What a role may do in the admin site, a model at a time. Nobody deletes there.
KEEP = frozenset({"view", "add", "change"})
VIEW = frozenset({"view"})
CATALOGUES = (
    "activitychoice activitycount activitykind audience choicelist forcekind giftkind itemkind itemlawgroup itemrule"
    " itemunit lawgroup linkedmovement listedchoice partnerorg sessionform topic"
)
PERMISSIONS: dict[str, dict[str, frozenset[str]]] = {
    "administrator": {
        **dict.fromkeys(("communes.unit", "communes.province", "communes.district", "communes.commune"), KEEP),
        **dict.fromkeys(("communes.station", "communes.area", "communes.areamembership"), KEEP),
        "communes.succession": VIEW,
        "accounts.user": KEEP,
        "accounts.grant": KEEP,
        "rollups.indicator": KEEP,
        "periods.period": KEEP,
        "campaigns.campaign": KEEP,
        "campaigns.campaignphase": KEEP,
        # Never "campaigns.*": an administrator does not touch activity data.
        **dict.fromkeys((f"campaigns.{model}" for model in CATALOGUES.split()), KEEP),
        **dict.fromkeys(("returns.returnform", "returns.returnline"), KEEP),
        **dict.fromkeys((f"models_selfmgmt.{model}" for model in ("modeltype", "modeltypealias", "typemeasure")), KEEP),
    },
    "account_manager": {
        "accounts.user": KEEP,
        "accounts.grant": KEEP,
        "communes.unit": VIEW,
        "communes.area": VIEW,
    },
    "province_steward": {
        "campaigns.campaign": KEEP,
        "campaigns.campaignphase": KEEP,
        "communes.area": KEEP,
        "communes.areamembership": KEEP,
        "communes.unit": VIEW,
        "periods.period": VIEW,
    },
    "auditor": {"audit.auditentry": VIEW},
}


def has_permission(roles: Iterable[str], perm: str) -> bool:
    """Answer Django's question "app.action_model" from the roles."""
    app, _, codename = perm.partition(".")
    action, _, model = codename.partition("_")
    label = f"{app}.{model}"
    return any(action in PERMISSIONS.get(role, {}).get(label, ()) for role in roles)


def has_module(roles: Iterable[str], app: str) -> bool:
    return any(label.partition(".")[0] == app for role in roles for label in PERMISSIONS.get(role, {}))


def unit_condition(grants: Iterable["Grant"], verb: str) -> Q:
    """The units that `grants` open for `verb`, as a condition on Unit."""
    condition = NOTHING
    for grant in grants:
        if grant.role not in VERBS[verb]:
            continue
        if _is_national(grant):
            return EVERYTHING
        condition |= _covered(grant, timezone.localdate())
    return condition


def area_condition(grants: Iterable["Grant"], verb: str) -> Q:
    """The areas that `grants` open for `verb`, as a condition on Area."""
    condition = NOTHING
    for grant in grants:
        if grant.role not in VERBS[verb]:
            continue
        if _is_national(grant):
            return EVERYTHING
        if grant.area is not None:
            ongoing = valid_on(timezone.localdate()) if verb == "read" else EVERYTHING
            condition |= Q(pk=grant.area_id) & ongoing
        elif grant.unit is not None and grant.unit.level == Level.PROVINCE:
            condition |= Q(province=grant.unit) | Q(province__heir=grant.unit)
    return condition


def roles_given(grants: Iterable["Grant"]) -> frozenset[str]:
    """The roles that `grants` let give to others."""
    return frozenset().union(*(KEEPS.get(grant.role, frozenset()) for grant in grants))


def grant_condition(grants: Iterable["Grant"]) -> Q:
    """The grants that `grants` let give and end, as a condition on Grant."""
    condition = NOTHING
    for own in grants:
        if own.role not in KEEPS:
            continue
        if _is_national(own):
            return EVERYTHING
        units = Unit.objects.filter(_covered(own, timezone.localdate()))
        condition |= Q(role__in=KEEPS[own.role]) & (Q(unit__in=units) | Q(area__province__in=units))
    return condition


def account_condition(grants: Iterable["Grant"]) -> Q:
    """The accounts that `grants` let keep, as a condition on User.

    One is kept with a grant in reach, past ones included (a leaver comes back), and none out of reach that works now
    or later: who also serves elsewhere, or higher, is kept there.
    """
    from accounts.models import Grant

    condition = grant_condition(grants)
    if not condition:
        return EVERYTHING
    kept = Grant.objects.filter(condition)
    pending = Grant.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate()), revoked_at__isnull=True
    )
    beyond = pending.exclude(pk__in=kept.values("pk"))
    return Q(pk__in=kept.values("user")) & ~Q(pk__in=beyond.values("user"))


def _is_national(grant: "Grant") -> bool:
    return grant.unit_id is None and grant.area_id is None


def _covered(grant: "Grant", today: date) -> Q:
    """The unit of a grant, what lies below it, and the units whose history these own."""
    if grant.area is not None:
        members = AreaMembership.objects.filter(valid_on(today), valid_on(today, "area__"), area=grant.area)
        return Q(pk__in=members.values("unit")) | Q(heir__in=members.values("unit"))
    unit = grant.unit
    if unit is None:
        return EVERYTHING
    if unit.level == Level.PROVINCE:
        past = Unit.objects.filter(level=Level.PROVINCE, heir=unit).values("pk")
        return Q(province=unit) | Q(province__in=past)
    if unit.leaf:
        return Q(pk=unit.pk) | Q(heir=unit)
    return Q(pk=unit.pk) | Q(parent=unit)
