"""Which returns a unit owes: those of the period of each form that ended last, and have not been sent."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from communes.models import Unit
from periods.models import Period
from periods.presets import Choice, of_period, of_week
from returns.due import Deadlines
from returns.models import Every, Return, ReturnForm
from rollups.ranges import Days

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Owed:
    """A return that is missing. `deadline` is None where the province sets none."""

    form: ReturnForm
    period: Choice
    days: Days
    deadline: date | None
    href: str


def owed_by(unit: Unit, deadlines: Deadlines, today: date) -> list[Owed]:
    """What forms with lines still wait for; of the log itself `returns.due.duties_of` tells."""
    forms = list(ReturnForm.objects.filter(Q(province=None) | Q(province=unit.province_id), about_log=False))
    ended = _ended({one.every for one in forms}, today)
    asked = [(form, ended[form.every], own) for form, own in _asked(forms, ended, unit)]
    sent = set(
        Return.objects.filter(unit=unit, counts=True, end__in={own.end for _form, _period, own in asked})
        .order_by()
        .values_list("form", "end")
    )
    return [
        Owed(
            form,
            period,
            own,
            deadlines.of_return(form.every, own.end),
            f"{form_address(unit, form)}?on={own.end:%Y-%m-%d}",
        )
        for form, period, own in asked
        if (form.pk, own.end) not in sent
    ]


def form_address(unit: Unit, form: ReturnForm) -> str:
    return reverse("return_add", args=[unit.slug, form.key])


def _asked(forms: Iterable[ReturnForm], ended: Mapping[str, Choice], unit: Unit) -> Iterable[tuple[ReturnForm, Days]]:
    for form in forms:
        period = ended.get(form.every)
        own = period and period.days.clipped(unit.valid_from, unit.valid_to)
        if own and form.is_valid_on(own.end):
            yield form, own


def _ended(kinds: Collection[str], today: date) -> dict[str, Choice]:
    """Of each kind the period that ended last before today."""
    last = Period.objects.filter(kind=OuterRef("kind"), end__lt=today).order_by("-end").values("pk")[:1]
    rows = Period.objects.filter(kind__in=kinds, pk=Subquery(last)).order_by()
    found = {row.kind: of_period(row.kind, row.year, row.number, Days(row.start, row.end)) for row in rows}
    return found | ({Every.WEEK: of_week(today - WEEK)} if Every.WEEK in kinds else {})
