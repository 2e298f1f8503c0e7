"""The page of what is to be looked at again: rows in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from dashboards.frame import Frame, Link
from dashboards.outliers.finding import Outlier, Outliers
from dashboards.places import SLUG, address
from rollups.models import SCALE
from rollups.numbers import grouped

FEW = 5 * SCALE


@dataclass(frozen=True, slots=True)
class Mark:
    """A row; `slug`, `key` and `value` say which number somebody has looked at."""

    unit: str
    slug: str
    figure: str
    key: str
    counted_in: str
    value: int
    text: str
    usual: str
    above: bool
    href: str
    said: str
    clears: bool  # whether who looks may say that it was looked at


@dataclass(frozen=True)
class Page:
    frame: Frame
    found: Outliers

    @property
    def trail(self) -> list[Link]:
        state = self.frame.state
        return [*self.frame.trail, Link(self.frame.name, self.frame.place.href() + state.carried)]

    @cached_property
    def waiting(self) -> list[Mark]:
        return self._marks(self.found.waiting)

    @cached_property
    def looked_at(self) -> list[Mark]:
        return self._marks(self.found.looked_at)

    @property
    def alone(self) -> bool:
        """One unit: its name stands in the heading."""
        return self.frame.place.level == "commune"

    def _marks(self, found: Sequence[Outlier]) -> list[Mark]:
        return [self._mark(one) for one in found]

    def _mark(self, one: Outlier) -> Mark:
        low, high, middle = (grouped(_rounded(value)) for value in (one.usual.low, one.usual.high, one.usual.median))
        said = f"{one.by}, {timezone.localtime(one.at):%d/%m/%Y}" if one.at else ""
        figure = address("unit", "figure", one.indicator.key).replace(SLUG, one.unit.slug)
        return Mark(
            unit=one.unit.name,
            slug=one.unit.slug,
            figure=one.indicator.name,
            key=one.indicator.key,
            counted_in=one.indicator.unit,
            value=one.value,
            text=grouped(one.value, one.indicator.decimals),
            usual=_("thường từ %(low)s đến %(high)s, trung vị %(median)s") % {
                "low": low, "high": high, "median": middle
            },
            above=one.above,
            href=figure + self.frame.state.carried,
            said=said,
            clears=one.unit.pk in self.found.cleared,
        )  # fmt: skip


def _rounded(thousandths: int) -> int:
    """To a whole number, where it is more than a few: halves of an outing tell nothing."""
    return thousandths if thousandths < FEW else round(thousandths / SCALE) * SCALE
