"""The unit to which an account belongs: whoever audits that unit sees what became of the account."""

from django.utils import timezone

from accounts.models import Grant, User
from communes.models import Unit


def place_of(grant: Grant) -> Unit | None:
    return grant.area.province if grant.area else grant.unit


def unit_of_account(user: User) -> Unit | None:
    """The place of its latest live grant, of its last one where none is live."""
    grants = Grant.objects.filter(user=user).select_related("unit", "area__province").order_by("-valid_from", "-pk")
    grant = grants.live_on(timezone.localdate()).first() or grants.first()
    return place_of(grant) if grant else None
