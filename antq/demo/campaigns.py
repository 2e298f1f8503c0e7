"""The campaigns (đợt cao điểm) of the demonstration: three a year, so that one is running on most days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.models import Campaign, CampaignPhase
from communes.models import Level, Unit

# Tết of the year that follows the campaign's beginning.
LUNAR_YEARS = {
    2024: "Giáp Thìn", 2025: "Ất Tỵ", 2026: "Bính Ngọ", 2027: "Đinh Mùi", 2028: "Mậu Thân", 2029: "Kỷ Dậu",
    2030: "Canh Tuất",
}  # fmt: skip
BAC_KAN, THAI_NGUYEN = "06", "19"
FIRST_YEAR = 2023
ANNOUNCED = timedelta(days=30)  # ahead of its beginning


@dataclass(frozen=True)
class Planned:
    name: str
    start: date
    end: date
    phases: tuple[tuple[str, date, date], ...]


def create_campaigns(until: date) -> None:
    """Create those that are announced by a day and not there yet, for the province of their time."""
    for plan in planned(until):
        old = plan.start < date(2025, 7, 1)
        provinces = Unit.objects.valid_on(plan.start).filter(level=Level.PROVINCE)
        campaign, created = Campaign.objects.get_or_create(
            name=plan.name,
            start=plan.start,
            end=plan.end,
            unit=provinces.get(code=BAC_KAN if old else THAI_NGUYEN),
        )
        if created:
            CampaignPhase.objects.bulk_create(
                CampaignPhase(campaign=campaign, name=name, start=start, end=end) for name, start, end in plan.phases
            )


def planned(until: date) -> Iterator[Planned]:
    for year in range(FIRST_YEAR, until.year + 1):
        for plan in (_festival(year), _weapons(year), _tet(year)):
            # Records begin in 2024; so does what is told of campaigns.
            if plan.end.year > FIRST_YEAR and plan.start <= until + ANNOUNCED:
                yield plan


def _tet(year: int) -> Planned:
    lunar = LUNAR_YEARS.get(year + 1, "")
    start, end = date(year, 12, 15), date(year + 1, 2, 14)
    return Planned(
        " ".join(f"Đợt cao điểm tấn công, trấn áp tội phạm, bảo đảm ANTT Tết Nguyên đán {lunar} {year + 1}".split()),
        start,
        end,
        (
            ("Giai đoạn 1: tháng đầu cao điểm", start, date(year + 1, 1, 14)),
            ("Giai đoạn 2: trước, trong và sau Tết", date(year + 1, 1, 15), end),
        ),
    )


def _festival(year: int) -> Planned:
    return Planned(
        f"Đợt thi đua hướng tới Ngày hội Toàn dân bảo vệ an ninh Tổ quốc 19/8/{year}",
        date(year, 7, 1),
        date(year, 8, 19),
        (),
    )


def _weapons(year: int) -> Planned:
    return Planned(
        f"Đợt cao điểm vận động giao nộp vũ khí, vật liệu nổ, công cụ hỗ trợ và pháo năm {year}",
        date(year, 10, 15),
        date(year, 12, 14),
        (),
    )
