"""Returns as records: one spec a form, one family for all. Lists, approval, receipts and totals ask it."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.actions.details import save
from campaigns.actions.errors import Refused
from campaigns.contents import Content
from campaigns.counting import below
from campaigns.forms.activity import not_used
from campaigns.kinds.spec import Family, KindSpec, Sheet, Titles
from campaigns.models import Record, RecordKind
from campaigns.models.records import Hold
from campaigns.presenting import Fact
from communes.models import Unit
from periods.presets import range_text
from returns import sheets
from returns.contents import ReturnContent
from returns.definition import Asked, Definition
from returns.entry import entry_form_of
from returns.models import Return, ReturnAmount, ReturnForm
from returns.periods import around, ending
from returns.qualifiers import ABOVE, BELOW, WITH_NUMBER, Qualifier, said
from returns.standing import already, standing
from rollups.ranges import Days

SOURCES = (
    # "Không phát sinh" is said of the log: it counts there.
    below(Return, "record", where={"form__about_log": True}, fixed={"reports": None}),
    below(Return, "record", where={"form__about_log": True, "record__late": True}, fixed={"late_reports": None}),
    below(Return, "record", by={"form__presence": None}),
    below(ReturnAmount, "period_return__record", by={"line__indicator": "thousandths"}, scale=1),
    below(ReturnAmount, "period_return__record", where={"qualifier__in": BELOW}, by={"line__indicator__below": None}),
    below(ReturnAmount, "period_return__record", where={"qualifier__in": ABOVE}, by={"line__indicator__above": None}),
)


def spec_of_row(row: ReturnForm) -> KindSpec:
    definition = Definition(row)
    return KindSpec(
        kind=RecordKind.RETURN,
        key=row.page_key,
        name=row.name,
        titles=Titles(add=row.name, edit=_("Sửa báo cáo: %(form)s") % {"form": row.name}, again=_("Báo cáo kỳ khác")),
        records=Q(kind=RecordKind.RETURN, period_return__form=row.pk),
        address=("return_add", row.key),
        template="returns/_entry.html",
        make_form=partial(entry_form_of, definition),
        read=partial(read, row),
        write=partial(write, definition),
        facts=partial(facts, definition),
        summary=summary,
        settle=settle,
        is_offered=row.is_valid_on,
        sheet=Sheet(
            columns=partial(sheets.columns, definition),
            cells=sheets.cells,
            related=sheets.RELATED,
            column_of=lambda figure: f"count_{figure.key}",
        ),
    )


def read(row: ReturnForm, record: Record, common: dict[str, Any]) -> Content:
    filed = record.period_return
    lines = list(filed.amounts.select_related("line__indicator").order_by("pk"))
    return ReturnContent(
        **common,
        definition=row,
        start=filed.start,
        amounts={one.line.indicator.key: one.thousandths for one in lines},
        words={one.line.indicator.key: one.qualifier for one in lines if one.qualifier != Qualifier.EXACT},
    )


def write(definition: Definition, record: Record, content: ReturnContent, new: bool) -> None:
    row, lines = definition.row, definition.lines(content.on)
    if not ReturnForm.objects.in_log(record.unit).filter(pk=row.pk).exists():
        raise PermissionDenied
    if not row.is_valid_on(content.on):
        raise Refused(not_used(row.name, content.on), "on")
    days = ending(row.every, record.unit, content.on)
    if days is None:
        raise Refused(_("Chọn một kỳ báo cáo."), "on")
    if lines.keys() != content.amounts.keys():
        raise Refused(_("Ghi đủ các số của mẫu báo cáo; không có thì ghi 0."))
    filed = Return(record=record, form=row, unit=record.unit, start=days.start, end=days.end, counts=counts(record))
    _save(filed, new)
    if not new:
        filed.amounts.all().delete()
    ReturnAmount.objects.bulk_create(
        ReturnAmount(
            period_return=filed,
            line=line,
            thousandths=content.amounts[key],
            qualifier=content.words.get(key, Qualifier.EXACT) if line.qualified else Qualifier.EXACT,
        )
        for key, line in lines.items()
    )


def _save(filed: Return, new: bool) -> None:
    """One of a form, unit and period counts, also where two are sent at one moment."""
    if other := standing(filed.form, filed.unit, filed.end, but=filed.record):
        raise Refused(already(other.record), "on")
    try:
        with transaction.atomic():
            save(filed, new)
    except IntegrityError:
        other = standing(filed.form, filed.unit, filed.end, but=filed.record)
        if other is None and ending(filed.form.every, filed.unit, filed.end) is None:
            raise Refused(_("Chọn một kỳ báo cáo."), "on") from None  # moved since it was looked up
        if other is None:
            raise
        raise Refused(already(other.record), "on") from None


def counts(record: Record) -> bool:
    return not record.deleted and record.hold == Hold.NONE


def settle(record: Record) -> None:
    Return.objects.filter(record=record).update(counts=counts(record))


def facts(definition: Definition, content: ReturnContent, day: Fact, areas: Fact) -> list[Fact]:
    """The period, and every number that the form ever asked for, so that two contents have the same fields."""
    period = around(definition.row.every, content.on)
    days = range_text(Days(content.start, content.on)) if content.start else day.lines[0]
    named = f"{period.label} ({days})" if period and period.label != days else days
    said_of = [Fact(one.field, one.label, _told(one, content)) for one in definition.asked]
    none = [Fact("nothing", _("Nội dung"), (_("Không phát sinh việc nào trong kỳ"),))]
    return [day, Fact("period", _("Kỳ báo cáo"), (named,)), *(none if definition.row.about_log else said_of)]


def _told(asked: Asked, content: ReturnContent) -> tuple[str, ...]:
    if asked.key not in content.amounts:
        return ()
    return (words_of(content.amounts[asked.key], content.words.get(asked.key), asked),)


def words_of(thousandths: int, word: str | None, asked: Asked) -> str:
    word = word or Qualifier.EXACT.value
    number = thousandths if word in WITH_NUMBER else None
    return said(number, word, asked.indicator.unit, decimals=asked.indicator.decimals)


def summary(record: Record) -> list[str]:
    filed = record.period_return
    days = range_text(Days(filed.start, filed.end))
    if filed.form.about_log:
        return [_("Kỳ %(days)s") % {"days": days}]
    lines = sorted(filed.amounts.all(), key=lambda one: (one.line.order, one.pk))
    told = [
        f"{one.line.indicator.name}: {words_of(one.thousandths, one.qualifier, Asked((one.line,)))}" for one in lines
    ]
    return [_("Kỳ %(days)s") % {"days": days}, *told]


def of_log(unit: Unit) -> list[KindSpec]:
    return [spec_of_row(row) for row in ReturnForm.objects.in_log(unit)]


def of_reader(user: User) -> list[KindSpec]:
    return [spec_of_row(row) for row in ReturnForm.objects.of_reader(user)]


FAMILY = Family(
    kind=RecordKind.RETURN,
    sources=SOURCES,
    one=("period_return__form",),
    many=("period_return__amounts__line__indicator",),
    of_record=lambda record: spec_of_row(record.period_return.form),
    of_content=lambda content: spec_of_row(content.definition),
    of_log=of_log,
    of_reader=of_reader,
)
