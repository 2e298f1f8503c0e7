"""What a station has to do, in words, the most pressing first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Min, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from campaigns.approval import waiting_for
from campaigns.models import Campaign, Record
from campaigns.models.records import RecordQuerySet
from communes.models import Unit
from criteria.models import Assessment, AssessmentStep, Step
from returns.due import Deadlines, Duty
from returns.models import Weekday
from returns.owed import Owed, owed_by
from returns.selectors import Press, nothing_to_say
from rollups.models import SCALE
from rollups.numbers import grouped
from targets.models import PlanTask


@dataclass(frozen=True)
class Todo:
    """A line: what, until when, where it is done. `over`: its deadline has passed; `now`: within some days."""

    words: str
    note: str
    href: str
    over: bool = False
    now: bool = False
    icon: str = "calendar"
    press: Press | None = None  # says there and then that nothing happened


SOON = 3  # days


@dataclass(frozen=True)
class Reports:
    """The reports of a unit for two reporting months, and how many records each has."""

    unit: Unit
    duties: Sequence[Duty]
    records: Sequence[int | None]
    today: date
    writes: bool

    @property
    def todos(self) -> list[Todo]:
        """The month before, while it can still be added to or is missing; and the one that runs."""
        pairs = [(duty, count or 0) for duty, count in zip(self.duties, self.records, strict=True)]
        return [
            self._running(duty, count) if duty.period.end >= self.today else self._over(duty, count)
            for duty, count in pairs
            if duty.period.end >= self.today or self._pending(duty, count)
        ]

    def _pending(self, duty: Duty, count: int) -> bool:
        """Nobody owes a month in which the unit was not there."""
        open_still = duty.deadline is not None and duty.deadline >= self.today
        return self.unit.valid_from <= duty.period.end and (not count or open_still)

    def _over(self, duty: Duty, count: int) -> Todo:
        late = duty.is_over(self.today)
        words = _("Bổ sung báo cáo %(period)s") if count else _("Chưa báo cáo %(period)s")
        return Todo(
            words % {"period": _lowered(duty)},
            _until(duty, self.today),
            self._list(duty) if count or not self.writes else self._week(duty.period.end),
            over=not count and (late or duty.deadline is None),
            now=not late,
            icon="warning" if not count else "calendar",
            press=nothing_to_say(self.unit, duty.period.end) if self.writes and not count else None,
        )

    def _running(self, duty: Duty, count: int) -> Todo:
        logged = ngettext("đã ghi %(n)s phiếu", "đã ghi %(n)s phiếu", count) % {"n": grouped(count * SCALE)}
        said = logged if count else _("chưa ghi phiếu nào")
        words = _("Báo cáo %(period)s (%(start)s–%(end)s)") % {
            "period": _lowered(duty),
            "start": f"{duty.period.start:%d/%m}",
            "end": f"{duty.period.end:%d/%m}",
        }
        soon = duty.days_left(self.today) <= SOON
        return Todo(words, f"{_until(duty, self.today)} · {said}", self._list(duty), now=soon)

    def _list(self, duty: Duty) -> str:
        query = {"unit": self.unit.slug, "from": duty.period.start, "to": duty.period.end}
        return f"{reverse('record_list')}?{urlencode(query)}"

    def _week(self, day: date) -> str:
        return f"{reverse('week_entry', args=[self.unit.slug, 'patrol'])}?{urlencode({'from': _monday(day)})}"


def weekly(deadlines: Deadlines, unit: Unit, today: date) -> list[Todo]:
    """The next cut of the week, where the province asks for one."""
    cut = deadlines.cut_after(today)
    if cut is None:
        return []
    # A moved cut moves no day from one week to another.
    query = {"unit": unit.slug, "from": cut - timedelta(days=6), "to": cut}
    last = deadlines.moved(cut)
    words, left = _("Chốt tuần: %(weekday)s %(day)s"), (last - today).days
    return [
        Todo(
            words % {"weekday": _weekday(last), "day": f"{last:%d/%m}"}, _days_left(left),
            f"{reverse('record_list')}?{urlencode(query)}", now=left <= 1, icon="clock",
        )
    ]  # fmt: skip


def returns_owed(unit: Unit, deadlines: Deadlines, today: date) -> list[Todo]:
    """Returns of the period of each form that ended last."""
    return [_owed(one, today) for one in owed_by(unit, deadlines, today)]


def _owed(one: Owed, today: date) -> Todo:
    note = f"{one.period.label} · {until(one.deadline, one.days.end, today)}"
    left = ((one.deadline or one.days.end) - today).days
    words = _("Chưa nộp: %(form)s") % {"form": one.form.name}
    return Todo(words, note, one.href, over=left < 0, now=0 <= left <= SOON, icon="file")


def approvals(user: User, unit: Unit, records: RecordQuerySet) -> list[Todo]:
    """What waits for this person's approval, the oldest day first in the list that it leads to."""
    waiting = waiting_for(user, records).order_by().aggregate(count=Count("pk"), since=Min("on"))
    count = waiting["count"]
    if not count:
        return []
    words = ngettext("%(n)s phiếu chờ duyệt", "%(n)s phiếu chờ duyệt", count) % {"n": grouped(count * SCALE)}
    query = {"unit": unit.slug, "state": "waiting", "from": waiting["since"]}
    note = _("từ ngày %(day)s") % {"day": f"{waiting['since']:%d/%m/%Y}"}
    return [Todo(words, note, f"{reverse('record_list')}?{urlencode(query)}", now=True, icon="check")]


