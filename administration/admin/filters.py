"""Filters at the side of lists."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communes.models import Level, Unit, valid_on


class ValidityFilter(admin.SimpleListFilter):
    """Today's rows, those that ended, those to come."""

    title = _("hiệu lực")
    parameter_name = "validity"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("now", _("Đang có hiệu lực")), ("past", _("Đã kết thúc")), ("later", _("Chưa bắt đầu"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        condition = self.conditions().get(str(self.value()))
        return queryset if condition is None else queryset.filter(condition)

    def conditions(self) -> dict[str, Q]:
        today = timezone.localdate()
        return {"now": valid_on(today), "past": Q(valid_to__lt=today), "later": Q(valid_from__gt=today)}


class TodayFilter(ValidityFilter):
    """Shows today's rows until another choice is made: the past concerns few. A search finds all."""

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.stock = "all" if request.GET.get("q") else "now"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*super().lookups(request, model_admin), ("all", _("Tất cả"))]

    def value(self) -> str:
        return super().value() or self.stock

    def choices(self, changelist: Any) -> Iterator[Any]:
        return islice(super().choices(changelist), 1, None)  # the first would be "all" under no name of its own


class ProvinceFilter(admin.SimpleListFilter):
    """Provinces by name, today's first; `path` leads from a row to its province."""

    title = _("tỉnh, thành phố")
    parameter_name = "province"
    path = "province"
    today_first = True  # none of a past that the list does not show

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        reached = model_admin.get_queryset(request).order_by().values(self.path)
        provinces = Unit.objects.filter(level=Level.PROVINCE, pk__in=reached)
        words = str(_("%(name)s (đến %(day)s)"))
        if self.today_first and request.GET.get(ValidityFilter.parameter_name, "now") == "now":
            provinces = provinces.filter(valid_to__isnull=True)
        present = [(unit.slug, unit.full_name) for unit in provinces if unit.valid_to is None]
        ended = [
            (unit.slug, words % {"name": unit.full_name, "day": f"{unit.valid_to:%d/%m/%Y}"})
            for unit in provinces
            if unit.valid_to is not None
        ]
        return present + ended

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{f"{self.path}__slug": self.value()}) if self.value() else queryset
