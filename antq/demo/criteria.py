"""Sets of criteria made up as examples, the units that the press tells were chosen, and how some communes stand.

The real sets are papers of the ministry and the provinces: a province enters its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils import timezone

from accounts.models import User
from antq.demo.accounts import Crew
from antq.demo.chance import Chance
from antq.demo.goals import PHUNG_CHI_KIEN, STEWARD, YEN_THUONG
from antq.demo.places import PROVINCE
from communes.models import ResidentialArea, ResidentialAreaMembership, Unit, valid_on
from criteria.counting import counted
from criteria.models import (
    AppliesTo,
    AreaResult,
    Assessment,
    AssessmentLine,
    AssessmentStep,
    CriteriaSet,
    Criterion,
    Evidence,
    Purpose,
    Step,
)
from rollups.counts import Counts
from rollups.models import Indicator, State

OWN = "01864-2025"  # Bằng Thành
SINCE = date(2021, 1, 1)
LAST_DAY_OF_YEAR = (11, 15)  # a commune's year of "an toàn về ANTT" ends on 15 November
ASSESSED = 12  # communes beside Bằng Thành
# key, name, purpose, level, share, criteria; the headings begin with #
SETS: list[tuple[str, str, str, str, int | None, list[str]]] = [
    (
        "vi-du-xa-dien-hinh", "Ví dụ: Xã điển hình về phong trào Toàn dân bảo vệ ANTQ", Purpose.MODEL,
        AppliesTo.COMMUNE, None,
        [
            "# Lãnh đạo, chỉ đạo", "Cấp ủy xã có nghị quyết về phong trào trong năm",
            "Ủy ban nhân dân xã có kế hoạch và tổ chức thực hiện",
            "# Tổ chức phong trào", "Có ít nhất một mô hình về an ninh, trật tự hoạt động hiệu quả",
            "Tuyên truyền đến các khu dân cư trong năm", "Tổ bảo vệ an ninh, trật tự tuần tra thường xuyên",
            "# Kết quả", "Công an xã không có cán bộ bị xử lý kỷ luật",
        ],
    ),
    (
        "vi-du-phuong-dien-hinh", "Ví dụ: Phường điển hình về phong trào Toàn dân bảo vệ ANTQ", Purpose.MODEL,
        AppliesTo.WARD, None,
        [
            "Có nghị quyết, kế hoạch về phong trào trong năm", "Có mô hình về an ninh, trật tự hoạt động hiệu quả",
            "Các tổ dân phố ký giao ước thi đua", "Công an phường không có cán bộ bị xử lý kỷ luật",
        ],
    ),
    (
        "vi-du-an-toan", "Ví dụ: Đạt tiêu chuẩn an toàn về an ninh, trật tự", Purpose.SAFE, AppliesTo.ANY, 70,
        [
            "Quý I có nghị quyết, kế hoạch và tổ chức đăng ký", "Thực hiện đầy đủ chủ trương, chính sách trên địa bàn",
            "Công an cấp xã chủ động nắm tình hình, không có cán bộ bị xử lý kỷ luật",
        ],
    ),
]  # fmt: skip
# The two units that the province chose in 2021 ("hai đơn vị"): the commune first, the ward in October.
CHOSEN = [
    (YEN_THUONG, "vi-du-xa-dien-hinh", date(2021, 6, 1)),
    (PHUNG_CHI_KIEN, "vi-du-phuong-dien-hinh", date(2021, 10, 1)),
]
PROOFS = {4: ["propaganda_sessions", "propaganda_attendances"], 5: ["patrol_sessions"]}


def create_assessments(crews: Mapping[str, Crew], until: date) -> Counts:
    """Write what is not there yet; gives what the new ones add up to."""
    steward = User.objects.get(username=STEWARD).pk
    sets = _sets(steward)
    new = [row for slug, key, on in CHOSEN if slug in crews and (row := _chosen(sets[key], slug, on, steward))]
    if OWN in crews and (row := _begun(sets["vi-du-xa-dien-hinh"], crews[OWN], until)):
        new.append(row)
    end = _last_year(until)
    open_slugs = [slug for slug in crews if slug.endswith("-2025") and slug != OWN]
    told = [OWN, *Chance("assessed").some(sorted(open_slugs), ASSESSED)]
    units = {unit.slug: unit for unit in Unit.objects.filter(slug__in=told, province__slug=PROVINCE)}
    for slug in (slug for slug in told if slug in units and slug in crews):
        if units[slug].valid_from <= end and (row := _safe(sets["vi-du-an-toan"], units[slug], crews[slug], end)):
            new.append(row)
    return counted([row.pk for row in new])


def _sets(steward: int) -> dict[str, CriteriaSet]:
    province, found = Unit.objects.get(slug=PROVINCE), {}
    for key, name, purpose, level, share, lines in SETS:
        said = {"name": name, "purpose": purpose, "level": level, "share": share, "valid_from": SINCE}
        row, new = CriteriaSet.objects.get_or_create(
            province=province, key=key, version=1, defaults=said | {"by_id": steward, "example": True}
        )
        if new:
            Criterion.objects.bulk_create(_criteria(row, lines))
        found[key] = row
    return found


def _criteria(row: CriteriaSet, lines: Sequence[str]) -> Iterable[Criterion]:
    group, number = "", 0
    for line in lines:
        if line.startswith("# "):
            group = line[2:]
            continue
        number += 1
        yield Criterion(set=row, number=number, group=group, text=line)


def _new(criteria_set: CriteriaSet, unit: int, by: int, start: date, end: date) -> Assessment | None:
    """An assessment with its unanswered lines, unless the unit has one of this range."""
    known = {"set": criteria_set, "unit_id": unit, "end": end}
    if Assessment.objects.filter(**known).exists():
        return None
    row = Assessment.objects.create(**known, purpose=criteria_set.purpose, start=start, by_id=by)
    AssessmentLine.objects.bulk_create(
        AssessmentLine(assessment=row, criterion=one) for one in criteria_set.criteria.order_by("number")
    )
    _step(row, Step.OPENED, start, by)
    return row


def _step(row: Assessment, step: Step, on: date, by: int, outcome: str = "") -> None:
    AssessmentStep.objects.create(assessment=row, step=step, on=on, by_id=by, outcome=outcome)


def _chosen(criteria_set: CriteriaSet, slug: str, on: date, steward: int) -> Assessment | None:
    """Chosen by the province, before it assessed itself."""
    unit = Unit.objects.get(slug=slug)
    row = _new(criteria_set, unit.pk, steward, on, date(on.year, 12, 31))
    if row is not None:
        row.nominated_on, row.nominated_by_id = on, steward
        row.save(update_fields=["nominated_on", "nominated_by"])
        _step(row, Step.NOMINATED, on, steward)
    return row


def _begun(criteria_set: CriteriaSet, crew: Crew, until: date) -> Assessment | None:
    """Bằng Thành is on the way: some lines answered, some proved by its own figures."""
    first = max(date(until.year, 1, 1), date(2025, 7, 1))
    if until < first:
        return None
    row = _new(criteria_set, crew.unit, crew.head, first, date(until.year, 12, 31))
    if row is None:
        return None
    lines = {line.criterion.number: line for line in row.lines.select_related("criterion")}
    for number in (1, 2, 4, 5):
        lines[number].met = True
    AssessmentLine.objects.bulk_update(lines.values(), ["met"])
    wanted = {key for keys in PROOFS.values() for key in keys}
    figures = {one.key: one for one in Indicator.objects.filter(key__in=wanted)}
    Evidence.objects.bulk_create(
        Evidence(line=lines[number], indicator=figures[key], start=first, end=date(until.year, 12, 31))
        for number, keys in PROOFS.items()
        for key in keys
        if key in figures
    )
    return row


def _safe(criteria_set: CriteriaSet, unit: Unit, crew: Crew, end: date) -> Assessment | None:
    """Sent at the end of its year; some are decided, Bằng Thành waits for the decision."""
    row = _new(criteria_set, unit.pk, crew.head, max(date(end.year - 1, 11, 16), unit.valid_from), end)
    if row is None:
        return None
    chance = Chance("safe", unit.slug, end.year)
    row.lines.update(met=True)
    here = ResidentialAreaMembership.objects.filter(valid_on(end), unit=unit).values("residential_area")
    passed = chance.between(75, 98) / 100
    results = []
    for area in ResidentialArea.objects.filter(pk__in=here).order_by("sort_key", "pk"):
        fine = Chance("safe", unit.slug, area.name, end.year).happens(passed)
        results.append(AreaResult(assessment=row, residential_area=area, passed=fine))
    AreaResult.objects.bulk_create(results)
    row.sent_on, row.sent_by_id = end, crew.head
    _step(row, Step.SENT, end, crew.head)
    if unit.slug != OWN and chance.happens(0.6):
        _decide(row, criteria_set.share or 0, end)
    row.updated_at = timezone.now()
    row.save()
    return row


def _decide(row: Assessment, share: int, on: date) -> None:
    steward = User.objects.get(username=STEWARD).pk
    results = list(row.areas.values_list("passed", flat=True))
    enough = bool(results) and 100 * sum(results) >= share * len(results)
    row.outcome = Assessment.Outcome.RECOGNISED if enough else Assessment.Outcome.NOT_RECOGNISED
    row.decided_on, row.decided_by_id, row.state = on, steward, State.VERIFIED
    _step(row, Step.DECIDED, on, steward, row.outcome)


def _last_year(until: date) -> date:
    """The last day of the newest whole year of "an toàn về ANTT"."""
    end = date(until.year, *LAST_DAY_OF_YEAR)
    return end if end <= until else date(until.year - 1, *LAST_DAY_OF_YEAR)