def plans(unit: Unit, today: date, *, approves: bool) -> list[Todo]:
    """Tasks of the plans of campaigns that run: to do, and for the head to approve."""
    rows = PlanTask.objects.filter(
        unit=unit, state__in=[PlanTask.State.APPROVED, PlanTask.State.PROPOSED], campaign__start__lte=today,
        campaign__end__gte=today,
    )  # fmt: skip
    counted = rows.order_by("campaign").values_list("campaign", "state").annotate(count=Count("pk"))
    by_campaign: dict[int, dict[str, int]] = {}
    for campaign, state, count in counted:
        by_campaign.setdefault(campaign, {})[state] = count
    if not by_campaign:
        return []
    names = Campaign.objects.in_bulk(by_campaign)
    return [one for pk, counts in by_campaign.items() for one in _plan(unit, names[pk], counts, approves)]


def _plan(unit: Unit, campaign: Campaign, counts: dict[str, int], approves: bool) -> Iterable[Todo]:
    href = reverse("station_plan", args=[unit.slug, campaign.pk])
    proposed, running = counts.get(PlanTask.State.PROPOSED, 0), counts.get(PlanTask.State.APPROVED, 0)
    if approves and proposed:
        words = ngettext("%(n)s việc chờ duyệt", "%(n)s việc chờ duyệt", proposed)
        yield Todo(words % {"n": grouped(proposed * SCALE)}, campaign.name, href, now=True, icon="check")
    if running:
        words = ngettext("%(n)s việc trong kế hoạch", "%(n)s việc trong kế hoạch", running)
        yield Todo(words % {"n": grouped(running * SCALE)}, campaign.name, href, icon="flag")


def assessments(unit: Unit) -> list[Todo]:
    """Those that the province gave back: the last that happened to them."""
    last = AssessmentStep.objects.filter(assessment=OuterRef("pk")).order_by("-pk").values("step")[:1]
    rows = Assessment.objects.standing().filter(unit=unit, sent_on=None).annotate(last=Subquery(last))
    words, given_back = _("Đánh giá bị trả lại: %(set)s"), rows.filter(last=Step.RETURNED).select_related("set")
    return [
        Todo(
            words % {"set": one.set.name}, f"{one.start:%d/%m/%Y}–{one.end:%d/%m/%Y}", one.get_absolute_url(),
            now=True, icon="check",
        )
        for one in given_back
    ]  # fmt: skip


def open_records(units: Iterable[int]) -> RecordQuerySet:
    found: RecordQuerySet = Record.objects.filter(unit__in=list(units), deleted=False)
    return found


def _lowered(duty: Duty) -> str:
    name = str(duty.period)
    return name[:1].lower() + name[1:]


def _until(duty: Duty, today: date) -> str:
    return until(duty.deadline, duty.period.end, today)


def until(deadline: date | None, end: date, today: date) -> str:
    """How long the report of a period that ends on `end` is still in time."""
    if deadline is None:
        over = (today - end).days
        return _days_left(-over) if over <= 0 else _("kỳ đã hết ngày %(day)s") % {"day": f"{end:%d/%m}"}
    left = (deadline - today).days
    day = f"{deadline:%d/%m}"
    if left < 0:
        return _("hạn %(day)s, quá hạn %(days)s ngày") % {"day": day, "days": -left}
    return _("hạn %(day)s, %(left)s") % {"day": day, "left": _days_left(left)}


def _days_left(days: int) -> str:
    return ngettext("còn %(days)s ngày", "còn %(days)s ngày", days) % {"days": days} if days else _("hôm nay")


def _weekday(day: date) -> str:
    """In a sentence: "thứ Sáu"."""
    name = str(Weekday(day.weekday()).label)
    return name[:1].lower() + name[1:]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
