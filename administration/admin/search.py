"""Lists that are searched without marks: "giao hieu" finds Giáo Hiệu."""

from typing import Any, ClassVar

from django.db.models import Q
from django.http import HttpRequest

from administration.admin.base import AuditedAdmin
from communes.vietnamese import search_key


class KeySearchAdmin(AuditedAdmin):
    """Find units, and what belongs to one, by words of their search key or the beginning of a code."""

    search_fields: ClassVar[list[str]] = ["search_key", "code"]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        key, code = self.search_fields
        for word in search_key(search_term).split():
            queryset = queryset.filter(Q(**{f"{key}__contains": word}) | Q(**{f"{code}__startswith": word}))
        return queryset, False


class NameSearchAdmin(AuditedAdmin):
    """Find rows that have a name and no search key: there are few, so the names are compared here."""

    search_fields: ClassVar[list[str]] = ["name"]

    def name_of(self, *values: Any) -> str:
        """What is searched of a row, from the values of its search fields."""
        return " ".join(filter(None, values))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        words = search_key(search_term).split()
        if not words:
            return queryset, False
        named = (
            (row[0], search_key(self.name_of(*row[1:]))) for row in queryset.values_list("pk", *self.search_fields)
        )
        return queryset.filter(pk__in=[pk for pk, key in named if all(word in key for word in words)]), False
