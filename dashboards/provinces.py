"""The ministry's table: a row a province, and beside every total how many of its units stand behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards import columns as choose
from dashboards.asking import answered, ask
from dashboards.frame import Frame
from dashboards.members import Line, family
from dashboards.places import SLUG, Place, address
from dashboards.reading import Reading
from dashboards.state import State
from dashboards.tables import Column, Row, Table
from rollups.models import SCALE, Indicator
from rollups.numbers import Share
from rollups.selectors import Catalogue, Sums

STATIONS = "stations_all_total"


@dataclass(frozen=True)
class Group:
    """Figures that the same units stand behind: those that logged, or those that keep the register that is named."""

    name: Promise
    register: str
    figures: tuple[tuple[str, Promise], ...]


GROUPS = (
    Group(
        gettext_lazy("Sổ ghi"),
        "",
        (
            ("patrol_sessions", gettext_lazy("Tuần tra")),
            ("propaganda_sessions", gettext_lazy("Tuyên truyền")),
            ("guns_collected", gettext_lazy("Súng")),
        ),
    ),
    Group(
        gettext_lazy("Sổ mô hình"),
        "model_registers",
        (
            ("self_mgmt_models_active", gettext_lazy("Mô hình tự quản")),
            ("cameras_active", gettext_lazy("Camera")),
            ("antt_teams_active", gettext_lazy("Tổ bảo vệ ANTT")),
        ),
    ),
    Group(
        gettext_lazy("Trụ sở, biên chế"),
        "readiness_registers",
        (
            ("stations_independent_office_pct", gettext_lazy("Trụ sở độc lập")),
            ("stations_office_under_construction_pct", gettext_lazy("Đang xây dựng")),
            ("stations_with_housing_pct", gettext_lazy("Nhà ở công vụ")),
            ("stations_fully_staffed_pct", gettext_lazy("Đủ biên chế")),
            ("stations_with_investigator_pct", gettext_lazy("Có Điều tra viên")),
        ),
    ),
    Group(
        gettext_lazy("Khu dân cư"),
        "residential_area_registers",
        (("residential_areas_total", gettext_lazy("Khu dân cư")),),
    ),
)
FIGURES = tuple(key for group in GROUPS for key, _short in group.figures)
REGISTERS = tuple(group.register for group in GROUPS if group.register)
# What shares are made of is read with them.
PARTS = (
    "stations_independent_office", "stations_office_under_construction", "stations_with_housing",
    "stations_fully_staffed", "stations_with_investigator", "stations_total", "stations_of_communes_total", STATIONS,
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """`checked`: nothing is said of all records here (dashboards/_head.html)."""

    frame: Frame
    table: Table
    checked: str = ""


def read_provinces(place: Place, state: State) -> tuple[Reading, Catalogue]:
    """Every number of the table in one query, after its units."""
    known = choose.known(place, (*FIGURES, *REGISTERS, *PARTS))
    wanted = [one for key in (*FIGURES, *REGISTERS, STATIONS) if (one := known.get(key)) is not None]
    asked = ask(place, state, family(place, state), counted=[state.days])
    return answered([asked], known, wanted, verified=False)[0], known


def provinces_table(place: Place, state: State, reading: Reading, known: Catalogue) -> Table:
    shown = [(group, figures) for group in GROUPS if (figures := _figures(group, known))]
    rows = [_row(line, state, reading, shown, known) for line in reading.lines]
    return Table(
        title=_("Số liệu các tỉnh, thành phố"),
        first=_("Tỉnh, thành phố"),
        columns=[column for group, figures in shown for column in _columns(group, figures, place, state)],
        rows=rows,
        total=Row(_("Toàn quốc"), _total(state, reading, shown, known)),
        notes=[
            _("Cột “Có số liệu” là số đơn vị có số liệu trên số đơn vị có Công an cấp xã cuối kỳ."),
            _("Số liệu của sổ mô hình, trụ sở, khu dân cư là của ngày cuối kỳ; mỗi tỷ lệ có mẫu số riêng."),
            _("Dấu – là chưa báo cáo, không phải số 0."),
        ],
        look="coverage",
    )


def _figures(group: Group, known: Catalogue) -> list[tuple[Indicator, str]]:
    return [(one, str(short)) for key, short in group.figures if (one := known.get(key)) is not None]


def _columns(group: Group, figures: Sequence[tuple[Indicator, str]], place: Place, state: State) -> list[Column]:
    name = str(group.name)
    label = _("%(group)s: đơn vị có số liệu") % {"group": name}
    covered = Column(label, short=_("Có số liệu"), group=name, card=name, leads=True)
    return [
        covered,
        *(
            Column(
                f"{one.name} ({one.unit})", short=short, group=name, decimals=one.decimals, card=short,
                href=place.href("figure", one.key) + state.carried,
            )
            for one, short in figures
        ),
    ]  # fmt: skip


def _row(line: Line, state: State, reading: Reading, shown: Sequence[Any], known: Catalogue) -> Row:
    sums, count = reading.line_sums(line, state.days), reading.reported_of(line, state.days)
    kind, slug = line.page
    values = _values(
        shown,
        lambda group: _covered(group, sums, count.full, count.units, reading, known),
        lambda one: reading.of_line(line, state.days, one),
    )
    href = address(kind, "dashboard").replace(SLUG, slug) + state.carried
    return Row(line.name, values, href=href, sort_key=line.sort_key)


def _total(state: State, reading: Reading, shown: Sequence[Any], known: Catalogue) -> tuple[int | None, ...]:
    sums, count = reading.place_sums(state.days), reading.reported(state.days)
    return _values(
        shown,
        lambda group: _covered(group, sums, count.full, count.units, reading, known),
        lambda one: reading.of_place(state.days, one),
    )


def _values(
    shown: Sequence[Any], covered: Callable[[Group], int | None], of: Callable[[Indicator], Any]
) -> tuple[int | None, ...]:
    found: list[int | None] = []
    for group, figures in shown:
        amounts = [of(one) for one, _short in figures]
        found += [covered(group), *(None if amount is None else amount.all for amount in amounts)]
    return tuple(found)


def _covered(
    group: Group, sums: Sums | None, full: int, units: int, reading: Reading, known: Catalogue
) -> Share | None:
    """How many of the units stand behind a group; nothing where there is no station at all."""
    if not units:
        return None
    if not group.register:
        return Share(full * SCALE, units * SCALE)
    register = known.beside(group.register)
    place = reading.places_of.get(register.pk) if register is not None else None
    kept = sums.all[place] if sums is not None and place is not None else 0
    return Share(min(kept, units * SCALE), units * SCALE)
