"""The way from a figure that assessments count to these."""

from urllib.parse import urlencode

from django.urls import reverse

from communes.models import Level
from criteria.counting import FIGURES
from dashboards.places import Place
from dashboards.state import Lens, State
from rollups.models import Indicator


def counts_assessments(figure: Indicator) -> bool:
    return figure.key in FIGURES


def assessments_href(place: Place, state: State, figure: Indicator, counted: int | None) -> str:
    """The list of the assessments behind the figure of a place, where it has any."""
    if not counts_assessments(figure) or not counted:
        return ""
    fields = {"figure": figure.key, "from": state.days.start, "to": state.days.end}
    one = place.area or place.unit
    if one is not None:
        fields["area" if place.area else "unit"] = one.slug
    # A province holds its history in both lenses.
    if state.touches_past and place.level != Level.PROVINCE and place.lens(state) == Lens.RECORDED:
        fields["lens"] = Lens.RECORDED.value
    return f"{reverse('assessment_list')}?{urlencode(fields)}"
