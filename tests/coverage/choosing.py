"""The two units that the province chose to become models, before they had assessed themselves."""

from datetime import date

from criteria.actions import SetContent, Stated, enter_set, nominate, open_assessment
from tests.coverage.logs import PILOT, YEN_THUONG
from tests.coverage.people import People, province_today, unit
from tests.coverage.registers import PHUNG_CHI_KIEN


def choose_models(people: People) -> None:
    """F008: a commune and a ward, each against the criteria of its level."""
    for slug, level in ((YEN_THUONG, "commune"), (PHUNG_CHI_KIEN, "ward")):
        place = unit(slug)
        steward = people.steward(place)
        content = SetContent(
            name=f"Điển hình ({level})", purpose="model", level=level, share=None, paper="",
            valid_from=date(2020, 1, 1), criteria=[Stated("Có kế hoạch"), Stated("Có mô hình hiệu quả")],
        )  # fmt: skip
        criteria = enter_set(by=steward, province=province_today(place), said=content)
        row = open_assessment(by=steward, unit=place, criteria_set=criteria, start=PILOT, end=date(2021, 12, 31))
        nominate(by=steward, assessment=row, seen=row.version, on=PILOT)
