"""Sign-in by username and password; permissions come from grants, through the account itself."""

from django.contrib.auth.backends import ModelBackend


class GrantBackend(ModelBackend):
    """Django's password check without its permission tables, which this project does not have."""

    def has_perm(self, user_obj: object, perm: str, obj: object = None) -> bool:
        return False

    def get_all_permissions(self, user_obj: object, obj: object = None) -> set[str]:
        return set()
