"""The figure that fell most: what a page leads to, where its pictures show another."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.changes import change, share
from dashboards.doubts import of_place
from dashboards.places import Place
from dashboards.reading import Reading
from dashboards.state import State
from rollups.models import Indicator


@dataclass(frozen=True, slots=True)
class Falling:
    name: str
    text: str  # "▼ 31 %"
    href: str  # of the same page, with pictures of it


def falling(
    place: Place, state: State, reading: Reading, figures: Sequence[Indicator], focus: Indicator | None
) -> Falling | None:
    """The one of `figures` that fell most in the place; nothing where that is shown, or where it is not firm."""
    found = []
    for one in figures:
        now, base = (reading.of_place(days, one) for days in (state.days, state.base.days))
        part = share(now.all, base.all) if now is not None and base is not None else None
        if now is not None and base is not None and part is not None and part < 0:
            found.append((part, one, change(now.all, base.all, "").text))
    if not found or of_place(reading, state.base.days).thin:
        return None
    _part, most, text = min(found, key=lambda one: one[0])
    return None if most == focus else Falling(most.name, text, place.href() + state.query(focus=most.key))
