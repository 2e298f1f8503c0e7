"""All 72 figures of the source articles, entered as their units would and read off the screens, to the digit."""

import re

import pytest

from rollups.checking import verify
from rollups.models import How, Indicator
from tests.coverage.reading import Reader
from tests.coverage.saying import ASKED
from tests.coverage.table import Figure, figures

pytestmark = pytest.mark.django_db
FIGURES = figures()
# How a figure of a page of its own comes about, by its kind in the articles.
HOW = {
    "flow": {How.FLOW, How.DISTINCT_FLOW},
    "stock": {How.STOCK, How.DISTINCT_STOCK},
}
K_OF_N = re.compile(r"^[\d.]+/[\d.]+")


@pytest.mark.covers("figures.csv")
@pytest.mark.parametrize("figure", FIGURES, ids=[one.id for one in FIGURES])
def test_a_figure_of_the_articles_is_read_off_its_screen(reader: Reader, figure: Figure) -> None:
    assert set(figure.shown) <= reader.seen(figure)


def test_there_are_72() -> None:
    assert [one.id for one in FIGURES] == [f"F{number:03}" for number in range(1, 73)]


@pytest.mark.parametrize("figure", FIGURES, ids=[one.id for one in FIGURES])
def test_what_is_expected_is_what_the_article_says(figure: Figure) -> None:
    """The words to be seen hold the digits, the unit where it is named, and are of the kind of the figure."""
    words = " ".join(figure.shown)
    if figure.value not in ("", "0"):
        digits = f"{abs(int(figure.value)):,}".replace(",", ".")
        assert re.search(rf"(?<![\d.]){re.escape(digits)}(?![\d.])", words)
    if figure.kind in ("ratio_numerator", "ratio_percent") and figure.screen != "restricted_figures":
        assert any(K_OF_N.match(one) for one in figure.shown)
    assert (figure.kind == "target") == (figure.screen == "unit_targets") == (figure.id in ASKED)


@pytest.mark.django_db
@pytest.mark.parametrize("figure", [one for one in FIGURES if one.screen == "unit_figure" and one.kind in HOW])
def test_a_figure_comes_about_as_its_kind_says(figure: Figure) -> None:
    assert Indicator.objects.get(key=figure.indicator).how in HOW[figure.kind]


def test_totals_equal_a_recount(reader: Reader) -> None:
    assert verify() == []
