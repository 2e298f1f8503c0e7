"""What communes report of their periods: tips and conflicts each month, campaigns each half-year."""

from collections.abc import Iterator
from datetime import date, timedelta

from antq.demo.articles import SONG_CAU, Articles, Fixed
from antq.demo.catalogues import Catalogues
from antq.demo.entries import Event, Place
from campaigns.contents import Content
from communes.models import REORGANISED_ON
from returns.contents import ReturnContent
from returns.qualifiers import Qualifier
from rollups.models import SCALE

TIPS, CAMPAIGNS = "tips_and_conflicts", "campaigns_and_discipline"
LAST_LEGACY_DAY = REORGANISED_ON - timedelta(1)
LAST_OF_MONTH = 14
HALVES = (6, 12)  # the months in which they end
# F060: "các đợt cao điểm" of the first half of 2024.
FIRST_HALF_OF_2024 = date(2024, 6, 14)


def returns(place: Place, day: date, articles: Articles) -> Iterator[Fixed]:
    """The forms whose period ends on a day; that in which the old communes ended is cut."""
    cut = place.last == day == LAST_LEGACY_DAY
    if day.day == LAST_OF_MONTH or cut:
        told = articles.tips(place.slug, day)
        yield Fixed((("valuable_tips", told),) if told is not None else (), occasion=TIPS)
    if (day.day == LAST_OF_MONTH and day.month in HALVES) or cut:
        yield Fixed(occasion=CAMPAIGNS, told=(place.slug, day) == (SONG_CAU, FIRST_HALF_OF_2024))


def returned(place: Place, event: Event, fixed: Fixed, catalogues: Catalogues) -> Content:
    say = tips if fixed.occasion == TIPS else campaigns
    amounts, words = say(event, fixed)
    return ReturnContent(
        on=event.on,
        definition=catalogues.returns[fixed.occasion],
        amounts={key: number * SCALE for key, number in amounts.items()},
        words=words,
        start=began(place, event.on, 1 if fixed.occasion == TIPS else HALVES[0]),
    )


def tips(event: Event, fixed: Fixed) -> tuple[dict[str, int], dict[str, str]]:
    """Few tips; some conflicts, of which a station does not always know the number."""
    chance = event.chance
    amounts = {
        "valuable_tips": max(0, chance.below(10) - 7),
        "conflicts_resolved": chance.between(1, 9),
        **dict(fixed.items),
    }
    rough = {0: Qualifier.OVER.value, 1: Qualifier.NEARLY.value}.get(chance.below(30))
    return amounts, {"conflicts_resolved": rough} if rough else {}


def campaigns(event: Event, fixed: Fixed) -> tuple[dict[str, int], dict[str, str]]:
    if fixed.told:
        return {"campaigns_joined": 0, "officers_disciplined": 0}, {"campaigns_joined": Qualifier.SOME.value}
    return {"campaigns_joined": event.chance.between(1, 2), "officers_disciplined": 0}, {}


def began(place: Place, end: date, months: int) -> date:
    """The 15th so many months before the month of the period's end; not before the commune."""
    number = 12 * end.year + end.month - 1 - (months if end.day == LAST_OF_MONTH else 0)
    first = date(number // 12, number % 12 + 1, LAST_OF_MONTH + 1)
    return max(first, REORGANISED_ON) if end >= REORGANISED_ON else first
