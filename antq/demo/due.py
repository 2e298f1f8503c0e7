"""When reports of the demonstration are due, and which were late: a commune now and then, never that of Lan."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from antq.demo.chance import Chance
from antq.demo.places import PROVINCE
from communes.models import Unit
from periods.models import Period
from returns.due import Deadlines, deadlines_of
from returns.models import DayOff, ReportingRule, Weekday

SINCE = date(2026, 1, 1)
ALWAYS_IN_TIME = "01864-2025"  # Bằng Thành
LATE = 0.04  # of the months of communes
AT = time(20)
# New Year, Tết, the feasts of April, May and September.
DAYS_OFF = (
    *(date(2026, 1, 1), *(date(2026, 2, day) for day in range(16, 21)), date(2026, 4, 30), date(2026, 5, 1)),
    *(date(2026, 9, 2), date(2027, 1, 1)),
)


def create_rules() -> None:
    """Once: what people set afterwards stays."""
    province = Unit.objects.get(slug=PROVINCE)
    if ReportingRule.objects.filter(province=province).exists():
        return
    steward = User.objects.get(username="thu")
    ReportingRule.objects.create(province=province, valid_from=SINCE, grace=1, weekly_cut=Weekday.FRIDAY, by=steward)
    DayOff.objects.bulk_create(DayOff(province=province, day=day, by=steward) for day in DAYS_OFF)


class Latecomers:
    """Which entries were written only after the deadline of their month, and when."""

    def __init__(self, until: date) -> None:
        province = Unit.objects.get(slug=PROVINCE)
        self.units = set(Unit.objects.filter(province=province, leaf=True).values_list("slug", flat=True))
        deadlines: Deadlines = deadlines_of(province.pk)
        months = Period.objects.filter(kind=Period.Kind.MONTH, end__gte=SINCE, end__lte=until).order_by("start")
        pairs: Iterable[tuple[Period, date | None]] = ((month, deadlines.of(month.end)) for month in months)
        # Those that are over by far enough for whoever is late to have come.
        self.months = [(one, last) for one, last in pairs if last and last + timedelta(days=5) <= until]

    def written_at(self, slug: str, on: date) -> datetime | None:
        """Nothing for whoever was in time."""
        if slug == ALWAYS_IN_TIME or slug not in self.units:
            return None
        for month, last in self.months:
            if month.start <= on <= month.end:
                chance = Chance("late", slug, month.end)
                if not chance.happens(LATE):
                    return None
                day = last + timedelta(days=chance.between(1, 4))
                return datetime.combine(day, AT, tzinfo=timezone.get_default_timezone())
        return None
