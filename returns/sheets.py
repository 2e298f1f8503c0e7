"""Returns as rows of a spreadsheet: the period, then each number and the word beside it in columns of their own."""

from decimal import Decimal

from django.utils.translation import gettext as _

from campaigns.models import Record
from campaigns.models.records import RecordQuerySet
from campaigns.spreadsheets import Cell, Column, count_column
from periods.presets import range_text
from returns.definition import Asked, Definition
from returns.qualifiers import WITH_NUMBER, Qualifier
from rollups.models import SCALE
from rollups.ranges import Days

RELATED = ("period_return__amounts__line__indicator",)


def columns(definition: Definition, records: RecordQuerySet) -> dict[str, Column]:
    found = {"period": Column(_("Kỳ báo cáo"), 24)}
    for asked in definition.asked:
        found[asked.field] = count_column(asked.label, asked.indicator.decimals)
        if asked.ever_qualified:
            found[asked.word] = Column(_("%(figure)s: mức") % {"figure": asked.indicator.name}, 14)
    return found


def cells(record: Record) -> dict[str, Cell]:
    """A word that stands for a number leaves the number empty; beside one that is exact there is no word."""
    filed = record.period_return
    found: dict[str, Cell] = {"period": range_text(Days(filed.start, filed.end))}
    for line in filed.amounts.all():
        asked, word = Asked((line.line,)), Qualifier(line.qualifier)
        if word in WITH_NUMBER:
            found[asked.field] = Decimal(line.thousandths) / SCALE
        if word != Qualifier.EXACT:
            found[asked.word] = str(word.label)
    return found
