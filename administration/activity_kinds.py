"""Actions on defined kinds: a kind, its counts and its choices come with the figures that they feed."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from administration.catalogues import cut, free_key
from administration.defined import Figure, free_place, made
from audit.actions import content, record_audit
from campaigns.models import ActivityChoice, ActivityCount, ActivityKind, ChoiceList, ListedChoice
from campaigns.models.kinds import MOST_COUNTS, RESERVED
from communes.vietnamese import search_key
from rollups.actions import add_indicator, claim_indicator
from rollups.models import Indicator

TOO_MANY = gettext_lazy("Mỗi loại việc có nhiều nhất %(most)s số liệu.")
COUNTS_RECORDS = gettext_lazy("Chỉ tiêu này đếm số phiếu của loại việc: chọn chỉ tiêu khác.")


@transaction.atomic
def define_kind(*, by: User, row: ActivityKind, figure: Figure, coverage: Figure | None = None) -> ActivityKind:
    """Store a new kind with the figure that counts its records. The caller leaves the row's own audit row."""
    row.key = row.key or kind_key(row.name_en)
    row.indicator = fed(by, row, figure, row.valid_from)
    row.coverage = fed(by, row, coverage, row.valid_from) if coverage else None
    row.full_clean(exclude=["indicator", "coverage"])
    row.save(force_insert=True)
    return row


def kind_key(name: str) -> str:
    key = free_key(ActivityKind, name)
    return free_key(ActivityKind, f"{key} log") if key in RESERVED else key


@transaction.atomic
def add_count(*, by: User, row: ActivityCount, figure: Figure) -> ActivityCount:
    """Store a number that the form of a kind asks for; one that follows another may feed the same figure."""
    if figure in (row.kind.indicator, row.kind.coverage):
        raise ValidationError(COUNTS_RECORDS)  # each record would be added to itself
    row.indicator = fed(by, row.kind, figure, row.valid_from)
    meanwhile = row.kind.counts.valid_within(row.valid_from, row.valid_to or date.max)
    row.order = row.order or free_place(meanwhile, MOST_COUNTS, TOO_MANY)
    if row.split is not None:
        part_by(by=by, row=row.split, whole=row.indicator)
    row.full_clean()
    row.save(force_insert=True)
    return row


@transaction.atomic
def add_choice(*, by: User, row: ActivityChoice, counted: bool = False) -> ActivityChoice:
    """Store a choice; one that is counted gives each choice of its list a figure, part of the kind's records."""
    taken = set(row.kind.choices.values_list("key", flat=True))
    wanted = search_key(row.label_en).replace(" ", "_")[:30].strip("_") or "choice"
    row.key = wanted if wanted not in taken else f"{wanted}_{len(taken)}"
    if counted and row.list is not None:
        part_by(by=by, row=row.list, whole=row.kind.indicator)
    elif row.list is not None and row.list.whole is not None:
        raise ValidationError({"list": _("Danh sách này đã tách một chỉ tiêu khác.")})
    row.full_clean(exclude=["key"])
    row.save(force_insert=True)
    return row


@transaction.atomic
def add_listed(*, by: User, row: ListedChoice) -> ListedChoice:
    """Store a choice of a list; where the list parts a figure, with a figure of its own."""
    row.key = row.key or free_key(ListedChoice, row.name_en, "" if row.list.whole is None else f"{row.list.whole.key}_")
    if row.list.whole is not None:
        row.indicator = part_of(by, row.list.whole, row)
    row.save(force_insert=True)
    return row


@transaction.atomic
def part_by(*, by: User, row: ChoiceList, whole: Indicator) -> ChoiceList:
    """Let a list part a figure: each of its choices gets a part of it. A list parts one figure for ever."""
    row = ChoiceList.objects.select_for_update(no_key=True).get(pk=row.pk)
    if row.whole_id == whole.pk:
        return row
    if row.whole_id or ActivityChoice.objects.filter(list=row).exists():
        raise ValidationError(_("Danh sách “%(name)s” đã dùng ở nơi khác: lập danh sách riêng.") % {"name": row.name})
    if ChoiceList.objects.filter(whole=whole).exists():
        raise ValidationError(_("“%(name)s” đã tách theo danh sách khác.") % {"name": whole.name})
    before = content(row)
    row.whole = whole
    row.save(update_fields=["whole"])
    record_audit(by=by, action="change_choicelist", obj=row, before=before, after=content(row))
    for choice in row.choices.all():
        before = content(choice)
        choice.indicator = part_of(by, whole, choice)
        choice.save(update_fields=["indicator"])
        record_audit(by=by, action="change_listedchoice", obj=choice, before=before, after=content(choice))
    return row


