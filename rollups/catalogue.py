"""Which indicators have totals, and what is read beside each of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Q, When

from rollups.models import How, Indicator

REPORTS = "reports"  # the indicator that counts records of any kind


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The indicators with totals that anybody may see, in their order; and those that are read beside them alone.

    `companions` carry the signs of sums, or say who has reported a figure and are not shown: they were switched off, or
    not asked for.
    """

    indicators: tuple[Indicator, ...]
    companions: tuple[Indicator, ...] = ()
    said_by: Indicator | None = None  # what counts as a report, where that is not a record of the log

    def __getitem__(self, key: str) -> Indicator:
        indicator = self.get(key)
        if indicator is None:
            raise KeyError(key)
        return indicator

    def get(self, key: str) -> Indicator | None:
        return next((indicator for indicator in self.indicators if indicator.key == key), None)

    @property
    def reports(self) -> Indicator:
        return self.said_by or self[REPORTS]

    @property
    def shares(self) -> list[Indicator]:
        return [one for one in self.indicators if one.how == How.RATIO]

    @property
    def distinct(self) -> list[Indicator]:
        return [one for one in self.indicators if one.how.distinct]

    @property
    def stored(self) -> list[Indicator]:
        """Those that are summed, without the count of records and without parts of others."""
        return [
            one for one in self.indicators if one.slot is not None and one.key != REPORTS and not one.breakdown_of_id
        ]

    def made_of(self, figures: Sequence[Indicator]) -> list[Indicator]:
        """What has totals of its own, of each share its two figures."""
        every = [part for one in figures for part in ((one.numerator, one.denominator) if one.numerator else (one,))]
        return list(dict.fromkeys(part for part in every if part is not None))

    def with_presences(self, summed: Sequence[Indicator], figures: Sequence[Indicator]) -> list[Indicator]:
        """What is summed, and behind it what says of `figures` whether they are reported, and the signs of sums."""
        wanted = {one.presence_id for one in figures} - {None, *(one.pk for one in summed)}
        signs = {one.below_id for one in figures} | {one.above_id for one in figures}
        presences = [one for one in (*self.indicators, *self.companions) if one.pk in wanted]
        return [*summed, *presences, *(one for one in self.companions if one.pk in signs)]

    def beside(self, key: str) -> Indicator | None:
        """An indicator that others are read with, shown or not."""
        return next((one for one in (*self.indicators, *self.companions) if one.key == key), None)

    def parts_of(self, indicator: Indicator) -> list[Indicator]:
        parts = [one for one in self.indicators if one.breakdown_of_id == indicator.pk]
        return [one for one in parts if one.slot is not None or one.how == How.RATIO]


def catalogue(keys: Iterable[str] | None = None) -> Catalogue:
    """All indicators with totals, or those of `keys` and the count of records; shares where both their parts are."""
    some, signs = Q(), Q(below_of__isnull=False) | Q(above_of__isnull=False)
    told = Indicator.objects.filter(presence__isnull=False)
    if keys is not None:
        keys = list(keys)
        some, signs = Q(key__in=[REPORTS, *keys]), Q(below_of__key__in=keys) | Q(above_of__key__in=keys)
        told = told.filter(key__in=keys)
    stored = Q(slot__isnull=False) | (Q(aggregation=Indicator.Aggregation.DISTINCT) & ~Q(fed_by=""))
    figures = Q(
        some,
        stored | Q(numerator__isnull=False),
        # Without the count of records no page could say what was reported.
        Q(key=REPORTS) | Q(active=True, sensitivity=Indicator.Sensitivity.OPEN),
    )
    # Whoever switches one of these off takes it from the pages, and not the word of those whose figures hang on it.
    presences = Q(slot__isnull=False, pk__in=told.order_by().values("presence"))
    rows = Indicator.objects.filter(figures | signs | presences).order_by("order", "key")
    found = list(rows.annotate(shown=Case(When(figures, then=True), default=False, output_field=BooleanField())))
    signed = {one.below_id for one in found} | {one.above_id for one in found}
    shown = {one.pk: one for one in found if one.shown and one.pk not in signed}
    return Catalogue(
        tuple(one for one in shown.values() if one.how != How.RATIO or _made_of(one, shown)),
        tuple(one for one in found if one.pk not in shown),
    )


def _made_of(share: Indicator, found: Mapping[int, Indicator]) -> bool:
    """Give a share its two figures, which were read beside it."""
    above, below = found.get(share.numerator_id or 0), found.get(share.denominator_id or 0)
    if above is None or below is None:
        return False
    share.numerator, share.denominator = above, below
    return True
