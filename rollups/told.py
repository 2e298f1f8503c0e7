"""Whether a figure was reported at all, judged in one way for every page: not reported is not zero."""

from collections.abc import Mapping

from rollups.models import Indicator
from rollups.selectors import Sums


def is_told(sums: Sums, places: Mapping[int, int], indicator: Indicator) -> bool:
    """Whether what says that the figure is reported was counted: its presence, or else a record of the log.

    `places`: where each indicator stands in the sums, by id, as `Catalogue.with_presences` laid them out.
    """
    if indicator.presence_id is None:
        return sums.reports > 0
    return sums.all[places[indicator.presence_id]] > 0


def told(sums: Sums | None, places: Mapping[int, int], indicator: Indicator) -> int | None:
    """Its thousandths; nothing where nobody said anything, or where no sum holds it: a share, a distinct figure."""
    place = places.get(indicator.pk)
    if sums is None or place is None or not is_told(sums, places, indicator):
        return None
    return sums.all[place]
