"""An administrator defines a kind on one page; what is wrong is said beside its field."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from administration.activity_kinds import add_count
from audit.models import AuditEntry
from campaigns.models import ActivityCount, ActivityKind, ChoiceList, ListedChoice, Record
from rollups.checking import verify
from rollups.models import Indicator
from tests.campaigns.activities import pledge
from tests.campaigns.entries import recorded, total
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
ADD = "/admin/campaigns/activitykind/add/"
NAMES = {
    "name_vi": "Gặp mặt người có uy tín", "name_en": "Meetings with respected people", "areas": "may", "order": "200",
    "valid_from": "01/01/2026", "unit_vi": "buổi", "unit_en": "meetings", "group": "activity",
}  # fmt: skip
NONE = {f"{prefix}-{name}_FORMS": "0" for prefix in ("counts", "choices") for name in ("TOTAL", "INITIAL")}


def rows(prefix: str, *lines: dict[str, Any], stored: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": str(len(lines)), f"{prefix}-INITIAL_FORMS": str(stored)}
    return found | {f"{prefix}-{n}-{name}": value for n, line in enumerate(lines) for name, value in line.items()}


def figure(number: int) -> dict[str, str]:
    return {"name_vi": f"Số {number}", "name_en": f"Number {number}", "unit_vi": "người", "unit_en": "people"}


def free_figure() -> Indicator:
    return Indicator.objects.create(
        key="respected_people", name_vi="Người có uy tín", name_en="Respected people", unit_vi="người",
        unit_en="people", group="activity", aggregation="sum", source="log", order=900,
    )  # fmt: skip


def subjects(key: str = "subjects") -> ChoiceList:
    found = ChoiceList.objects.create(key=key, name_vi="Chủ đề", name_en=key, valid_from=date(2020, 1, 1))
    for place, name in enumerate(("Kinh tế", "Tôn giáo")):
        ListedChoice.objects.create(
            key=f"{key.removesuffix('s')}_{place}", name_vi=name, name_en=name, valid_from=date(2020, 1, 1), list=found
        )
    return found


def errors(answer: Any, place: int) -> dict[str, Any]:
    """What is wrong with the rows of a form set, all rows together."""
    formset = answer.context["inline_admin_formsets"][place].formset
    return {name: list(words) for form in formset.forms for name, words in form.errors.items()}


def test_a_kind_is_defined_on_one_page_and_used_at_once(world: World, browse: Browse) -> None:
    free = free_figure()
    counts = rows("counts", {"figure": free.pk, "required": "on"}, figure(2) | {"split": subjects().pk})
    choices = rows("choices", {"label_vi": "Phối hợp", "label_en": "Partners", "shared": "partners", "several": "on"})
    answer = browse(world.quan).post(ADD, NAMES | {"covers": "on"} | counts | choices)
    assert answer.status_code == 302, answer.context["errors"]
    kind = ActivityKind.objects.get(key="meetings_with_respected_people")
    fed = Indicator.objects.filter(fed_by=kind.source)
    assert {one.key for one in fed} == {
        "meetings_with_respected_people", "areas_meetings_with_respected_people", "respected_people", "number_2",
        "number_2_subject_0", "number_2_subject_1",
    }  # fmt: skip
    assert {one.since for one in fed.exclude(pk=free.pk).filter(breakdown_of=None)} == {date(2026, 1, 1)}

    client = browse(world.lan)
    sent = {"uuid": "4b8e8b3e-6d3e-4a43-9a1e-000000000001", "on": "2026-03-02", "count_respected_people": "7",
            "of_number_2__subject_1": "3", "choice_partners": ["schools"],
            "residential_areas": [world.villages[0].pk]}  # fmt: skip
    address = reverse("activity_add", args=[world.commune.slug, kind.key])
    assert client.post(address, sent).status_code == 302
    day = Record.objects.get().on
    assert [total(world.commune, key, day) for key in ("respected_people", "number_2", "number_2_subject_1")] == [
        7000, 3000, 3000
    ]  # fmt: skip
    assert verify() == []


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ({"phrase": "tổ chức {} gặp mặt người có uy tín"}, "tổ chức {} gặp mặt người có uy tín"),
        ({}, "ghi nhận {} gặp mặt người có uy tín"),
        ({"name_vi": "Buổi gặp mặt"}, "ghi nhận {} gặp mặt"),
        ({"name_vi": "ANTT cơ sở"}, "ghi nhận {} ANTT cơ sở"),
        ({"name_vi": "Gặp {mặt}"}, ""),
    ],
)
def test_a_report_tells_it_in_a_sentence(world: World, browse: Browse, typed: dict[str, str], phrase: str) -> None:
    assert browse(world.quan).post(ADD, NAMES | NONE | typed).status_code == 302
    assert ActivityKind.objects.get(name_en=NAMES["name_en"]).indicator.phrase == phrase


def test_a_sentence_without_a_place_for_its_number_is_refused(world: World, browse: Browse) -> None:
    free = free_figure()
    for typed in ({"phrase": "gặp mặt"}, {"phrase": "tổ chức {} gặp mặt", "figure": free.pk}):
        answer = browse(world.quan).post(ADD, NAMES | NONE | typed)
        assert set(answer.context["adminform"].errors) == {"phrase"}


def test_the_kinds_that_ship_are_told_in_sentences(world: World, browse: Browse) -> None:
    migration = import_module("campaigns.migrations.0013_phrases_of_shipped_kinds")
    fed = Indicator.objects.filter(fed_by__startswith="activity:", breakdown_of=None)
    assert set(fed.filter(phrase="").values_list("key", flat=True)) <= {"pledge_villages_signed"}
    written = Indicator.objects.get(key="duty_shifts")
    Indicator.objects.filter(pk=written.pk).update(phrase="giữ {} trực")
    migration.forget(apps, None)
    assert list(fed.exclude(phrase="").values_list("key", flat=True)) == ["duty_shifts"]
    migration.tell(apps, None)
    written.refresh_from_db()
    assert written.phrase == "giữ {} trực"
    recorded(world.lan, world.commune, pledge(on=date(2026, 3, 2)))
    address = reverse("unit_figure", args=[world.commune.slug, "pledge_rounds"])
    page = browse(world.lan).get(address, {"from": "2026-03-02", "to": "2026-03-02"}).context["page"]
    assert "đã tổ chức 1 đợt ký giao ước thi đua" in page.quick


def test_every_write_leaves_its_row(world: World, browse: Browse) -> None:
    posted = (
        NAMES | rows("counts", figure(1)) | rows("choices", {"label_vi": "Về", "label_en": "On", "list": subjects().pk})
    )
    browse(world.quan).post(ADD, posted)
    assert sorted(AuditEntry.objects.values_list("action", flat=True)) == [
        "add_activitychoice", "add_activitycount", "add_activitykind", "add_indicator", "add_indicator",
    ]  # fmt: skip


def test_a_figure_that_something_counts_cannot_be_taken(world: World, browse: Browse) -> None:
    taken = Indicator.objects.get(key="patrol_sessions")
    answer = browse(world.quan).post(ADD, NAMES | rows("counts", {"figure": taken.pk}) | rows("choices"))
    assert set(errors(answer, 0)) == {"figure"}
    answer = browse(world.quan).post(ADD, NAMES | NONE | {"figure": taken.pk})
    assert set(answer.context["adminform"].errors) == {"figure"}
    assert not ActivityKind.objects.filter(name_en=NAMES["name_en"]).exists()


def test_wrong_rows_are_told_beside_their_fields(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    nine = rows("counts", *(figure(number) for number in range(9)))
    assert errors(client.post(ADD, NAMES | nine | rows("choices")), 0) == {
        "figure": ["Mỗi loại việc có nhiều nhất 8 số liệu."]
    }
    half = rows("counts", {"name_vi": "Số", "required": "on"}, {"required": "on"})
    assert set(errors(client.post(ADD, NAMES | half | rows("choices")), 0)) == {"figure", "unit_vi"}
    twice = rows("counts", figure(1) | {"order": "2"}, figure(2) | {"order": "2"})
    assert errors(client.post(ADD, NAMES | twice | rows("choices")), 0) == {"order": ["Thứ tự này đã có."]}
    both = rows("choices", {"label_vi": "a", "label_en": "a", "list": subjects().pk, "shared": "partners"})
    assert set(errors(client.post(ADD, NAMES | rows("counts") | both), 1)) == {"list"}
    answer = client.post(ADD, NAMES | NONE | {"covers": "on", "areas": "never"})
    assert set(answer.context["adminform"].errors) == {"areas"}


def test_a_list_parts_one_thing_for_ever(world: World, browse: Browse) -> None:
    client, taken = browse(world.quan), ChoiceList.objects.get(key="award_kinds")
    split = rows("counts", figure(1) | {"split": taken.pk})
    assert set(errors(client.post(ADD, NAMES | split | rows("choices")), 0)) == {"split"}
    label = rows("choices", {"label_vi": "a", "label_en": "a", "list": taken.pk})
    assert set(errors(client.post(ADD, NAMES | rows("counts") | label), 1)) == {"list"}
    shared = ChoiceList.objects.get(key="levels")
    counted = rows("choices", {"label_vi": "a", "label_en": "a", "list": shared.pk, "counted": "on"})
    assert set(errors(client.post(ADD, NAMES | rows("counts") | counted), 1)) == {"list"}


@pytest.mark.parametrize(
    ("counts", "choices", "wrong"),
    [
        (["own", "own"], [], ({"split"}, set())),
        (["own"], [("own", True)], (set(), {"list"})),
        (["own"], [("own", False)], (set(), {"list"})),
        ([], [("own", True), ("other", True)], (set(), {"list"})),
        (["own", "other"], [], (set(), set())),
        (["own"], [("other", True)], (set(), set())),
    ],
)
def test_a_list_of_the_same_page_parts_one_thing(
    world: World, browse: Browse, counts: list[str], choices: list[tuple[str, bool]], wrong: tuple[set[str], set[str]]
) -> None:
    lists = {"own": subjects().pk, "other": subjects("places").pk}
    numbers = [figure(place) | {"split": lists[key]} for place, key in enumerate(counts)]
    chosen = [
        {"label_vi": key, "label_en": key, "list": lists[key]} | ({"counted": "on"} if counted else {})
        for key, counted in choices
    ]
    answer = browse(world.quan).post(ADD, NAMES | rows("counts", *numbers) | rows("choices", *chosen))
    if answer.status_code == 302:
        assert wrong == (set(), set())
    else:
        assert (set(errors(answer, 0)), set(errors(answer, 1))) == wrong


def change(kind: ActivityKind, **typed: Any) -> dict[str, Any]:
    """What the page of a kind sends: its rows as they stand."""
    counts = [
        {"id": row.pk, "kind": kind.pk, "order": row.order, "valid_to": typed.get(row.indicator.key, "")}
        | ({"required": "on"} if row.required else {})
        for row in kind.counts.all()
    ]
    names = {"name_vi": kind.name_vi, "name_en": kind.name_en, "order": kind.order, "areas": kind.areas}
    return names | rows("counts", *counts, *typed.get("new", []), stored=len(counts)) | rows("choices")


def test_what_counts_the_records_is_no_number_of_the_form(world: World, browse: Browse) -> None:
    """Else a record with 5 would count as six."""
    kind, client = ActivityKind.objects.get(key="pledge_round"), browse(world.quan)
    address = reverse("admin:campaigns_activitykind_change", args=[kind.pk])
    again = {"figure": kind.indicator_id, "valid_from": "01/04/2026"}
    assert set(errors(client.post(address, change(kind, new=[again])), 0)) == {"figure"}
    free = free_figure()
    both = rows("counts", {"figure": free.pk}) | rows("choices")
    assert set(errors(client.post(ADD, NAMES | both | {"figure": free.pk}), 0)) == {"figure"}
    count = ActivityCount(kind=kind, valid_from=date(2026, 4, 1))
    with pytest.raises(ValidationError):
        add_count(by=world.quan, row=count, figure=kind.indicator)
    for rule in (count, ActivityKind(key="twice", name_vi="a", name_en="a", valid_from=date(2026, 1, 1))):
        rule.indicator, rule.order = (kind if rule is count else kind.counts.all()[0]).indicator, 8
        with pytest.raises(IntegrityError), transaction.atomic():
            rule.save()


def test_a_number_in_use_is_closed_and_followed(world: World, browse: Browse) -> None:
    kind = ActivityKind.objects.get(key="pledge_round")
    recorded(world.lan, world.commune, pledge(on=date(2026, 3, 2)))
    address = reverse("admin:campaigns_activitykind_change", args=[kind.pk])
    client = browse(world.quan)
    early = client.post(address, change(kind, pledge_households="01/03/2026"))
    assert errors(early, 0) == {"valid_to": ["Đã có phiếu ngày 02/03/2026: chọn ngày đó trở đi."]}
    old = ActivityCount.objects.get(indicator__key="pledge_households")
    follow = {"figure": old.indicator_id, "order": "1", "required": "on", "valid_from": "01/04/2026"}
    assert errors(client.post(address, change(kind, new=[follow])), 0)
    answer = client.post(address, change(kind, pledge_households="31/03/2026", new=[follow]))
    assert answer.status_code == 302
    assert [row.required for row in ActivityCount.objects.filter(indicator=old.indicator).order_by("valid_from")] == [
        False, True
    ]  # fmt: skip


def test_rows_of_one_figure_follow_each_other_whatever_their_places(world: World, browse: Browse) -> None:
    """The follower of the second number has the first place: every later save stands."""
    kind, client = ActivityKind.objects.get(key="pledge_round"), browse(world.quan)
    address = reverse("admin:campaigns_activitykind_change", args=[kind.pk])
    rows_ = list(kind.counts.all())
    closed = {row.indicator.key: "31/03/2026" for row in rows_[:2]}
    follow = {"figure": rows_[1].indicator_id, "valid_from": "01/04/2026", "order": "1"}
    assert client.post(address, change(kind, **closed, new=[follow])).status_code == 302
    again = [
        {"id": row.pk, "kind": kind.pk, "order": row.order, "valid_to": f"{row.valid_to or ''}"}
        | ({"required": "on"} if row.required else {})
        for row in kind.counts.all()
    ]
    answer = client.post(address, change(kind) | rows("counts", *again, stored=len(again)))
    assert answer.status_code == 302, errors(answer, 0)


def test_never_more_than_eight_numbers_on_a_day(world: World, browse: Browse) -> None:
    ends, after = {"valid_to": "31/12/2027"}, {"valid_from": "01/01/2028"}
    eight = [figure(number) | ends for number in range(8)]
    more = [figure(number) for number in range(10, 18)]
    refused = browse(world.quan).post(ADD, NAMES | rows("counts", *eight, *more) | rows("choices"))
    assert errors(refused, 0) == {"figure": ["Mỗi loại việc có nhiều nhất 8 số liệu."]}
    later = [row | after for row in more]
    assert browse(world.quan).post(ADD, NAMES | rows("counts", *eight, *later) | rows("choices")).status_code == 302
    row = ActivityCount.objects.get(indicator__key="number_10")
    for change in ({"valid_from": date(2027, 12, 31)}, {"order": row.order % 8 + 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActivityCount.objects.filter(pk=row.pk).update(**change)


def test_a_question_is_closed_and_followed_by_another_of_its_list(world: World, browse: Browse) -> None:
    kind, client = ActivityKind.objects.get(key="pledge_round"), browse(world.quan)
    old = kind.choices.get(list__isnull=False)
    address = reverse("admin:campaigns_activitykind_change", args=[kind.pk])

    def answer(last: str, start: str) -> Any:
        stored = [
            {"id": row.pk, "kind": kind.pk, "label_vi": row.label_vi, "label_en": row.label_en, "order": row.order}
            | {name: "on" for name in ("several", "required") if getattr(row, name)}
            | ({"valid_to": last} if row == old else {})
            for row in kind.choices.all()
        ]
        follow = {"label_vi": "Dịp", "label_en": "Occasion", "list": old.list_id, "several": "on", "valid_from": start}
        return client.post(address, change(kind) | rows("choices", *stored, follow, stored=len(stored)))

    assert errors(answer("", "01/04/2026"), 1) == {
        "valid_to": ["Ghi ngày kết thúc trước ngày bắt đầu của dòng kế tiếp."]
    }
    assert set(errors(answer("31/03/2026", "31/03/2026"), 1)) == {"valid_from"}
    done = answer("31/03/2026", "01/04/2026")
    assert done.status_code == 302, errors(done, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        kind.choices.filter(label_vi="Dịp").update(valid_from=date(2026, 3, 31))


def test_a_number_that_comes_later_is_asked_for_from_today_on(world: World, browse: Browse) -> None:
    kind = ActivityKind.objects.get(key="pledge_round")
    address = reverse("admin:campaigns_activitykind_change", args=[kind.pk])
    assert browse(world.quan).post(address, change(kind, new=[figure(7)])).status_code == 302
    count = ActivityCount.objects.get(indicator__key="number_7")
    assert (count.valid_from, count.indicator.since) == (timezone.localdate(), timezone.localdate())
    ends = figure(8) | {"valid_to": "01/01/2026"}
    assert set(errors(browse(world.quan).post(address, change(kind, new=[ends])), 0)) == {"valid_to"}


def test_parts_of_a_number_are_asked_for_since_it_is_split(world: World, browse: Browse) -> None:
    kind, parts = ActivityKind.objects.get(key="pledge_round"), subjects()
    old = ActivityCount.objects.get(indicator__key="pledge_households")
    address = reverse("admin:campaigns_activitykind_change", args=[kind.pk])
    follow = {"figure": old.indicator_id, "split": parts.pk, "valid_from": "01/04/2026"}
    sent = change(kind, pledge_households="31/03/2026", new=[follow])
    assert browse(world.quan).post(address, sent).status_code == 302
    assert {one.indicator and one.indicator.since for one in parts.choices.all()} == {date(2026, 4, 1)}


def test_what_is_chosen_once_stays(world: World, browse: Browse) -> None:
    kind = ActivityKind.objects.get(key="pledge_round")
    posted = change(kind) | {"name_vi": "Ký giao ước", "areas": "never", "province": world.province.pk, "figure": "1"}
    browse(world.quan).post(reverse("admin:campaigns_activitykind_change", args=[kind.pk]), posted)
    kind.refresh_from_db()
    assert (kind.name_vi, kind.areas, kind.province_id) == ("Ký giao ước", "must", None)


def test_a_new_choice_of_a_list_that_parts_brings_its_figure(world: World, browse: Browse) -> None:
    kinds = ChoiceList.objects.get(key="award_kinds")
    stored = [{"id": row.pk, "list": kinds.pk, "name_vi": row.name_vi, "name_en": row.name_en, "order": row.order}
              for row in kinds.choices.all()]  # fmt: skip
    posted = {"name_vi": kinds.name_vi, "name_en": kinds.name_en, "order": kinds.order}
    posted |= rows("choices", *stored, {"name_vi": "Thư khen", "name_en": "Letter of praise", "order": "90"}, stored=5)
    address = reverse("admin:campaigns_choicelist_change", args=[kinds.pk])
    assert browse(world.quan).post(address, posted).status_code == 302
    new = ListedChoice.objects.get(name_vi="Thư khen")
    assert new.indicator is not None
    today = timezone.localdate()
    assert (new.indicator.fed_by, new.valid_from, new.indicator.since) == ("activity:award", today, today)


def test_a_kind_without_choices_in_a_required_list_says_so(world: World, browse: Browse) -> None:
    ListedChoice.objects.filter(list__key="festival_scales").update(valid_to=date(2020, 1, 1))
    page = browse(world.quan).get(reverse("admin:campaigns_activitykind_changelist")).content.decode()
    assert page.count("có danh sách bắt buộc chưa có mục nào đang dùng") == 1


@pytest.mark.parametrize("name", ["patrol", "Activity", "return"])
def test_a_key_is_never_that_of_another_kind(world: World, browse: Browse, name: str) -> None:
    assert browse(world.quan).post(ADD, NAMES | NONE | {"name_en": name}).status_code == 302
    assert ActivityKind.objects.get(name_en=name).key == f"{name.lower()}_log"
