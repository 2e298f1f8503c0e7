"""Sign-in by username and password; permissions come from grants, through the account itself."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from accounts.models import Grant, User


class GrantBackend(ModelBackend):
    """Django's password check without its permission tables, which this project does not have."""

    def get_user(self, user_id: Any) -> User | None:
        """The account with its grants of today, in one query: every page asks for both."""
        rows = Grant.objects.live_on(timezone.localdate()).filter(user=user_id, user__is_active=True)
        grants = list(rows.select_related("user", "unit", "area").order_by("pk"))
        if not grants:
            user: User | None = super().get_user(user_id)
            return user
        user = grants[0].user
        user.live_grants = grants
        return user

    def has_perm(self, user_obj: object, perm: str, obj: object = None) -> bool:
        return False

    def get_all_permissions(self, user_obj: object, obj: object = None) -> set[str]:
        return set()
