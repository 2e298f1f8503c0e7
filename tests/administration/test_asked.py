"""Until when a figure is asked for follows from its rows: closed, followed, opened again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from administration.activity_kinds import add_choice, add_count, add_listed, define_kind
from administration.asked import settle_form, settle_kind, settle_list
from administration.defined import NewFigure
from audit.models import AuditEntry
from campaigns.models import ActivityChoice, ActivityCount, ActivityKind, ChoiceList, ListedChoice
from returns.models import Every, ReturnForm, ReturnLine
from rollups.checking import verify
from rollups.models import Indicator
from tests.administration.test_return_forms_admin import change, rows
from tests.campaigns.activities import pledge
from tests.campaigns.entries import recorded
from tests.returns.filing import AUGUST, form, tips
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
KIND_FROM, CLOSED, AGAIN = date(2026, 1, 1), date(2026, 8, 31), date(2026, 10, 1)


def asked(key: str) -> tuple[date | None, date | None]:
    one = Indicator.objects.get(key=key)
    return one.since, one.until


@pytest.fixture
def kind(world: World) -> ActivityKind:
    """Drills, by levels, with the people who took part."""
    row = ActivityKind(name_vi="Diễn tập", name_en="Drills", valid_from=KIND_FROM)
    define_kind(by=world.quan, row=row, figure=NewFigure("Buổi diễn tập", "Drills held", "buổi", "drills"))
    count = ActivityCount(kind=row, valid_from=KIND_FROM)
    add_count(by=world.quan, row=count, figure=NewFigure("Người tham gia", "Participants", "người", "people"))
    levels = ChoiceList.objects.create(key="drill_levels", name_vi="Cấp", name_en="Levels", valid_from=date(2000, 1, 1))
    for name in ("Commune", "Province"):
        add_listed(by=world.quan, row=ListedChoice(list=levels, name_vi=name, name_en=name, valid_from=KIND_FROM))
    choice = ActivityChoice(kind=row, list=levels, label_vi="Cấp", label_en="Level", valid_from=KIND_FROM)
    add_choice(by=world.quan, row=choice, counted=True)
    return row


def test_a_count_ends_is_followed_and_opened_again(world: World, kind: ActivityKind) -> None:
    count = kind.counts.get()
    for last, until in ((CLOSED, CLOSED), (None, None), (CLOSED, CLOSED)):
        kind.counts.update(valid_to=last)
        settle_kind(by=world.quan, kind=kind)
        assert asked("participants") == (KIND_FROM, until)
        assert asked("drills_held") == (KIND_FROM, None)
    follower = ActivityCount(kind=kind, valid_from=AGAIN)
    add_count(by=world.quan, row=follower, figure=count.indicator)
    settle_kind(by=world.quan, kind=kind)
    assert asked("participants") == (KIND_FROM, None)
    assert AuditEntry.objects.filter(action="change_indicator").count() == 4
    settle_kind(by=world.quan, kind=kind)
    assert AuditEntry.objects.filter(action="change_indicator").count() == 4


def test_parts_end_with_their_choice_their_question_or_their_kind(world: World, kind: ActivityKind) -> None:
    levels = ChoiceList.objects.get(key="drill_levels")
    parts = {one.key.rpartition("_")[2]: one.key for one in Indicator.objects.filter(breakdown_of=kind.indicator)}
    levels.choices.filter(name_en="Province").update(valid_to=CLOSED)
    settle_list(by=world.quan, row=levels)
    assert (asked(parts["commune"]), asked(parts["province"])) == ((KIND_FROM, None), (KIND_FROM, CLOSED))
    kind.choices.update(valid_to=date(2026, 6, 30))
    settle_kind(by=world.quan, kind=kind)
    assert {asked(key) for key in parts.values()} == {(KIND_FROM, date(2026, 6, 30))}
    assert asked("drills_held") == (KIND_FROM, None)
    kind.choices.update(valid_to=None)
    ActivityKind.objects.filter(pk=kind.pk).update(valid_to=AGAIN)
    kind.refresh_from_db()
    settle_kind(by=world.quan, kind=kind)
    assert [asked(key)[1] for key in ("drills_held", "participants", *parts.values())] == [AGAIN, AGAIN, AGAIN, CLOSED]


def test_a_choice_of_before_its_whole_was_never_asked_for(world: World, kind: ActivityKind) -> None:
    levels, long_ago = ChoiceList.objects.get(key="drill_levels"), date(2025, 6, 30)
    row = ListedChoice(list=levels, name_vi="Huyện", name_en="District", valid_from=date(2000, 1, 1), valid_to=long_ago)
    add_listed(by=world.quan, row=row)
    settle_list(by=world.quan, row=levels)
    assert row.indicator is not None
    assert asked(row.indicator.key) == (long_ago, long_ago)


@pytest.mark.parametrize(
    ("every", "last", "until"),
    [
        (Every.MONTH, date(2026, 10, 14), date(2026, 10, 14)),
        (Every.MONTH, date(2026, 10, 31), date(2026, 10, 14)),  # the month that ends on 14 November asks no more
        (Every.MONTH, date(2025, 7, 5), date(2025, 6, 30)),  # the old communes filed on their last day
        (Every.WEEK, date(2026, 10, 14), date(2026, 10, 11)),
    ],
)
def test_a_line_ends_with_the_last_period_that_asked_for_it(
    world: World, every: Every, last: date, until: date
) -> None:
    row = form()
    ReturnForm.objects.filter(pk=row.pk).update(every=every)
    row.refresh_from_db()
    row.lines.filter(indicator__key="valuable_tips").update(valid_to=last)
    settle_form(by=world.quan, form=row)
    assert (asked("valuable_tips"), asked("conflicts_resolved")) == ((None, until), (None, None))
    ReturnForm.objects.filter(pk=row.pk).update(valid_to=last)
    row.refresh_from_db()
    settle_form(by=world.quan, form=row)
    assert asked("conflicts_resolved") == (None, until)


def test_a_line_is_closed_and_followed_on_its_page(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, tips())
    row, client = form(), browse(world.quan)
    stored = [{"id": line.pk, "form": row.pk, "order": line.order} for line in row.lines.order_by("order")]
    names = {"name_vi": row.name_vi, "name_en": row.name_en, "order": "20"}
    closed = [stored[0] | {"valid_to": "14/08/2025"}, stored[1]]
    assert client.post(change(row), names | rows(*closed, stored=2)).status_code == 302
    assert asked("valuable_tips") == (None, AUGUST)
    page = client.get(reverse("admin:rollups_indicator_change", args=[Indicator.objects.get(key="valuable_tips").pk]))
    assert "14/08/2025" in page.content.decode()
    assert client.post(change(row), names | rows(*stored, stored=2)).status_code == 302
    assert asked("valuable_tips") == (None, None)
    client.post(change(row), names | rows(*closed, stored=2))
    follower = {
        "figure": ReturnLine.objects.get(pk=stored[0]["id"]).indicator_id,
        "order": "1",
        "valid_from": "15/09/2025",
    }
    assert client.post(change(row), names | rows(*closed, follower, stored=2)).status_code == 302
    assert asked("valuable_tips") == (None, None)
    assert verify() == []


def test_after_its_last_day_a_cell_is_empty_and_the_page_says_so(world: World, browse: Browse) -> None:
    september, row = date(2025, 9, 14), form()
    recorded(world.lan, world.commune, tips())
    row.lines.filter(indicator__key="valuable_tips").update(valid_to=AUGUST)
    settle_form(by=world.quan, form=row)
    sent = replace(tips(september), amounts={"conflicts_resolved": 2000})
    recorded(world.lan, world.commune, sent)
    client, shown = browse(world.tinh), {}
    for period in ("month-2025-8", "month-2025-9", "quarter-2025-3"):
        page = client.get(reverse("unit_figure", args=[world.commune.slug, "valuable_tips"]), {"period": period})
        found = page.context["page"]
        shown[period] = (None if found.tile.missing else found.tile.value, found.unasked)
        assert ("Tin có giá trị (14/08/2025)" in " ".join(page.context["frame"].notes)) == (period != "month-2025-8")
    assert shown == {
        "month-2025-8": ("37", ""),
        "month-2025-9": (None, "Kỳ này đã thôi áp dụng chỉ tiêu"),
        "quarter-2025-3": ("37", ""),
    }
    query = {"period": "month-2025-9", "figures": ["valuable_tips", "conflicts_resolved"], "rows": "indicator"}
    table = client.get(reverse("unit_pivot", args=[world.commune.slug]), query).context["page"]
    assert [row.values for row in table.grid.rows] == [(None,), (2000,)]
    assert "đến ngày thôi ghi" in " ".join(table.notes)
    listed = client.get(
        reverse("unit_dashboard", args=[world.commune.slug]), {"period": "month-2026-9", "by": "indicator"}
    )
    assert "đến ngày thôi ghi" not in " ".join(listed.context["frame"].notes)
    assert verify() == []


def test_a_choice_in_use_ends_after_its_last_record(world: World, browse: Browse) -> None:
    record = recorded(world.lan, world.commune, pledge(on=date(2026, 3, 2)))
    row = ListedChoice.objects.get(pk__in=record.activity.labels.filter(listed__isnull=False).values("listed"))
    listed = [
        {"id": one.pk, "list": row.list_id, "name_vi": one.name_vi, "name_en": one.name_en, "order": one.order}
        for one in row.list.choices.order_by("order", "key")
    ]
    index = next(n for n, one in enumerate(listed) if one["id"] == row.pk)
    names = {"name_vi": row.list.name_vi, "name_en": row.list.name_en, "order": row.list.order}
    address = reverse("admin:campaigns_choicelist_change", args=[row.list_id])
    for last, status in (("01/03/2026", 200), ("02/03/2026", 302)):
        listed[index]["valid_to"] = last
        sent: dict[str, Any] = {"choices-TOTAL_FORMS": len(listed), "choices-INITIAL_FORMS": len(listed)}
        sent |= {f"choices-{n}-{name}": value for n, one in enumerate(listed) for name, value in one.items()}
        assert browse(world.quan).post(address, names | sent).status_code == status


def test_the_database_holds_both_days_to_each_other(world: World) -> None:
    rows = Indicator.objects.filter(key="valuable_tips")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(since=AUGUST, until=date(2025, 8, 13))
    assert rows.update(since=AUGUST, until=AUGUST) == 1
    assert rows.update(since=None, until=AUGUST) == 1


def test_what_was_claimed_before_there_were_days_gets_them(world: World, kind: ActivityKind) -> None:
    """The same as its rows say in the administration."""
    kind.counts.update(valid_to=CLOSED)
    ListedChoice.objects.filter(list__key="drill_levels", name_en="Province").update(valid_to=CLOSED)
    line = form().lines.get(indicator__key="valuable_tips")
    ReturnLine.objects.filter(pk=line.pk).update(valid_from=date(2025, 5, 15), valid_to=date(2026, 10, 31))
    figures = Indicator.objects.order_by("pk").values_list("key", "since", "until")
    settle_kind(by=world.quan, kind=kind)
    settle_form(by=world.quan, form=form())
    kept = {key: days for key, *days in figures}
    assert kept["valuable_tips"] == [date(2025, 5, 15), date(2026, 10, 14)]
    Indicator.objects.update(since=None, until=None)
    migration = import_module("returns.migrations.0009_days_on_which_figures_are_asked_for")
    for _twice in range(2):
        migration.say(apps, None)
        assert {key: days for key, *days in figures if key in kept and kept[key] != [None, None]} == {
            key: days for key, days in kept.items() if days != [None, None]
        }


def test_shipped_rows_say_the_same_to_both(world: World) -> None:
    figures = Indicator.objects.order_by("pk").values_list("key", "since", "until")
    shipped = list(figures)
    for row in ActivityKind.objects.all():
        settle_kind(by=world.quan, kind=row)
    for each in ReturnForm.objects.all():
        settle_form(by=world.quan, form=each)
    assert list(figures) == shipped
    ended = [(key, last) for key, _first, last in shipped if last]
    assert all(last == date(2025, 6, 30) for _key, last in ended)