@transaction.atomic
def rename_listed(*, by: User, row: ListedChoice) -> ListedChoice:
    """Store a changed choice and give its figure the same name."""
    row.save()
    if row.indicator is not None and row.list.whole is not None:
        _rename(by, row.indicator, *part_names(row.list.whole, row))
    return row


@transaction.atomic
def rename_kind(*, by: User, row: ActivityKind) -> ActivityKind:
    """Store a changed kind; the figure that was called as it was, and the parts of that, follow its name."""
    before = ActivityKind.objects.get(pk=row.pk)
    row.save()
    if row.indicator.name_vi == cut("name_vi", before.name_vi) and row.name_vi != before.name_vi:
        _rename(by, row.indicator, cut("name_vi", row.name_vi), cut("name_en", row.name_en))
        for part in ListedChoice.objects.filter(list__whole=row.indicator_id, indicator__isnull=False):
            if part.indicator is not None:
                _rename(by, part.indicator, *part_names(row.indicator, part))
    return row


def _rename(by: User, indicator: Indicator, name_vi: str, name_en: str) -> None:
    before = content(indicator)
    indicator.name_vi, indicator.name_en = name_vi, name_en
    if content(indicator) != before:
        indicator.save(update_fields=["name_vi", "name_en"])
        record_audit(by=by, action="change_indicator", obj=indicator, before=before, after=content(indicator))


def part_names(whole: Indicator, choice: ListedChoice) -> tuple[str, str]:
    vietnamese, english = f"{whole.name_vi}: {choice.name_vi}", f"{whole.name_en}: {choice.name_en}"
    return cut("name_vi", vietnamese), cut("name_en", english)


def part_of(by: User, whole: Indicator, choice: ListedChoice) -> Indicator:
    name_vi, name_en = part_names(whole, choice)
    return add_indicator(
        by=by,
        key=free_key(Indicator, f"{whole.key}_{choice.key}"),
        name_vi=name_vi,
        name_en=name_en,
        unit_vi=whole.unit_vi,
        unit_en=whole.unit_en,
        group=whole.group,
        decimals=whole.decimals,
        stored=True,
        breakdown_of=whole,
        fed_by=whole.fed_by,
        # Nobody was asked for a choice before it was there, nor for a part before its whole.
        since=max(day for day in (whole.since, choice.valid_from) if day is not None),
    )


def fed(by: User, kind: ActivityKind, figure: Figure, since: date) -> Indicator:
    """The indicator that the kind feeds from a day on, made where it is new; nothing of before is zero."""
    if isinstance(figure, Indicator):
        return claim_indicator(by=by, indicator=figure, fed_by=kind.source, since=since)
    adds = Indicator.Aggregation.DISTINCT if figure.distinct else Indicator.Aggregation.SUM
    return made(by, figure, stored=not figure.distinct, aggregation=adds, fed_by=kind.source, since=since)


def free_figures(kind: ActivityKind | None = None, *, distinct: bool = False) -> Any:
    """What the records of a kind may feed: figures of logs that nothing feeds yet, and those of its own numbers."""
    adds = Indicator.Aggregation.DISTINCT if distinct else Indicator.Aggregation.SUM
    sources = ["", kind.source] if kind is not None and kind.pk else [""]
    rows = Indicator.objects.filter(
        aggregation=adds,
        source=Indicator.Source.LOG,
        sensitivity=Indicator.Sensitivity.OPEN,
        fed_by__in=sources,
        active=True,  # one that is switched off has no page
    )
    if kind is not None and kind.pk:
        rows = rows.exclude(pk__in=[kind.indicator_id, kind.coverage_id])  # they count its records
    return rows.exclude(key="reports").filter(breakdown_of__isnull=True)


def last_use(kind: ActivityKind) -> Any:
    """The day of its last record."""
    return kind.activities.order_by("-record__on").values_list("record__on", flat=True).first()
