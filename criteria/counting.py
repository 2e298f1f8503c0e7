"""What assessments count, said once: the writer's change for one, `rollups --verify` and `--rebuild`.

The choice of a unit counts on its day. Residential areas count on the last day of the range once the unit has sent
them; they are provisional until the province has decided.
"""

from collections.abc import Sequence

from criteria.models import AreaResult, Assessment, Purpose
from rollups.counts import Counts
from rollups.sources import Source, count_many

CHOSEN = "model_units_selected"
UNITS, ASSESSED, SAFE = "units_assessed_safe", "residential_areas_assessed", "safe_residential_areas"
SHARE = "safe_residential_areas_pct"  # of the last two
FIGURES = (CHOSEN, UNITS, ASSESSED, SAFE, SHARE)

SENT = Assessment.objects.filter(voided=False, sent_on__isnull=False, purpose=Purpose.SAFE)
AREAS = AreaResult.objects.filter(assessment__in=SENT)
OF_AREAS = ("assessment", "assessment__unit", "assessment__end", "assessment__state")

SOURCES: Sequence[Source] = (
    Source(
        Assessment.objects.filter(voided=False, purpose=Purpose.MODEL, nominated_on__isnull=False),
        "pk", "unit", "nominated_on", None, fixed={CHOSEN: None},
    ),
    Source(SENT, "pk", "unit", "end", "state", fixed={UNITS: None}),
    Source(AREAS, *OF_AREAS, fixed={ASSESSED: None}),
    Source(AREAS.filter(passed=True), *OF_AREAS, fixed={SAFE: None}),
)  # fmt: skip


def sources() -> Sequence[Source]:
    return SOURCES


def counted(assessments: Sequence[int]) -> Counts:
    """What assessments add up to as their rows stand in the database now."""
    return count_many(SOURCES, assessments)
