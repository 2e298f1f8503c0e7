"""Each figure read off the screen that shows it: the words that are seen there, and nothing else."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse

from campaigns.models import Campaign
from communes.models import Level
from models_selfmgmt.models import ModelType
from rollups.models import Indicator
from tests.coverage.markup import Node, parsed
from tests.coverage.people import People, browser, unit
from tests.coverage.table import Figure, figures

# The stock that a share of stations stands on.
OF_SHARES = {
    "stations_with_housing_pct": "stations_with_housing",
    "stations_fully_staffed_pct": "stations_fully_staffed",
    "stations_with_investigator_pct": "stations_with_investigator",
}


class Reader:
    """The leadership of the province, who read restricted figures too."""

    def __init__(self, people: People) -> None:
        places = {one.place for one in figures()}
        self.clients = {slug: browser(people.leader(unit(slug))) for slug in places}

    def page(self, figure: Figure, *args: object, **query: object) -> Node:
        """The screen of a figure at an address, as a leader of its province sees it."""
        address = reverse(figure.screen, args=args)
        answer = self.clients[figure.place].get(f"{address}?{urlencode(query)}" if query else address)
        if answer.status_code != 200:
            raise LookupError(f"{address} {query}: {answer.status_code}")
        return parsed(answer.content.decode())

    def seen(self, figure: Figure) -> set[str]:
        return set(READERS[figure.screen](self, figure))


def of_figure(reader: Reader, figure: Figure) -> list[str]:
    """The number that stands large, and the totals that were told beside it."""
    start = figure.start or figure.end
    query = {"from": start, "to": figure.end, "lens": "recorded"}
    page = reader.page(figure, figure.place, figure.page, **query)
    hero = page.one(cls="hero")
    value, measured = hero.one(cls="figure-value").one("span"), hero.one(cls="figure-unit")
    return [f"{value.text} {measured.text}", *(one.one("b").text for one in hero.all(cls="told"))]


def of_rows(reader: Reader, figure: Figure) -> list[str]:
    """Lines that name the figure and its days."""
    name = Indicator.objects.get(key=figure.indicator).name
    days = f"{figure.start:%d/%m/%Y}–{figure.end:%d/%m/%Y}" if figure.start else f"đến {figure.end:%d/%m/%Y}"
    found = []
    for row in reader.page(figure, figure.place).all("li", "row"):
        told = row.all(cls="row-main")
        if told and named(told[0]) == name and any(days in one.text for one in told[0].all("small")):
            found.append(row.one("b", "num").text)
    return found


def named(line: Node) -> str:
    """What a line is about: its own words, or those of the link to its page."""
    return line.own or line.one("a").text


def of_stations(reader: Reader, figure: Figure) -> list[str]:
    """The share on a card: k/n and percent; a total of stations is the n of all cards."""
    key = OF_SHARES.get(figure.indicator, figure.indicator)
    name = "" if key == "stations_total" else Indicator.objects.get(key=key).name
    found = []
    for card in reader.page(figure, figure.place, on=figure.end.isoformat()).all("article", "figure"):
        if name in ("", card.one(cls="figure-label").text):
            found += [card.one(cls="figure-value").one("span").text, card.one(cls="figure-unit").text]
    return found


def of_register(reader: Reader, figure: Figure) -> list[str]:
    """What a type covers of the commune: k/n. A total of areas is the n of all types."""
    kinds = ModelType.objects.filter(places_indicator__key=figure.indicator)
    wanted = {f"type-{one.key}" for one in kinds}
    panels = [one for one in reader.page(figure, figure.place).all(cls="model-type") if one.all("h3")]
    shown = [one for one in panels if not wanted or one.one("h3").attrs["id"] in wanted]
    return [fact.text for one in shown for fact in one.one(cls="panel-head").all("span")]


def of_list(reader: Reader, figure: Figure) -> list[str]:
    """The models that a name finds, and how many these are."""
    kind = ModelType.objects.get(new_indicator__key=figure.indicator)
    page = reader.page(figure, type=kind.key, q=figure.shown[1][:100].rsplit(" ", 1)[0])
    counts = {one.one("dt").text: one.one("dd").text for one in page.one(cls="model-counts").all("div")}
    names = [one.text for one in page.all("th", "model-name")]
    return [f"{counts['Mô hình, thiết bị, tổ đội']} {figure.unit}", *names]


def of_board(reader: Reader, figure: Figure) -> list[str]:
    """How much of the campaign has passed, among the words above its targets."""
    campaign = Campaign.objects.get(start__lte=figure.end, end__gte=figure.end, unit__level=Level.PROVINCE)
    page = reader.page(figure, campaign.pk, figure.place, on=figure.end.isoformat())
    return page.one(cls="filters-end").text.split(" · ")


READERS: dict[str, Callable[[Reader, Figure], list[str]]] = {
    "unit_figure": of_figure,
    "reported_totals": of_rows,
    "restricted_figures": of_rows,
    "unit_targets": of_rows,
    "province_readiness": of_stations,
    "model_register": of_register,
    "model_list": of_list,
    "campaign_board": of_board,
}
