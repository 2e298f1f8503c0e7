"""What a unit reported or was asked for, typed into the pages for it, as the table of figures tells it."""

from typing import Any

from django.urls import reverse

from communes.models import Unit
from rollups.models import Indicator
from tests.coverage.people import People, send, unit
from tests.coverage.table import Figure, figures

# By how a qualifier of the table begins, and what is in it: the word of the form.
WORDS = [
    ("approx_below", "", "nearly"), ("above", "", "over"), ("minimum", "", "at_least"),
    ("order_of_magnitude", "hàng nghìn", "thousands"), ("order_of_magnitude", "hàng chục nghìn", "tens_of_thousands"),
    ("unquantified", "nhiều", "many"), ("unquantified", "các", "some"), ("direction only", "giảm", "fewer"),
    ("implied", "không", "none"),
]  # fmt: skip
WITHOUT_NUMBER = {"thousands", "tens_of_thousands", "many", "some", "fewer", "none"}
NOT_SAID = "(không ghi"  # no unit in the text
# Totals of the press; where a log, a register or a return gives the number as well, both are shown.
PUBLISHED = (
    "F002", "F003", "F007", "F009", "F010", "F011", "F014", "F042", "F044", "F047", "F054", "F057", "F059",
    "F060", "F065", "F072",
)  # fmt: skip
RESTRICTED = (
    "F032", "F033", "F034", "F048", "F049", "F050", "F051", "F052", "F053", "F055", "F062", "F066",
)  # fmt: skip
# Who asked for it, as the article names them; the body may be no more.
CITY = "Công an thành phố Bắc Kạn"
ASKED = {
    "F025": CITY, "F040": "Công an tỉnh Bắc Kạn", "F058": "Công an tỉnh Bắc Kạn", "F061": CITY, "F064": CITY,
}  # fmt: skip


def say_all(people: People) -> None:
    known = {one.id: one for one in figures()}
    for figure in (known[one] for one in PUBLISHED):
        place = unit(figure.place)
        _say(people.keeper(place), "reported_totals", place, said(figure) | {"kind": "published"})
    switch_on([known[one].indicator for one in (*RESTRICTED, *ASKED)])
    for figure in (known[one] for one in RESTRICTED):
        place = unit(figure.place)
        _say(people.steward(place), "restricted_figures", place, said(figure))
    for figure in (known[one] for one in ASKED):
        place = unit(figure.place)
        _say(people.steward(place), "unit_targets", place, asked(figure))


def switch_on(keys: list[str]) -> None:
    """Restricted indicators are off until an administrator wants them."""
    Indicator.objects.filter(key__in=keys).update(active=True)


def word(figure: Figure) -> str:
    for start, within, found in WORDS:
        if figure.qualifier.startswith(start) and within in figure.qualifier:
            return found
    return "exact"


def said(figure: Figure) -> dict[str, Any]:
    """The fields of a total: how it was told, in the unit in which it was told."""
    indicator, told = Indicator.objects.get(key=figure.indicator), word(figure)
    told_unit = "" if figure.unit == indicator.unit or figure.unit.startswith(NOT_SAID) else figure.unit
    return {
        "indicator": indicator.pk,
        "start": figure.start.isoformat() if figure.start else "",
        "end": figure.end.isoformat(),
        "qualifier": told,
        "amount": "" if told in WITHOUT_NUMBER else printed(figure.value),
        "told_unit": told_unit,
        **({"open_list": "on"} if "…" in figure.qualifier or "open" in figure.qualifier else {}),
    }


def printed(value: str) -> str:
    """As papers print it: 1.164."""
    return f"{int(value):,}".replace(",", ".") if value else ""


def asked(figure: Figure) -> dict[str, Any]:
    """The fields of a target: how much, at least or at most, or what came of it, and who asked."""
    fields = said(figure)
    names = ("indicator", "start", "end", "told_unit")
    return {name: fields[name] for name in names} | {
        "amount": figure.value,
        "direction": "at_most" if figure.value == "0" else "at_least",
        "outcome": "" if figure.value else "exceeded",
        "assigner_name": ASKED[figure.id],
    }


def _say(by: Any, address: str, place: Unit, fields: dict[str, Any]) -> None:
    send(by, reverse(address, args=[place.slug]), **fields)
