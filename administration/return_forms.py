"""Actions on forms of returns: a form and its lines come with the figures that they feed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from administration.catalogues import cut, free_key
from administration.defined import Figure, free_place, made
from audit.actions import content, record_audit
from returns.models import ReturnForm, ReturnLine
from returns.models.forms import MOST_LINES
from rollups.actions import add_indicator, claim_indicator, sign_indicator
from rollups.models import Indicator

FILED = gettext_lazy("Đã có báo cáo của kỳ hết ngày %(day)s: chọn ngày sau đó.")
TOO_MANY = gettext_lazy("Mỗi mẫu báo cáo có nhiều nhất %(most)s số liệu.")


@transaction.atomic
def define_form(*, by: User, row: ReturnForm, group: str) -> ReturnForm:
    """Store a new form with the figure that counts its returns. The caller leaves the row's own audit row."""
    row.key = row.key or free_key(ReturnForm, row.name_en)
    row.presence = add_indicator(
        by=by,
        key=free_key(Indicator, f"{row.key} returns"),
        name_vi=cut("name_vi", f"Báo cáo: {row.name_vi}"),
        name_en=cut("name_en", f"Returns: {row.name_en}"),
        unit_vi="báo cáo",
        unit_en="returns",
        group=group,
        source=Indicator.Source.RETURN,
        stored=True,
        fed_by=row.source,
        tells_itself=True,
    )
    row.full_clean(exclude=["presence"])
    row.save(force_insert=True)
    return row


@transaction.atomic
def add_line(*, by: User, row: ReturnLine, figure: Figure) -> ReturnLine:
    """Store a number that a form asks for; one that follows another may feed the same figure."""
    if row.form.about_log:
        raise ValidationError(_("Mẫu báo không phát sinh không có số liệu."))
    filed = last_filed(row.form)
    if filed and row.valid_from <= filed and (row.valid_to is None or row.valid_to >= filed):
        raise ValidationError({"valid_from": str(FILED) % {"day": f"{filed:%d/%m/%Y}"}})
    row.indicator = _fed(by, row, figure)
    if row.qualified:
        row.indicator = sign_indicator(by=by, indicator=row.indicator)
    meanwhile = row.form.lines.valid_within(row.valid_from, row.valid_to or date.max)
    row.order = row.order or free_place(meanwhile, MOST_LINES, TOO_MANY)
    row.full_clean()
    row.save(force_insert=True)
    return row


def _fed(by: User, row: ReturnLine, figure: Figure) -> Indicator:
    """The indicator that the form feeds, made where it is new: nothing, and not 0, without a return and before it."""
    if not isinstance(figure, Indicator):
        figure = made(by, figure, stored=False, source=Indicator.Source.RETURN)
    indicator = claim_indicator(
        by=by, indicator=figure, fed_by=row.form.source, since=row.valid_from, signed=row.qualified
    )
    if indicator.presence_id is None:
        before = content(indicator)
        indicator.presence = row.form.presence
        indicator.save(update_fields=["presence"])
        record_audit(by=by, action="change_indicator", obj=indicator, before=before, after=content(indicator))
    return indicator


def last_filed(form: ReturnForm) -> date | None:
    """The end of the last period of which there is a return: nobody was asked for new numbers until then."""
    found: date | None = form.returns.filter(record__deleted=False).aggregate(on=Max("end"))["on"]
    return found


def free_figures(form: ReturnForm | None = None) -> QuerySet[Indicator]:
    """What the returns of a form may feed: open figures of returns that nothing feeds yet, and its own."""
    own = [form.source] if form is not None and form.pk else []
    rows = Indicator.objects.filter(
        aggregation=Indicator.Aggregation.SUM,
        source=Indicator.Source.RETURN,
        sensitivity=Indicator.Sensitivity.OPEN,
        active=True,
        breakdown_of__isnull=True,
        fed_by__in=["", *own],
    )
    return rows.exclude(pk__in=ReturnForm.objects.values("presence"))
