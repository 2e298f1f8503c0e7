"""Names of kinds, lists and phases: figures are called as their rows are, and no two rows alike."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import AuditEntry
from campaigns.models import ActivityKind, Campaign, ChoiceList
from rollups.models import Indicator
from tests.administration.test_kinds_admin import ADD, NAMES, NONE, change, errors, figure, free_figure, rows, subjects
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def listed(row: ChoiceList, *new: dict[str, str], **renamed: str) -> dict[str, Any]:
    """What the page of a list sends; `renamed` by the key of a choice."""
    stored = [
        {"id": one.pk, "list": row.pk, "name_vi": renamed.get(one.key, one.name_vi), "name_en": one.name_en,
         "order": one.order}
        for one in row.choices.all()
    ]  # fmt: skip
    names = {"name_vi": row.name_vi, "name_en": row.name_en, "order": row.order}
    return names | rows("choices", *stored, *new, stored=len(stored))


def page(row: ChoiceList) -> str:
    return reverse("admin:campaigns_choicelist_change", args=[row.pk])


def test_the_figure_of_a_choice_is_called_as_it_is(world: World, browse: Browse) -> None:
    kinds = ChoiceList.objects.get(key="award_kinds")
    choice = kinds.choices.all()[0]
    assert kinds.whole is not None
    assert browse(world.quan).post(page(kinds), listed(kinds, **{choice.key: "Thư khen"})).status_code == 302
    assert choice.indicator is not None
    assert Indicator.objects.get(pk=choice.indicator.pk).name_vi == f"{kinds.whole.name_vi}: Thư khen"
    assert AuditEntry.objects.filter(action="change_indicator").exists()


def test_the_figure_of_a_kind_follows_its_name_where_it_was_called_so(world: World, browse: Browse) -> None:
    client, parts = browse(world.quan), subjects()
    choices = rows("choices", {"label_vi": "a", "label_en": "a", "list": parts.pk, "counted": "on"})
    assert client.post(ADD, NAMES | rows("counts") | choices).status_code == 302
    assert AuditEntry.objects.filter(action="change_listedchoice").count() == 2
    kind = ActivityKind.objects.get(name_vi=NAMES["name_vi"])
    address = reverse("admin:campaigns_activitykind_change", args=[kind.pk])
    stored = kind.choices.get()
    sent = rows("choices", {"id": stored.pk, "kind": kind.pk, "label_vi": "a", "label_en": "a"}, stored=1)
    assert client.post(address, change(kind) | sent | {"name_vi": "Tọa đàm"}).status_code == 302
    assert set(Indicator.objects.filter(fed_by=kind.source).values_list("name_vi", flat=True)) == {
        "Tọa đàm", "Tọa đàm: Kinh tế", "Tọa đàm: Tôn giáo"
    }  # fmt: skip


def test_a_figure_that_was_chosen_keeps_its_name(world: World, browse: Browse) -> None:
    browse(world.quan).post(ADD, NAMES | NONE | {"figure": free_figure().pk})
    kind = ActivityKind.objects.get(name_vi=NAMES["name_vi"])
    address = reverse("admin:campaigns_activitykind_change", args=[kind.pk])
    assert browse(world.quan).post(address, change(kind) | {"name_vi": "Tọa đàm"}).status_code == 302
    assert Indicator.objects.get(key="respected_people").name_vi == "Người có uy tín"


def test_no_two_are_called_the_same(world: World, browse: Browse) -> None:
    client, parts = browse(world.quan), subjects()
    twin = client.post(page(parts), listed(parts, {"name_vi": "kinh tế", "order": "9"}))
    assert errors(twin, 0) == {"name_vi": ["Danh sách đã có mục này."]}
    kind = ActivityKind.objects.get(key="pledge_round")
    answer = client.post(ADD, NAMES | NONE | {"name_vi": kind.name_vi, "province": world.province.pk})
    assert answer.context["adminform"].errors == {"name_vi": ["Đã có loại việc tên này."]}


def test_a_list_ends_after_what_asks_for_it(world: World, browse: Browse) -> None:
    client, asked = browse(world.quan), ChoiceList.objects.get(key="award_kinds")
    answer = client.post(page(asked), listed(asked) | {"valid_to": "31/12/2026"})
    assert set(answer.context["adminform"].errors) == {"valid_to"}
    unasked = subjects()
    assert client.post(page(unasked), listed(unasked) | {"valid_to": "31/12/2026"}).status_code == 302
    for prefix, place in (("counts", 0), ("choices", 1)):
        row = figure(1) | {"split": unasked.pk} if place == 0 else {"label_vi": "a", "list": unasked.pk}
        posted = NAMES | NONE | rows(prefix, row)
        assert set(errors(client.post(ADD, posted), place)) == {"split" if place == 0 else "list"}


def test_a_figure_that_is_switched_off_counts_nothing(world: World, browse: Browse) -> None:
    off = free_figure()
    Indicator.objects.filter(pk=off.pk).update(active=False)
    answer = browse(world.quan).post(ADD, NAMES | NONE | {"figure": off.pk})
    assert set(answer.context["adminform"].errors) == {"figure"}


def test_phases_follow_each_other(world: World, browse: Browse) -> None:
    campaign = {"name": "Tết", "unit": "", "start": "01/12/2026", "end": "31/12/2026"}
    first = {"name": "một", "start": "01/12/2026", "end": "10/12/2026"}
    for start, stored in (("10/12/2026", False), ("11/12/2026", True)):
        phases = rows("phases", {"name": "hai", "start": start, "end": "20/12/2026"}, first)
        answer = browse(world.quan).post("/admin/campaigns/campaign/add/", campaign | phases)
        assert Campaign.objects.filter(start=date(2026, 12, 1)).exists() == stored
        assert stored or set(errors(answer, 0)) == {"start"}
