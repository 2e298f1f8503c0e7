"""Catalogues, rules, indicators, periods, campaigns and the trail through the admin."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import Max
from django.test import Client
from django.urls import reverse

from audit.models import AuditEntry
from campaigns.models import Audience, Campaign, ForceKind, HandoverItem, ItemKind, ItemRule, Record, WeaponHandover
from periods.models import Period
from rollups.models import STOCK_SLOTS, Indicator
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
NAMES = {"name_vi": "Kiểm lâm", "name_en": "Forest rangers", "order": "130", "valid_from": "01/01/2026", "valid_to": ""}


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def empty(*prefixes: str) -> dict[str, str]:
    return {f"{prefix}-{name}_FORMS": "0" for prefix in prefixes for name in ("TOTAL", "INITIAL")}


def test_a_new_force_brings_its_figure(world: World, browse: Browse) -> None:
    assert browse(world.quan).post("/admin/campaigns/forcekind/add/", NAMES).status_code == 302
    kind = ForceKind.objects.get(key="forest_rangers")
    figure = kind.indicator
    assert (figure.key, figure.name_vi) == ("patrol_attendances_forest_rangers", "Tuần tra: Kiểm lâm")
    assert figure.slot == Indicator.objects.filter(slot__lt=STOCK_SLOTS).aggregate(last=Max("slot"))["last"]
    assert figure.breakdown_of is not None
    assert figure.breakdown_of.key == "patrol_attendances"
    assert actions() == ["add_indicator", "add_forcekind"]


@pytest.mark.parametrize("model", ["giftkind", "sessionform", "topic"])
def test_every_counted_catalogue_does_so(world: World, browse: Browse, model: str) -> None:
    browse(world.quan).post(f"/admin/campaigns/{model}/add/", NAMES)
    assert actions() == ["add_indicator", f"add_{model}"]


def test_the_same_name_twice_gets_keys_of_its_own(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    for _ in range(2):
        client.post("/admin/campaigns/forcekind/add/", NAMES)
        client.post("/admin/campaigns/audience/add/", NAMES)
    assert set(ForceKind.objects.filter(name_vi="Kiểm lâm").values_list("key", flat=True)) == {
        "forest_rangers", "forest_rangers_2",
    }  # fmt: skip
    assert Audience.objects.filter(key__startswith="forest_rangers").count() == 2


def test_a_renamed_force_renames_its_figure(world: World, browse: Browse) -> None:
    kind = ForceKind.objects.get(key="militia")
    posted = NAMES | {"name_vi": "Dân quân tự vệ", "name_en": "Militia", "key": "x", "valid_from": "01/01/2030"}
    browse(world.quan).post(f"/admin/campaigns/forcekind/{kind.pk}/change/", posted)
    kind.refresh_from_db()
    assert (kind.key, kind.valid_from.year, kind.indicator.name_vi) == ("militia", 2000, "Tuần tra: Dân quân tự vệ")
    assert sorted(actions()) == ["change_forcekind", "change_indicator"]


def test_a_new_item_kind_can_be_recorded_in_every_way(world: World, browse: Browse) -> None:
    unit = {"units-TOTAL_FORMS": "1", "units-0-name_vi": "chiếc", "units-0-name_en": "pieces", "units-0-decimals": "0"}
    posted = NAMES | empty("units", "law_groups") | unit | {"units-0-order": "10"}
    assert browse(world.quan).post("/admin/campaigns/itemkind/add/", posted).status_code == 302
    rules = ItemRule.objects.filter(item_unit__item_kind__key="forest_rangers")
    assert set(rules.values_list("mode", flat=True)) == {"voluntary_handover", "recovery", "seizure"}
    assert {rule.detail.slot is not None for rule in rules} == {True}
    assert sorted(actions()) == sorted(["add_itemkind", "add_itemunit", *["add_indicator", "add_itemrule"] * 3])


def test_a_law_group_is_closed_and_followed_in_one_save(world: World, browse: Browse) -> None:
    kind = ItemKind.objects.get(key="hunting_gun")
    lines = list(kind.law_groups.order_by("valid_from"))
    posted = {name: getattr(kind, name) for name in ("name_vi", "name_en", "order")} | empty("units")
    posted |= {"law_groups-TOTAL_FORMS": "3", "law_groups-INITIAL_FORMS": "2"}
    for number, line in enumerate(lines):
        posted |= {f"law_groups-{number}-id": line.pk, f"law_groups-{number}-item_kind": kind.pk}
        posted[f"law_groups-{number}-valid_to"] = f"{line.valid_to:%d/%m/%Y}" if line.valid_to else ""
    posted |= {"law_groups-2-law_group": lines[0].law_group_id, "law_groups-2-valid_from": "01/01/2027"}
    address = f"/admin/campaigns/itemkind/{kind.pk}/change/"
    refused = browse(world.quan).post(address, posted).content.decode()
    assert "Ghi ngày kết thúc trước ngày bắt đầu của dòng kế tiếp." in refused
    posted["law_groups-1-valid_to"] = "31/12/2026"
    assert browse(world.quan).post(address, posted).status_code == 302
    assert kind.law_groups.count() == 3
    assert sorted(actions()) == ["add_itemlawgroup", "change_itemlawgroup"]


def used_rule(world: World) -> ItemRule:
    """A rule with one line, on 1 March 2026."""
    rule = ItemRule.objects.get(item_unit__item_kind__key="flintlock", mode="recovery")
    record = Record.objects.create(
        kind="weapon_handover", unit=world.commune, on=date(2026, 3, 1), author=world.lan, first_digest="x"
    )
    handover = WeaponHandover.objects.create(record=record, mode="recovery")
    HandoverItem.objects.create(handover=handover, item_unit=rule.item_unit, thousandths=1000, rule=rule)
    return rule


def test_a_rule_in_use_is_only_closed(world: World, browse: Browse) -> None:
    rule = used_rule(world)
    address = f"/admin/campaigns/itemrule/{rule.pk}/change/"
    client = browse(world.quan)
    early = client.post(address, {"valid_to": "28/02/2026"}).content.decode()
    assert "Đã có phiếu ngày 01/03/2026" in early
    other = Indicator.objects.get(key="ammunition_collected")
    posted = {"valid_to": "31/12/2026", "indicator": other.pk, "mode": "seizure", "valid_from": "01/01/2020"}
    assert client.post(address, posted).status_code == 302
    after = ItemRule.objects.get(pk=rule.pk)
    assert (after.valid_to, after.indicator, after.mode) == (date(2026, 12, 31), rule.indicator, "recovery")
    assert (after.valid_from, actions()) == (rule.valid_from, ["change_itemrule"])


def test_a_closed_rule_is_followed_by_another_with_the_same_detail(world: World, browse: Browse) -> None:
    rule = used_rule(world)
    client = browse(world.quan)
    posted = {"item_unit": rule.item_unit_id, "mode": "recovery", "indicator": "", "valid_from": "01/01/2027"}
    assert "ghi ngày kết thúc ở đó trước" in client.post("/admin/campaigns/itemrule/add/", posted).content.decode()
    ItemRule.objects.filter(pk=rule.pk).update(valid_to=date(2026, 12, 31))
    assert client.post("/admin/campaigns/itemrule/add/", posted).status_code == 302
    follower = ItemRule.objects.get(item_unit=rule.item_unit, mode="recovery", valid_to=None)
    assert (follower.detail, follower.indicator) == (rule.detail, None)
    assert actions() == ["add_itemrule"]


def test_units_of_count_never_convert(world: World, browse: Browse) -> None:
    rule = ItemRule.objects.get(item_unit__item_kind__key="ammunition", item_unit__name_vi="kg", mode="recovery")
    rounds = Indicator.objects.get(key="ammunition_collected")
    answer = browse(world.quan).post(f"/admin/campaigns/itemrule/{rule.pk}/change/", {
        "indicator": rounds.pk, "valid_from": "01/01/2000", "valid_to": "",
    })  # fmt: skip
    assert "đơn vị tính không quy đổi" in answer.content.decode()


def test_an_indicator_is_added_without_a_migration(world: World, browse: Browse) -> None:
    posted = {"name_vi": "Pháo hoa nổ", "name_en": "Fireworks", "unit_vi": "quả", "unit_en": "pieces", "decimals": "0"}
    posted |= {"group": "weapons", "aggregation": "sum", "source": "log", "sensitivity": "open", "stored": "on"}
    client = browse(world.quan)
    assert client.post("/admin/rollups/indicator/add/", posted).status_code == 302
    added = Indicator.objects.get(key="fireworks")
    assert added.slot is not None
    assert actions() == ["add_indicator"]
    wrong = client.post("/admin/rollups/indicator/add/", posted | {"source": "return"}).content.decode()
    assert "Chỉ những chỉ tiêu cộng dồn từ sổ ghi mới có cột riêng." in wrong


def test_what_totals_hang_on_cannot_be_changed(world: World, browse: Browse) -> None:
    figure = Indicator.objects.get(key="guns_collected")
    posted = {"name_vi": "Súng", "name_en": "Guns", "decimals": "0", "group": "weapons", "active": "on", "order": "1"}
    posted |= {"key": "x", "slot": "99", "aggregation": "last", "source": "return", "unit_vi": "kg"}
    browse(world.quan).post(f"/admin/rollups/indicator/{figure.pk}/change/", posted)
    after = Indicator.objects.get(pk=figure.pk)
    assert (after.name_vi, after.key, after.slot, after.aggregation, after.source, after.unit_vi) == (
        "Súng", "guns_collected", figure.slot, "sum", "log", figure.unit_vi,
    )  # fmt: skip


def test_periods_of_a_kind_do_not_overlap(world: World, browse: Browse) -> None:
    period = Period.objects.get(kind="month", year=2026, number=3)
    address = f"/admin/periods/period/{period.pk}/change/"
    client = browse(world.quan)
    assert (
        "Trùng ngày với Tháng 2/2026."
        in client.post(address, {"start": "14/02/2026", "end": "14/03/2026"}).content.decode()
    )
    assert client.post(address, {"start": "15/02/2026", "end": "13/03/2026"}).status_code == 302
    assert actions() == ["change_period"]


def phases(*rows: tuple[str, str, str]) -> dict[str, str]:
    posted = {"phases-TOTAL_FORMS": str(len(rows)), "phases-INITIAL_FORMS": "0"}
    for number, values in enumerate(rows):
        posted |= {
            f"phases-{number}-{name}": value for name, value in zip(("name", "start", "end"), values, strict=True)
        }
    return posted


def test_a_steward_opens_a_campaign_with_phases(world: World, browse: Browse) -> None:
    posted = {"name": "Tết 2027", "unit": world.province.pk, "start": "15/12/2026", "end": "28/02/2027"}
    client = browse(world.thu)
    beyond = client.post("/admin/campaigns/campaign/add/", posted | phases(("Một", "01/12/2026", "31/12/2026")))
    assert "Chọn ngày trong thời gian của đợt." in beyond.content.decode()
    named = client.post("/admin/campaigns/campaign/add/", posted | {"name": "Tết nhà bà Hoa"} | phases())
    assert "Không ghi tên người." in named.content.decode()
    good = posted | phases(("Một", "15/12/2026", "31/12/2026"), ("Hai", "01/01/2027", "28/02/2027"))
    assert client.post("/admin/campaigns/campaign/add/", good).status_code == 302
    campaign = Campaign.objects.get(name="Tết 2027")
    assert campaign.phases.count() == 2
    assert actions() == ["add_campaign", "add_campaignphase", "add_campaignphase"]
    assert {entry.unit for entry in AuditEntry.objects.all()} == {world.province}


def test_a_campaign_is_of_a_unit_that_lives_in_its_days(world: World, browse: Browse) -> None:
    posted = {"name": "Tết", "unit": world.giao_hieu.pk, "start": "15/12/2026", "end": "28/02/2027"} | phases()
    answer = browse(world.thu).post("/admin/campaigns/campaign/add/", posted)
    assert f"{world.giao_hieu.full_name} không có trong những ngày này." in answer.content.decode()
    before = posted | {"start": "15/12/2024", "end": "14/02/2025"}
    assert browse(world.thu).post("/admin/campaigns/campaign/add/", before).status_code == 302


@pytest.mark.parametrize("who", ["nation", "foreign"])
def test_a_steward_opens_none_beyond_the_own_province(world: World, browse: Browse, who: str) -> None:
    unit = "" if who == "nation" else world.foreign.province_id
    posted = {"name": "Tết", "unit": unit, "start": "15/12/2026", "end": "28/02/2027"} | phases()
    assert browse(world.thu).post("/admin/campaigns/campaign/add/", posted).status_code == 200
    assert not Campaign.objects.filter(name="Tết").exists()
    assert browse(world.quan).post("/admin/campaigns/campaign/add/", posted).status_code == 302


def test_the_trail_shows_what_differs_in_words(world: World, browse: Browse) -> None:
    campaign = Campaign.objects.create(name="Tết", unit=world.province, start=date(2026, 12, 15), end=date(2027, 2, 28))
    posted = {"name": "Tết Đinh Mùi", "unit": world.commune.pk, "start": "15/12/2026", "end": "01/03/2027"} | phases()
    browse(world.quan).post(f"/admin/campaigns/campaign/{campaign.pk}/change/", posted)
    entry = AuditEntry.objects.get()
    client = browse(world.kien)
    assert "Sửa đợt cao điểm" in client.get("/admin/audit/auditentry/").content.decode()
    text = client.get(reverse("admin:audit_auditentry_change", args=[entry.pk])).content.decode()
    for words in ("Tết Đinh Mùi", f"Tỉnh Thái Nguyên ({world.province.pk})", "28/02/2027", "01/03/2027", "quan"):
        assert words in text
