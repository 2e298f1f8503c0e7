"""The readiness of all stations of a province on a day: each share with its own denominator."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from communes.models import Kind, Station, Unit
from rollups.models import SCALE, Indicator
from rollups.ranges import Days
from rollups.selectors import Question, Window, read
from stations.counting import COMMUNES, COMMUNES_AND_TOWNSHIPS
from stations.models import Office, Readiness

EVERY = (Kind.XA, Kind.THI_TRAN, Kind.PHUONG, Kind.DAC_KHU)
# Key of the stock, population of its share.
SHARES: list[tuple[str, Collection[Kind]]] = [
    ("stations_independent_office", COMMUNES_AND_TOWNSHIPS),
    ("stations_office_under_construction", COMMUNES_AND_TOWNSHIPS),
    ("stations_with_housing", COMMUNES),
    ("stations_fully_staffed", COMMUNES_AND_TOWNSHIPS),
    ("stations_with_investigator", EVERY),
]


@dataclass(frozen=True)
class Line:
    """A station on the day; `standing` is None where it has not reported."""

    unit: Unit
    standing: Readiness | None

    @property
    def office(self) -> str:
        return self.standing.office if self.standing else ""


@dataclass(frozen=True)
class Share:
    """`count` of `among` stations, `reported` of them known; `percent` in thousandths, to a tenth."""

    indicator: Indicator
    population: str
    count: int
    among: int
    reported: int

    @property
    def percent(self) -> int | None:
        return round(1000 * self.count / self.among) * SCALE // 10 if self.among and self.reported else None

    @property
    def missing(self) -> int:
        return self.among - self.reported


@dataclass(frozen=True)
class Sheet:
    """`rest`: stations that neither have an office of their own nor build one, as far as is known."""

    province: Unit
    on: date
    lines: Sequence[Line]
    shares: Sequence[Share]

    @property
    def reported(self) -> int:
        return sum(line.standing is not None for line in self.lines)

    @property
    def rest(self) -> int:
        own, building = self.shares[:2]
        return own.among - own.count - building.count

    @property
    def without_office(self) -> int:
        return sum(line.office == Office.NONE and line.unit.kind in COMMUNES_AND_TOWNSHIPS for line in self.lines)


def sheet(province: Unit, on: date) -> Sheet:
    """Read the stations that stood on the day, and the totals of what they said."""
    standing = {row.unit_id: row for row in Readiness.objects.standing().valid_on(on).filter(unit__province=province)}
    stations = Station.objects.valid_on(on).filter(unit__province=province).select_related("unit")
    lines = [Line(one.unit, standing.get(one.unit_id)) for one in stations.order_by("unit__sort_key", "unit_id")]
    return Sheet(province, on, lines, _shares(province, on, lines))


def _shares(province: Unit, on: date, lines: Sequence[Line]) -> list[Share]:
    """Counts come from the totals, denominators from the stations."""
    found = {one.key: one for one in Indicator.objects.filter(key__in=[key for key, _kinds in SHARES])}
    indicators = [found[key] for key, _kinds in SHARES]
    question = Question({province.pk: 0}, [Window(Days(on, on))])
    sums = read([question], indicators, Indicator.objects.get(key="reports")).sums.get((0, 0, 0))
    counts = sums.all if sums else (0,) * len(indicators)
    shares = []
    for (_key, kinds), indicator, count in zip(SHARES, indicators, counts, strict=True):
        among = [line for line in lines if line.unit.kind in kinds]
        reported = sum(line.standing is not None for line in among)
        shares.append(Share(indicator, _population(kinds, among), count // SCALE, len(among), reported))
    return shares


def _population(kinds: Collection[Kind], among: Sequence[Line]) -> str:
    """Whose share it is: "Công an xã, thị trấn"."""
    names = dict.fromkeys(Kind(line.unit.kind) for line in among)
    words = [str(kind.label).lower() for kind in EVERY if kind in names and kind in kinds]
    return _("Công an %(kinds)s") % {"kinds": ", ".join(words)}
