"""What would break a page or a column is said beside its field."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from campaigns.models import Audience, Campaign, ForceKind, PartnerOrg
from communes.models import Unit
from periods.models import Period
from returns.models import ReturnLine
from rollups.models import Indicator
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
ROW = {"name_vi": "Kiểm lâm", "name_en": "Forest rangers", "order": "130", "valid_from": "01/01/2026", "valid_to": ""}
PERIOD = "/admin/periods/period/add/"
COUNTS = {"phases-TOTAL_FORMS": "0", "phases-INITIAL_FORMS": "0"}


def test_a_long_name_is_cut_in_its_figure(world: World, browse: Browse) -> None:
    names = {"name_vi": "k" * 118, "name_en": "f" * 118}
    assert browse(world.quan).post("/admin/campaigns/forcekind/add/", ROW | names).status_code == 302
    kind = ForceKind.objects.get(name_vi="k" * 118)
    assert len(kind.indicator.name_vi) == len(kind.indicator.name_en) == 120
    posted = ROW | {"name_vi": "m" * 119, "name_en": "m" * 119}
    assert browse(world.quan).post(f"/admin/campaigns/forcekind/{kind.pk}/change/", posted).status_code == 302


def test_an_order_beyond_the_column_is_refused(world: World, browse: Browse) -> None:
    answer = browse(world.quan).post("/admin/campaigns/audience/add/", ROW | {"order": "32768"})
    assert "32767" in answer.content.decode()
    assert not Audience.objects.filter(name_vi="Kiểm lâm").exists()


def test_a_figure_is_added_behind_the_largest_order(world: World, browse: Browse) -> None:
    Indicator.objects.filter(key="guns_collected").update(order=32_767)
    assert browse(world.quan).post("/admin/campaigns/forcekind/add/", ROW).status_code == 302


@pytest.mark.parametrize(("start", "end"), [("01/01/0001", "01/01/2026"), ("01/01/2026", "31/12/9999")])
def test_a_campaign_lies_in_the_calendar(world: World, browse: Browse, start: str, end: str) -> None:
    posted = {"name": "Tết", "unit": "", "start": start, "end": end} | COUNTS
    text = browse(world.quan).post("/admin/campaigns/campaign/add/", posted).content.decode()
    assert "Chọn ngày từ năm 2000 đến năm 2099." in text
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("typed", [{"valid_from": "01/01/0001"}, {"valid_to": "31/12/9999"}])
def test_a_row_of_a_catalogue_lies_in_the_calendar(world: World, browse: Browse, typed: dict[str, str]) -> None:
    """The form of every commune reckons with the day after its last one."""
    answer = browse(world.quan).post("/admin/campaigns/partnerorg/add/", ROW | typed)
    assert answer.context["adminform"].errors == {name: ["Chọn ngày từ năm 2000 đến năm 2099."] for name in typed}
    row = PartnerOrg.objects.all()[0]
    for days in ({"valid_from": date(1999, 12, 31)}, {"valid_to": date.max}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PartnerOrg.objects.filter(pk=row.pk).update(**days)


def test_a_line_stored_without_end_breaks_no_form(world: World, browse: Browse) -> None:
    row = ReturnLine.objects.filter(form__key="tips_and_conflicts")
    row.update(valid_to=date.max)
    assert (
        browse(world.lan).get(reverse("return_add", args=[world.commune.slug, "tips_and_conflicts"])).status_code == 200
    )


def test_a_campaign_stored_beyond_the_calendar_breaks_no_page(world: World, browse: Browse) -> None:
    campaign = Campaign.objects.create(name="Tết", start=date(1, 1, 1), end=date(9999, 12, 31))
    address = f"/dashboards/units/{world.province.slug}/"
    assert browse(world.tinh).get(f"{address}?period=campaign-{campaign.pk}").status_code < 500


@pytest.mark.parametrize("key", ["patrol_sessions", "reports"])
def test_pages_stand_without_a_figure(world: World, browse: Browse, key: str) -> None:
    Indicator.objects.filter(key=key).update(active=False)
    for path in (f"/stations/{world.commune.slug}/", f"/dashboards/units/{world.commune.slug}/"):
        assert browse(world.lan).get(path).status_code == 200


def test_what_pages_name_is_not_switched_off(world: World, browse: Browse) -> None:
    indicator = Indicator.objects.get(key="patrol_sessions")
    names = {name: getattr(indicator, name) for name in ("name_vi", "name_en", "decimals", "group", "order")}
    browse(world.quan).post(f"/admin/rollups/indicator/{indicator.pk}/change/", names | {"name_vi": "Buổi tuần tra"})
    indicator.refresh_from_db()
    assert (indicator.name_vi, indicator.active) == ("Buổi tuần tra", True)


def test_a_new_unit_has_no_last_day(world: World, browse: Browse) -> None:
    posted = {"name": "Thử", "code": "99901", "kind": "xa", "parent": world.province.pk, "leaf": "on"}
    posted |= {"valid_from": "01/10/2026", "from_known": "on", "valid_to": "02/10/2026"}
    assert browse(world.quan).post("/admin/communes/commune/add/", posted).status_code == 302
    assert Unit.objects.get(code="99901").valid_to is None


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"kind": "month", "number": "13"}, "number"),
        ({"kind": "quarter", "number": "9"}, "number"),
        ({"kind": "half", "number": "7"}, "number"),
        ({"kind": "year", "number": "2"}, "number"),
        ({"kind": "month", "number": "0"}, "number"),
        ({"kind": "year", "year": "99999"}, "year"),
        ({"kind": "year", "year": "1999"}, "year"),
    ],
)
def test_a_period_has_a_name_that_the_calendar_knows(
    world: World, browse: Browse, typed: dict[str, str], wrong: str
) -> None:
    days = {"start": "15/12/2034", "end": "14/01/2035"}
    answer = browse(world.quan).post(PERIOD, {"year": "2035", "number": "1"} | days | typed)
    assert set(answer.context["adminform"].errors) == {wrong}
    row = Period(kind=typed["kind"], year=int(typed.get("year", 2035)), number=int(typed.get("number", 1)))
    row.start, row.end = date(2034, 12, 15), date(2035, 1, 14)
    with pytest.raises(DatabaseError), transaction.atomic():  # PostgreSQL has no room for 99999 at all
        row.save()


def test_periods_of_one_kind_never_overlap_in_the_database(world: World) -> None:
    last = Period.objects.filter(kind="month").latest("end")
    new = {"kind": "month", "year": last.year + 1, "number": 1, "end": last.end + timedelta(30)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Period.objects.create(start=last.end, **new)
    row = Period.objects.create(start=last.end + timedelta(1), **new)
    with pytest.raises(IntegrityError), transaction.atomic():
        Period.objects.filter(pk=row.pk).update(start=last.end)
