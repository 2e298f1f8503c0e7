"""The tables of a page, from what was read."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from dashboards.behind import Behind
from dashboards.changes import comparisons, difference, share, why_none
from dashboards.columns import column, columns
from dashboards.doubts import of_line, of_place
from dashboards.looks import dressed, with_thin_total
from dashboards.members import Line
from dashboards.notes import period_note, rough_note, sign_notes, word_notes
from dashboards.places import SLUG, Place, address
from dashboards.reading import Amount, Reading, all_of, lasts
from dashboards.state import By, Compare, Standing, State
from dashboards.statuses import listed, status_of_line
from dashboards.tables import SURE, Column, Doubt, Row, Show, Table, Why
from rollups.models import Indicator
from rollups.numbers import Share
from rollups.ranges import Days

FIRST = {
    By.PROVINCE: gettext_lazy("Tỉnh, thành phố"),
    By.AREA: gettext_lazy("Khu vực"),
    By.DISTRICT: gettext_lazy("Huyện"),
    By.ORIGIN: gettext_lazy("Đơn vị khi ghi"),
}
SEVERAL = {By.PROVINCE, By.AREA, By.DISTRICT}  # whose rows hold several units


def units_table(place: Place, state: State, reading: Reading, indicators: Sequence[Indicator]) -> Table:
    """A row a unit (or area, or district), a column an indicator."""
    rows = []
    for line in listed(place, state, reading):
        sums = reading.line_sums(line, state.days)
        rows.append(_row(line, state, reading, reading.side_by_side(sums, indicators)))
    total = tuple(all_of(reading.of_place(state.days, one)) for one in indicators)
    notes = [_("Dấu – là chưa báo cáo, không phải số 0.")]
    table = _with_units(_title(place, state), place, state, columns(indicators, place, state), rows, total, notes)
    return dressed(table, place, state, reading, indicators)


def figure_table(place: Place, state: State, reading: Reading, indicator: Indicator, source: Behind | None) -> Table:
    """The units behind one indicator, with the period it is compared with, and the way to their records."""
    rows = []
    for line in asked_of(place, state, reading, indicator):
        values = _compared(state, lambda days, line=line: reading.of_line(line, days, indicator))  # type: ignore[misc]
        counted = (source.of_line(line),) if source else ()
        records = source.href_of_line(line) if source else ""
        row = _row(line, state, reading, (*values, *counted), records, indicator)
        rows.append(replace(row, why=_why(state, values), doubt=_doubt(line, state, reading, values)))
    total = _compared(state, lambda days: reading.of_place(days, indicator))
    counted = (source.of_place(),) if source else ()
    shown = compared_columns(state, indicator.decimals)
    shown += [Column(pgettext("plural", "Phiếu"), show=Show.RECORDS)] if source else []
    notes = [
        *compared_notes(place, state, reading, rows),
        *ended_notes(state, reading, indicator),
        *whole_notes(indicator),
        *word_notes([*total, *(value for row in rows for value in row.values)]),
    ]
    table = _with_units(
        _title(place, state), place, state, shown, rows, (*total, *counted), notes, _why(state, total), lasts(indicator)
    )
    return with_thin_total(table, state, reading)


def indicator_table(
    place: Place, state: State, reading: Reading, indicators: Sequence[Indicator], *, rest: Indicator | None = None
) -> Table:
    """A row an indicator, with the period it is compared with; those without a number at the end.

    `rest`: a whole whose parts stand here, to be followed by what none of them explains.
    """
    rows, doubt = [], of_place(reading, state.base.days)
    for one in indicators:
        values = _compared(state, lambda days, one=one: reading.of_place(days, one))  # type: ignore[misc]
        row = Row(
            name=one.name,
            values=values,
            href=column(one, place, state).href,
            estimated=place.estimated(state, stock=lasts(one)),
            unit=one.unit,
            part=one.breakdown_of_id is not None,
            why=_why(state, values),
            doubt=doubt if values[4] is not None and (doubt.thin or place.level == "commune") else SURE,
        )
        rows.append(row)
    if rest is not None:
        rows.append(rest_row(place, state, reading, rest))
    return Table(
        title=_("Số liệu theo chỉ tiêu"),
        first=_("Chỉ tiêu"),
        columns=compared_columns(state, decimals=0, bars=False),
        rows=[row for row in rows if _counted(row)],
        units=True,
        sortable=False,
        # Parts that counted nothing would only hide the others.
        folded=[row for row in rows if not _counted(row) and not row.part],
        notes=[
            *compared_notes(place, state, reading, rows),
            *word_notes([value for row in rows for value in row.values]),
        ],
    )


def _counted(row: Row) -> bool:
    return any(row.values[:4])


def rest_row(place: Place, state: State, reading: Reading, whole: Indicator) -> Row:
    """What is left of a whole when all its parts are taken away: 2 of 102, that 78 and 22 do not explain."""
    parts = [one for one in reading.shown if one.denominator is not None and one.denominator.pk == whole.pk]
    parts = [one for one in parts if one.breakdown_of_id == whole.pk]

    def left(days: Days) -> Amount | None:
        found = [amount.all for one in parts if (amount := reading.of_place(days, one)) is not None]
        shares = [one for one in found if isinstance(one, Share)]
        if len(shares) < len(parts) or not shares:
            return None
        share = Share(shares[0].whole - sum(one.part for one in shares), shares[0].whole)
        return Amount(share, share)  # all of a register is verified

    values = _compared(state, left)
    return Row(
        name=_("Còn lại, không thuộc phần nào ở trên"), values=values, unit="%", part=True, why=_why(state, values),
        estimated=place.estimated(state, stock=True),
    )  # fmt: skip


def ended_notes(state: State, reading: Reading, indicator: Indicator) -> list[str]:
    """What a unit that is no more shows of a stock."""
    if not lasts(indicator) or not any(line.ended(state.days) for line in reading.lines):
        return []
    return [_("Đơn vị đã kết thúc: giá trị của ngày cuối cùng (“đến …”), không tính vào tổng số cuối kỳ.")]


def asked_of(place: Place, state: State, reading: Reading, indicator: Indicator) -> list[Line]:
    """The lines of a table of one figure: of a share those that it is a share of."""
    return [line for line in listed(place, state, reading) if not reading.outside(line, indicator)]


def whole_notes(indicator: Indicator) -> list[str]:
    """What a share is a share of."""
    whole = indicator.denominator
    if whole is None:
        return []
    return [_("Mẫu số: %(whole)s (%(unit)s).") % {"whole": whole.name, "unit": whole.unit}]


def trend_table(indicator: Indicator, reading: Reading) -> Table:
    """The numbers of the trend."""
    amounts = [(one, reading.of_place(one.days, indicator)) for one in reading.trend]
    rows = [Row(one.text, (all_of(amount), _verified(amount))) for one, amount in amounts]
    shown = [
        Column(f"{indicator.name} ({indicator.unit})", decimals=indicator.decimals),
        Column(_("Trong đó đã duyệt"), decimals=indicator.decimals),
    ]
    return Table(title=_("Diễn biến"), first=_("Kỳ"), columns=shown, rows=rows, sortable=False)


def trend_units_table(place: Place, state: State, reading: Reading, indicator: Indicator) -> Table:
    """A row a unit, a column a period: the numbers of the small multiples."""
    rows = []
    for line in asked_of(place, state, reading, indicator):
        amounts = [reading.of_line(line, one.days, indicator) for one in reading.trend]
        rows.append(_row(line, state, reading, tuple(all_of(one) for one in amounts), of=indicator))
    shown = [Column(one.text, short=one.short, decimals=indicator.decimals, card=one.short) for one in reading.trend]
    total = tuple(all_of(reading.of_place(one.days, indicator)) for one in reading.trend)
    notes = [_("Dấu – là chưa báo cáo, không phải số 0.")]
    notes += word_notes([*total, *(value for row in rows for value in row.values)])
    title = f"{By.TREND.label}: {indicator.name} ({indicator.unit})"
    return _with_units(title, place, state, shown, rows, total, notes)


def _title(place: Place, state: State) -> str:
    """The table is called as the tab that opens it."""
    return _("Số liệu %(by)s") % {"by": str(place.by(state).label).lower()}


def compared_columns(state: State, decimals: int, bars: bool = True) -> list[Column]:
    against = _("kỳ trước") if state.compare == Compare.PREVIOUS else _("cùng kỳ")
    return [
        Column(_("Kỳ này"), decimals=decimals, bars=bars),
        Column(_("Trong đó đã duyệt"), short=_("Đã duyệt"), decimals=decimals, minor=True),
        Column(_("Kỳ trước"), decimals=decimals),
        Column(_("Cùng kỳ năm trước"), short=_("Cùng kỳ"), decimals=decimals, card=_("Cùng kỳ")),
        Column(
            _("Tăng, giảm so với %(base)s") % {"base": against},
            short=f"± {against}",
            show=Show.DIFFERENCE,
            decimals=decimals,
            minor=True,
        ),
        Column(
            _("Tỷ lệ tăng, giảm so với %(base)s") % {"base": against}, short="± %", card=f"± {against}", show=Show.SHARE
        ),
    ]


def compared_notes(place: Place, state: State, reading: Reading, rows: Sequence[Row]) -> list[str]:
    """What the periods beside are, how much of them is reported, and what the signs say."""
    labels = (_("Kỳ trước"), _("Cùng kỳ năm trước"))
    notes = [
        period_note(label, one, words, place, reading)
        for label, (one, words) in zip(labels, comparisons(state), strict=True)
        if not reading.later  # as many days of them hold no return either
    ]
    return [*notes, *sign_notes({row.why for row in rows}, loose=any(row.loose for row in rows))]


def _compared(state: State, of: Callable[[Days], Amount | None]) -> tuple[int | None, ...]:
    amount = of(state.days)
    now, before, last_year = all_of(amount), all_of(of(state.before.days)), all_of(of(state.last_year.days))
    base = before if state.compare == Compare.PREVIOUS else last_year
    return (now, _verified(amount), before, last_year, difference(now, base), share(now, base))


def _why(state: State, values: tuple[int | None, ...]) -> Why:
    now, _checked, before, last_year, *_changes = values
    return why_none(now, before if state.compare == Compare.PREVIOUS else last_year)


def _doubt(line: Line, state: State, reading: Reading, values: tuple[int | None, ...]) -> Doubt:
    return SURE if values[4] is None else of_line(line, reading, state.base.days)


def _with_units(
    title: str,
    place: Place,
    state: State,
    shown: list[Column],
    rows: list[Row],
    total: tuple[int | None, ...],
    notes: list[str],
    why: Why = Why.KNOWN,
    lasting: bool = False,
) -> Table:
    """Some of the units have no total: theirs is not that of the place."""
    by, some = place.by(state), place.narrows(state)
    notes = [*notes, rough_note()] if any(row.estimated for row in rows) else notes
    return Table(
        title=f"{title}: {str(Standing(state.status).label).lower()}" if some else title,
        first=str(FIRST.get(by, _("Đơn vị"))),
        columns=shown,
        rows=rows,
        total=None if some else Row(_("Tổng số"), total, estimated=place.estimated(state, stock=lasting), why=why),
        status=_("Đã báo cáo") if by in SEVERAL else _("Tình trạng"),
        notes=notes,
    )


def _row(
    line: Line,
    state: State,
    reading: Reading,
    values: tuple[int | None, ...],
    records: str = "",
    of: Indicator | None = None,
) -> Row:
    """The row of a unit; its name leads to its own page, of one figure to that figure."""
    status, text = status_of_line(line, reading)
    kind, slug = line.page
    href = ""
    if slug:
        page = address(kind, "figure", of.key) if of else address(kind, "dashboard")
        href = page.replace(SLUG, slug) + state.carried
    rough = line.rough(stock=of is not None and lasts(of))
    return Row(line.name, values, status, text, href, records, line.sort_key, rough)


def _verified(amount: Amount | None) -> int | None:
    return None if amount is None else amount.verified
