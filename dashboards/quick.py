"""The quick report of a page: its figures as a sentence to copy."""

from collections.abc import Sequence

from django.utils import translation

from dashboards.doubts import of_place
from dashboards.places import Place
from dashboards.reading import Reading, all_of, lasts
from dashboards.sentences import About, Figure, report
from dashboards.state import Compare, State
from dashboards.statuses import missing_words
from dashboards.wording import lowered, words_of
from periods.presets import Choice, range_text
from rollups.models import Indicator


def quick_report(place: Place, state: State, reading: Reading, indicators: Sequence[Indicator]) -> str:
    """Tell the figures of a place: heads, each with those that are told with it. Nothing, where none is in use."""
    if not indicators:
        return ""
    with translation.override("vi"):
        if state.ahead:
            return f"{state.choice.text}: kỳ chưa bắt đầu, chưa có số liệu."
        if reading.unasked is not None:
            return f"{state.choice.text}: {lowered(words_of(reading.unasked))} “{indicators[0].name}”."
        heads = [one for one in indicators if one.attached_to_id not in {head.pk for head in indicators}]
        figures = [_figure(one, [a for a in indicators if a.attached_to_id == one.pk], state, reading) for one in heads]
        return report(_about(place, state, reading), figures)


def _figure(
    indicator: Indicator, attached: Sequence[Indicator], state: State, reading: Reading, *, told_with: bool = False
) -> Figure:
    amount = reading.of_place(state.days, indicator)
    return Figure(
        name=indicator.name,
        unit=indicator.unit,
        value=all_of(amount),
        base=all_of(reading.of_place(state.base.days, indicator)),
        decimals=indicator.decimals,
        # What is told with another has no verb of its own.
        phrase=indicator.phrase if told_with or not indicator.attached_to_id else "",
        attached=tuple(_figure(one, [], state, reading, told_with=True) for one in attached),
        estimated=reading.place.estimated(state, stock=lasts(indicator)),
        group=indicator.group,
    )


def _about(place: Place, state: State, reading: Reading) -> About:
    doubt = of_place(reading, state.base.days)
    reported, sums = reading.reported(state.days), reading.place_sums(state.days)
    return About(
        subject=subject(place),
        days=reading.begun,
        campaign=_campaign(state.choice),
        against=_against(state),
        until=f"{state.last:%d/%m/%Y}" if state.runs else "",
        units=reported.units,
        partial=reported.partial,
        missing=reported.missing,
        provisional=sums is not None and sums.verified_reports < sums.reports,
        base_lacks="" if reading.later else missing_words(place, reading, state.base.days),
        base_thin=doubt.words if doubt.thin and _has_base(state, reading) else "",
    )


def _has_base(state: State, reading: Reading) -> bool:
    """Where nothing at all was reported then, each figure says so itself."""
    sums = reading.place_sums(state.base.days)
    return sums is not None and sums.reports > 0


def _campaign(choice: Choice) -> str:
    """The name of a campaign or its phase as a sentence goes on with it; other periods are told by their days."""
    if choice.token.partition("-")[0] not in {"campaign", "phase"}:
        return ""
    name = choice.name
    if name.lower().startswith("đợt "):
        return f"đ{name[1:]}"
    return f"đợt c{name[1:]}" if name.lower().startswith("cao điểm") else f"đợt cao điểm “{name}”"


def _against(state: State) -> str:
    name = "kỳ trước" if state.compare == Compare.PREVIOUS else "cùng kỳ năm trước"
    return f"{name} ({range_text(state.base.days)})"


def subject(place: Place) -> str:
    """Who did what the numbers tell."""
    if place.unit is not None and place.unit.leaf:
        return place.unit.station_name
    return f"Công an cấp xã {ground(place)}"


def ground(place: Place) -> str:
    """Where the units of a place are."""
    if place.level == "nation":
        return "trên toàn quốc"
    name = lowered(place.name)
    return f"trên {name}" if place.area else f"trên địa bàn {name}"
