"""The page of an indicator tells where its numbers come from and where they stand."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from administration.origins import origins, place_of, screens
from campaigns.models import ActivityKind, ForceKind
from rollups.models import Indicator
from rollups.sources import all_sources
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def figure(key: str) -> Indicator:
    return Indicator.objects.get(key=key)


def words(key: str) -> str:
    return "\n".join(line.words for line in [*origins(figure(key)), *screens(figure(key))])


def test_the_page_shows_source_screens_and_place(world: World, browse: Browse) -> None:
    page = reverse("admin:rollups_indicator_change", args=[figure("pledge_households").pk])
    text = browse(world.quan).get(page).content.decode()
    kind = ActivityKind.objects.get(key="pledge_round")
    assert f'href="{reverse("admin:campaigns_activitykind_change", args=[kind.pk])}"' in text
    assert "Bảng mọi chỉ tiêu của trang Số liệu: mục Thi đua" in text
    assert place_of(figure("pledge_households")) in text
    assert "Từ khi có số liệu" in text


def test_what_a_log_counts_itself_is_named(world: World) -> None:
    said = words("patrol_sessions")
    assert "Đếm từ: buổi tuần tra" in said
    assert "Thẻ số lớn đầu trang Số liệu" in said
    assert "Trang của Công an cấp xã" in said


def test_rows_of_catalogues_and_rules_are_led_to(world: World) -> None:
    kind = ForceKind.objects.get(key="grassroots_team")
    (line,) = origins(figure(kind.indicator.key))
    assert line.words == "Lực lượng: Tổ bảo vệ an ninh, trật tự, từ 01/07/2024"
    assert line.href == reverse("admin:campaigns_forcekind_change", args=[kind.pk])
    assert all("/itemrule/" in line.href for line in origins(figure("guns_collected")))


def test_one_that_nothing_feeds_says_where_it_can_be_entered(world: World) -> None:
    assert origins(figure("target_exceeded")) == []
    assert words("target_exceeded").startswith("Số liệu báo cáo tổng")
    assert place_of(figure("target_exceeded")) == "Không có ô riêng"


def test_one_that_is_switched_off_stands_nowhere(world: World) -> None:
    Indicator.objects.filter(key="pledge_households").update(active=False)
    assert [line.words for line in screens(figure("pledge_households"))] == ["Đã tắt: không hiện ở trang nào."]


def test_all_that_sources_name_are_told(world: World) -> None:
    named = {key for source in all_sources() for key in source.keys}
    silent = [one.key for one in Indicator.objects.filter(key__in=named) if not origins(one)]
    assert silent == []
