"""The table of a comparison: a row an indicator, the same in page and spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.models import Kind, Level
from dashboards.beside.reading import Compared
from dashboards.beside.similar import Similar
from dashboards.changes import comparisons, difference, share, why_none
from dashboards.notes import asked_notes, period_note, rough_note, sign_notes, word_notes
from dashboards.places import Place
from dashboards.reading import Reading, lasts
from dashboards.state import Compare, State
from dashboards.statuses import missing_words
from dashboards.tables import Bullet, Column, Row, Show, Table, Why, text_of
from rollups.models import SCALE, Indicator
from rollups.numbers import Share, grouped, is_exact
from rollups.ranges import Days

FULL = 100.0  # percent of a cell


@dataclass(frozen=True, slots=True)
class Base:
    """A period that the place itself is held against."""

    name: str  # "Kỳ trước"
    words: str  # which that is: "Tháng 10/2026"


def table_of(place: Place, state: State, found: Compared, *, fold: bool) -> Table:
    """`fold`: rows without any number stand apart."""
    rows = [_row(one, place, state, found) for one in found.indicators]
    empty = [not any(row.values) for row in rows]
    whys = {why for row in rows for why in row.whys}
    return Table(
        title=_("So sánh theo chỉ tiêu"),
        first=_("Chỉ tiêu"),
        columns=list(_columns(place, state, found)),
        rows=[row for row, nothing in zip(rows, empty, strict=True) if not (fold and nothing)],
        units=True,
        sortable=False,
        # Parts that counted nothing would only hide the others.
        folded=[row for row, nothing in zip(rows, empty, strict=True) if fold and nothing and not row.part],
        notes=[
            *_notes(place, state, found),
            *sign_notes(whys, loose=False),
            *word_notes([value for row in rows for value in row.values]),
        ],
        look="beside",
    )


def bases_of(state: State) -> list[Base]:
    names = (_("Kỳ trước"), _("Cùng kỳ năm trước"))
    return [Base(name, words) for name, (_one, words) in zip(names, comparisons(state), strict=True)]


def _columns(place: Place, state: State, found: Compared) -> Iterator[Column]:
    rough = place.estimated(state)
    yield Column(_("Kỳ này"), group=place.name, show=Show.BULLET, rough=rough)
    for base in bases_of(state):
        yield Column(f"{base.name} ({base.words})", short=base.name, group=place.name, card=base.name, rough=rough)
        yield Column(
            _("Tỷ lệ tăng, giảm so với %(base)s") % {"base": base.name.lower()},
            short="± %",
            group=place.name,
            show=Show.SHARE,
            card=f"± {base.name.lower()}",
        )
    for one in found.others:
        yield Column(
            called(one.place, place),
            short=one.place.name,
            group=_("Đơn vị khác"),
            card=one.place.name,
            rough=one.place.estimated(state),
        )
    if found.averaged and found.similar is not None:
        who = counted(place, found.similar)
        yield Column(
            _("Trung bình %(who)s") % {"who": who},
            short=who,
            group=_("Trung bình"),
            show=Show.AVERAGE,
            rough=found.similar.estimated,
        )


def _row(indicator: Indicator, place: Place, state: State, found: Compared) -> Row:
    now, before, last_year = (
        _of(found.own, one.days, indicator) for one in (state.choice, state.before, state.last_year)
    )
    average = found.similar.average(indicator) if found.similar is not None else None
    others = [_of(one, state.days, indicator) for one in found.others]
    changes = [(base, _part_of(now, base), why_none(now, base)) for base in (before, last_year)]
    beside = [*others, *([average] if found.averaged else [])]
    # Without the other units: a commune beside a province would have no length at all.
    top = max(value or 0 for value in (now, before, last_year, average))
    mark = average if found.averaged else before if state.compare == Compare.PREVIOUS else last_year
    return Row(
        name=indicator.name,
        values=(now, *(value for base, part, _why in changes for value in (base, part)), *beside),
        href=place.href("figure", indicator.key) + state.carried,
        unit=indicator.unit,
        part=indicator.breakdown_of_id is not None,
        firm=lasts(indicator) and not place.estimated(state, stock=True),
        whys=(
            Why.KNOWN,
            *(why for *_values, reason in changes for why in (Why.KNOWN, reason)),
            *(Why.KNOWN for _value in beside),
        ),
        bullet=_bullet(indicator, now, mark, _mark(state, found), top),
    )


def _part_of(now: int | None, base: int | None) -> int | None:
    """By how many percent it moved; shares move by points."""
    return difference(now, base) if isinstance(now, Share) else share(now, base)


def _bullet(indicator: Indicator, now: int | None, mark: int | None, words: str, top: int) -> Bullet | None:
    """The number of the place with a mark for what it is held against; `top`: what fills the cell."""
    if now is None or mark is None or top <= 0 or not (is_exact(now) and is_exact(mark)):
        return None
    column = Column("", decimals=indicator.decimals)
    unit = "" if indicator.numerator is not None else f" {indicator.unit}"
    said = f"{text_of(column, now)}{unit}; {words} {text_of(column, mark)}"
    return Bullet(_part(now, top), _part(mark, top), said)


def _part(value: int, top: int) -> float:
    return round(FULL * max(value, 0) / top, 1)


def _mark(state: State, found: Compared) -> str:
    """What the number of the place is held against."""
    if found.averaged:
        return _("trung bình")
    return _("kỳ trước") if state.compare == Compare.PREVIOUS else _("cùng kỳ")


def _notes(place: Place, state: State, found: Compared) -> list[str]:
    notes = [
        period_note(name, one, words, place, found.own)
        for name, (one, words) in zip((_("Kỳ trước"), _("Cùng kỳ năm trước")), comparisons(state), strict=True)
    ]
    if found.similar is not None and found.similar.owing:
        who = {"who": counted(place, found.similar)}
        notes.append(
            _("Trung bình của %(who)s đã báo cáo đủ trong kỳ, không kể đơn vị đang xem.") % who
            if found.averaged
            else _("Không có trung bình: %(who)s khác đã báo cáo đủ trong kỳ.") % who
        )
    partial = [(called(one.place, place), missing_words(one.place, one, state.days)) for one in found.others]
    notes += [f"{name}: {words}." for name, words in partial if words]
    notes.append(_("Vạch đứng trong cột “Kỳ này” là %(mark)s.") % {"mark": _mark(state, found)})
    if any(one.place.estimated(state) for one in found.others):
        notes.append(rough_note())
    ranges = [state.days, *(one.days for one, _words in comparisons(state))]
    return [*notes, *asked_notes(found.indicators, ranges, chosen=False)]


def counted(place: Place, alike: Similar) -> str:
    """How many reported all, of how many: "31/34 xã"."""
    kind = _("tỉnh, thành phố") if place.level == Level.PROVINCE else _kind(place)
    return f"{_number(alike.full)}/{_number(alike.owing)} {kind}"


def _kind(place: Place) -> str:
    return str(Kind(place.unit.kind).label).lower() if place.unit is not None else ""


def _number(lines: Sequence[object]) -> str:
    return grouped(len(lines) * SCALE)


def called(one: Place, place: Place) -> str:
    """A unit with its province, where that is another, and its last day, where it has one."""
    unit = one.unit
    if unit is None:
        return one.name
    if unit.province_id in {unit.pk, place.province_key} and unit.valid_to is None:
        return unit.full_name
    return unit.described


def _of(reading: Reading, days: Days, indicator: Indicator) -> int | None:
    amount = reading.of_place(days, indicator)
    return None if amount is None else amount.all
