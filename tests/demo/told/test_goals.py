"""Totals, targets and restricted figures of the press read as they were printed (domain/seed_figures.csv)."""

from datetime import date
from typing import Any

import pytest

from campaigns.models import Campaign
from communes.models import Unit
from returns.models import RestrictedFigure
from returns.selectors import restricted_of, totals_of
from targets.board import board
from targets.models import Target

pytestmark = pytest.mark.django_db
DAY = date(2025, 1, 14)

TOLD = {
    ("06-2000", "propaganda_sessions"): "gần 310 buổi",
    ("06-2000", "valuable_tips"): "37 tin",
    ("06-2000", "gun_parts_collected"): "nhiều linh kiện",
    ("06-2000", "investigator_norm_per_station"): "tối thiểu 1 Điều tra viên/đơn vị",
    ("06-2000", "staff_norm_per_station"): "8 CBCS/đơn vị",
    ("02047-2000", "propaganda_sessions"): "26 lượt",
    ("02047-2000", "ammunition_collected"): "72 viên…",
    ("38-2000", "self_mgmt_models_active"): "146 mô hình",
    ("38-2000", "valuable_tips"): "hàng nghìn nguồn tin",
    ("38-2000", "conflicts_resolved"): "hàng chục nghìn mâu thuẫn",
    ("01837-2000", "pledge_groups_signed"): "các tổ",
    ("01837-2000", "cameras_active"): "10 thiết bị camera",
    ("01837-2000", "awards_given"): "nhiều tập thể, cá nhân",
}
KEPT = {
    ("01843-2000", "serious_crimes"): "không có vụ",
    ("01843-2000", "drug_users_change_vs_2020"): "giảm",
    ("38-2000", "order_crime_cases_solved"): "1.164 vụ",
    ("38-2000", "at_risk_youth_managed"): "hơn 2.566 người…",
    ("01837-2000", "released_persons_supported"): "14 người",
}


@pytest.mark.parametrize(
    ("place", "text"), TOLD.items(), ids=lambda one: "-".join(one) if isinstance(one, tuple) else ""
)
def test_a_published_total_reads_as_printed(told: Any, place: tuple[str, str], text: str) -> None:
    slug, key = place
    found = {one.indicator.key: one.text for one in totals_of(Unit.objects.get(slug=slug))}
    assert found[key] == text


@pytest.mark.parametrize(
    ("place", "text"), KEPT.items(), ids=lambda one: "-".join(one) if isinstance(one, tuple) else ""
)
def test_a_restricted_figure_reads_as_printed(told: Any, place: tuple[str, str], text: str) -> None:
    slug, key = place
    found = {one.indicator.key: one.text for one in restricted_of(Unit.objects.get(slug=slug))}
    assert found[key] == text


def test_nothing_restricted_is_anywhere_else(told: Any) -> None:
    keys = set(RestrictedFigure.objects.values_list("indicator__key", flat=True))
    assert not {one.indicator.key for unit in Unit.objects.filter(slug__in=["06-2000", "38-2000", "01837-2000"])
                for one in totals_of(unit)} & keys  # fmt: skip


def test_one_month_into_the_campaign(told: Any) -> None:
    """F001, with the records that F002 and F004 count."""
    tet = Campaign.objects.get(start=date(2024, 12, 15))
    found = board(tet, Unit.objects.get(slug="06-2000"), tet.phases.order_by("start").first(), DAY)
    reached = {row.indicator.key: row.so_far for row in found.rows}
    assert found.elapsed == "1 tháng đầu"
    assert found.units == 108
    assert board(tet, found.place, None, DAY).rows[0].goal.units == 108
    assert reached == {} or reached["propaganda_sessions"] == 310_000


@pytest.mark.parametrize(
    ("slug", "key", "value", "direction", "outcome", "assigner"),
    [
        ("01843-2000", "officers_disciplined", 0, "at_most", "", "Công an thành phố Bắc Kạn"),
        ("06-2000", "stations_independent_office_pct", 100_000, "at_least", "", "Công an tỉnh Bắc Kạn"),
        ("01837-2000", "model_commune_target", 1000, "at_least", "", "Công an tỉnh Bắc Kạn"),
        ("01837-2000", "target_exceeded", None, "at_least", "exceeded", "Công an thành phố Bắc Kạn"),
        ("01837-2000", "crime_reduction_target_pct", -5000, "at_least", "", "Công an thành phố Bắc Kạn"),
    ],
)
def test_a_target_is_kept_with_who_gave_it(
    told: Any, slug: str, key: str, value: int | None, direction: str, outcome: str, assigner: str
) -> None:
    target = Target.objects.get(unit__slug=slug, indicator__key=key)
    assert (target.thousandths, target.direction, target.outcome) == (value, direction, outcome)
    assert target.assigner_name == assigner
