"""Targets of the demonstration's campaigns, and what the press told as totals, targets and restricted figures."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.models import User
from antq.demo.chance import Chance
from campaigns.models import Campaign
from communes.models import Station, Unit
from returns.models import ReportedTotal, RestrictedFigure
from rollups.models import SCALE, Indicator
from targets.models import Target

STEWARD = "thu"
# What a commune is asked for in two months, at least and at most.
ASKED = {"patrol_sessions": (10, 26), "propaganda_sessions": (3, 9), "guns_collected": (1, 3)}
BAC_KAN, YEN_THUONG, PHUNG_CHI_KIEN, SONG_CAU, THANH_HOA = (
    "06-2000", "02047-2000", "01843-2000", "01837-2000", "38-2000",
)  # fmt: skip
CITY_POLICE = "Công an thành phố Bắc Kạn"
SEVEN_MONTHS = (date(2024, 1, 1), date(2024, 7, 31))
SONG_CAU_2024 = (date(2024, 1, 1), date(2024, 8, 2))
TET = (date(2024, 12, 15), date(2025, 1, 14))
YEAR_2024 = (date(2024, 1, 1), date(2024, 12, 31))
PILOT = (date(2021, 6, 1), date(2021, 12, 31))

Row = tuple[str, str, date | None, date, int | None, str, dict[str, Any]]
# unit, figure, range, value, word: published totals, as the articles tell them.
PUBLISHED: list[Row] = [
    (BAC_KAN, "propaganda_sessions", *TET, 310, "nearly", {}),  # F002
    (BAC_KAN, "valuable_tips", *TET, 37, "exact", {}),  # F003
    (BAC_KAN, "guns_collected", *TET, 140, "exact", {}),  # F004
    (BAC_KAN, "ammunition_collected", *TET, 37, "exact", {}),  # F005
    (BAC_KAN, "electroshock_devices_collected", *TET, 25, "exact", {}),  # F006
    (BAC_KAN, "gun_parts_collected", *TET, None, "many", {}),  # F007
    (BAC_KAN, "pilot_elapsed_months", *PILOT, 6, "exact", {}),  # F009
    (YEN_THUONG, "pilot_elapsed_months", *PILOT, 6, "exact", {}),  # F010
    (YEN_THUONG, "propaganda_sessions", *PILOT, 26, "exact", {"told_unit": "lượt"}),  # F011
    (YEN_THUONG, "ammunition_collected", *PILOT, 72, "exact", {"open_list": True}),  # F014
    (BAC_KAN, "staff_norm_per_station", None, date(2025, 2, 28), 8, "exact", {"told_unit": "CBCS/đơn vị"}),  # F042
    (
        BAC_KAN, "investigator_norm_per_station", None, date(2025, 2, 28), 1, "at_least",
        {"told_unit": "Điều tra viên/đơn vị"},
    ),  # F044
    (THANH_HOA, "self_mgmt_models_active", None, date(2025, 1, 31), 146, "exact", {}),  # F045
    (THANH_HOA, "dan_van_kheo_models_active", None, date(2025, 1, 31), 50, "exact", {}),  # F046
    (THANH_HOA, "valuable_tips", None, date(2025, 1, 31), None, "thousands", {"told_unit": "nguồn tin"}),  # F047
    (THANH_HOA, "conflicts_resolved", *YEAR_2024, None, "tens_of_thousands", {}),  # F054
    (SONG_CAU, "pledge_groups_signed", date(2024, 8, 2), date(2024, 8, 2), None, "some", {}),  # F057
    (SONG_CAU, "movement_models_active", None, date(2024, 8, 2), 5, "exact", {"open_list": True}),  # F059
    (SONG_CAU, "campaigns_joined", *SEVEN_MONTHS, None, "some", {}),  # F060
    (SONG_CAU, "cameras_active", None, date(2024, 8, 2), 10, "exact", {"told_unit": "thiết bị camera"}),  # F065
    (SONG_CAU, "awards_given", date(2024, 8, 2), date(2024, 8, 2), None, "many", {"told_unit": "tập thể, cá nhân"}),
]  # fmt: skip
RESTRICTED: list[Row] = [
    (PHUNG_CHI_KIEN, "serious_crimes", date(2021, 10, 1), date(2021, 12, 31), None, "none", {}),  # F032
    (PHUNG_CHI_KIEN, "complex_hotspots", None, date(2021, 12, 31), None, "none", {}),  # F033
    (PHUNG_CHI_KIEN, "drug_users_change_vs_2020", date(2021, 1, 1), date(2021, 12, 31), None, "fewer", {}),  # F034
    (THANH_HOA, "hotspots_arising", None, date(2025, 1, 31), None, "none", {}),  # F048
    (THANH_HOA, "order_crime_cases_solved", *YEAR_2024, 1164, "exact", {}),  # F049
    (THANH_HOA, "order_crime_offenders", *YEAR_2024, 2428, "exact", {}),  # F050
    (THANH_HOA, "drug_crime_cases", *YEAR_2024, 638, "exact", {}),  # F051
    (THANH_HOA, "drug_crime_offenders", *YEAR_2024, 1812, "exact", {}),  # F052
    (THANH_HOA, "drug_rings_dismantled", *YEAR_2024, 46, "exact", {}),  # F053
    (THANH_HOA, "at_risk_youth_managed", *YEAR_2024, 2566, "over", {"open_list": True}),  # F055
    (SONG_CAU, "managed_subjects_warned_pct", *SEVEN_MONTHS, 100, "exact", {}),  # F062
    (SONG_CAU, "released_persons_supported", *SONG_CAU_2024, 14, "exact", {}),  # F066
]
# unit, figure, range, value, word, who asked: targets of the articles.
TARGETS: list[tuple[str, str, date, date, int | None, dict[str, Any]]] = [
    (
        PHUNG_CHI_KIEN, "officers_disciplined", date(2021, 10, 1), date(2021, 12, 31), 0,
        {"direction": "at_most", "assigner_name": CITY_POLICE},
    ),  # F025
    (
        BAC_KAN, "stations_independent_office_pct", date(2025, 1, 1), date(2025, 3, 31), 100,
        {"assigner_name": "Công an tỉnh Bắc Kạn"},
    ),  # F040
    (
        SONG_CAU, "model_commune_target", date(2023, 1, 1), date(2025, 12, 31), 1,
        {"assigner_name": "Công an tỉnh Bắc Kạn", "told_unit": "phường"},
    ),  # F058
    (SONG_CAU, "target_exceeded", *SEVEN_MONTHS, None, {"outcome": "exceeded", "assigner_name": CITY_POLICE}),  # F061
    (
        SONG_CAU, "crime_reduction_target_pct", date(2024, 8, 1), date(2024, 12, 31), -5,
        {"assigner_name": CITY_POLICE},
    ),  # F064
]  # fmt: skip


def create_goals() -> None:
    """Write what is not there yet: targets of campaigns, totals, restricted figures (their indicators switched on)."""
    steward = User.objects.get(username=STEWARD).pk
    known = {one.key: one for one in Indicator.objects.all()}
    Indicator.objects.filter(key__in={row[1] for row in RESTRICTED} | {"crime_reduction_target_pct"}).update(
        active=True
    )
    units = {one.slug: one for one in Unit.objects.filter(slug__in={row[0] for row in [*PUBLISHED, *RESTRICTED]})}
    kinds: list[tuple[type[ReportedTotal] | type[RestrictedFigure], list[Row], dict[str, str]]] = [
        (ReportedTotal, PUBLISHED, {"kind": "published"}),
        (RestrictedFigure, RESTRICTED, {}),
    ]
    for model, rows, more in kinds:
        for slug, key, start, end, value, word, others in rows:
            place = {"unit": units[slug], "indicator": known[key], "start": start, "end": end, **more}
            amount = None if value is None else value * SCALE
            given = {"thousandths": amount, "qualifier": word, "by_id": steward, **others}
            model.objects.get_or_create(**place, voided=False, defaults=given)
    for slug, key, start, end, value, others in TARGETS:
        amount = None if value is None else value * SCALE
        place = {"unit": units[slug], "indicator": known[key], "start": start, "end": end}
        given = {"thousandths": amount, "by_id": steward, **others}
        Target.objects.get_or_create(**place, assigner_name=others["assigner_name"], defaults=given)
    _of_campaigns(known, steward)


def _of_campaigns(known: Mapping[str, Indicator], steward: int) -> None:
    """A number for each station of the province, once a campaign is announced."""
    rows = []
    for campaign in Campaign.objects.filter(targets=None, unit__isnull=False):
        stations = Station.objects.valid_on(campaign.start).filter(unit__province=campaign.unit)
        for unit in Unit.objects.filter(pk__in=stations.values("unit")).order_by("pk"):
            chance = Chance("target", campaign.name, unit.slug)
            for key, (low, high) in ASKED.items():
                rows.append(
                    Target(
                        unit=unit, indicator=known[key], start=campaign.start, end=campaign.end, campaign=campaign,
                        thousandths=chance.between(low, high) * SCALE, by_id=steward,
                        assigner=campaign.unit, assigner_name=campaign.unit.station_name if campaign.unit else "",
                    )
                )  # fmt: skip
    Target.objects.bulk_create(rows, batch_size=500)
