"""Write accounts and grants. Each asks the scope again, inside its transaction.

`by` is whoever does it, or None for a command of the server's keeper. Audit stands above this room, so whoever calls
these leaves the audit row, in the same transaction.
"""

import secrets
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Grant, User

# Nothing that is read as something else when it is copied from paper: 12 of these carry 59 bits.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """A random password in three groups of four, to be changed at the first sign-in."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


@transaction.atomic
def open_account(*, by: User | None, user: User) -> str:
    """Store a new account without any power and give its one-time password, which is not kept."""
    if by is not None and not by.has_perm("accounts.add_user"):
        raise PermissionDenied
    return _set_one_time_password(user)


@transaction.atomic
def renew_password(*, by: User | None, user: User) -> str:
    """Replace the password of another account by a one-time one; its sessions end, because they hang on the old."""
    check_keeps(by=by, user=user)
    return _set_one_time_password(user)


def _set_one_time_password(user: User) -> str:
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save()
    return password


def password_changed(*, user: User) -> None:
    """Note that a person has chosen the own password."""
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])


@transaction.atomic
def give_grant(*, by: User | None, grant: Grant) -> Grant:
    """Store a new grant, if both it and the account then lie in the reach of `by`."""
    grant.granted_by = by
    grant.full_clean(exclude=["granted_by"])
    grant.save()
    check_gives(by=by, grant=grant)
    return grant


@transaction.atomic
def set_grant_end(*, by: User | None, grant: Grant, valid_to: date | None) -> Grant:
    """Change the last day of a grant that is not revoked."""
    check_gives(by=by, grant=grant)
    if grant.revoked_at is not None:
        raise PermissionDenied
    grant.valid_to = valid_to
    grant.full_clean(exclude=["granted_by"])
    grant.save(update_fields=["valid_to"])
    return grant


@transaction.atomic
def revoke_grant(*, by: User | None, grant: Grant) -> Grant:
    """End a grant at once."""
    check_gives(by=by, grant=grant)
    today = timezone.localdate()
    last_day = max(grant.valid_from, today)
    grant.revoked_at = timezone.now()
    grant.valid_to = last_day if grant.valid_to is None else min(grant.valid_to, last_day)
    grant.save(update_fields=["revoked_at", "valid_to"])
    return grant


def check_keeps(*, by: User | None, user: User) -> None:
    """Refuse to whoever does not keep the account; nobody keeps the own one."""
    if by is not None and (user.pk == by.pk or not User.objects.managed_by(by).filter(pk=user.pk).exists()):
        raise PermissionDenied


def check_gives(*, by: User | None, grant: Grant) -> None:
    """Refuse to whoever may not give this grant to this account."""
    if by is not None and not Grant.objects.managed_by(by).filter(pk=grant.pk).exists():
        raise PermissionDenied
    check_keeps(by=by, user=grant.user)
