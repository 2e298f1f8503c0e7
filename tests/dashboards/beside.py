"""Comparisons asked for in tests, and the pages that they must agree with."""

from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from dashboards import selectors
from dashboards.beside.asking import Beside, open_beside
from dashboards.beside.reading import read_beside
from dashboards.beside.table import table_of
from dashboards.kinds import UNIT
from dashboards.places import Place
from dashboards.tables import Row, Table
from tests.dashboards.figures import state_of

MONTH = "period=month-2026-10"


def compared(asked: Beside, query: str) -> Table:
    state = state_of(asked.place, query)
    return table_of(asked.place, state, read_beside(asked, state), fold=asked.everything)


def of_user(user: User, slug: str, query: str, *others: str) -> Table:
    return compared(open_beside(user, UNIT, slug, with_others(*others)), query)


def with_others(*others: str) -> QueryDict:
    return QueryDict("&".join(f"with={slug}" for slug in others))


def by_key(table: Table) -> dict[str, Row]:
    return {row.href.split("/figures/")[1].split("/")[0]: row for row in table.all_rows}


def own_page(place: Place, query: str) -> dict[str, Row]:
    """The table by figures of a place's own page."""
    return by_key(selectors.dashboard(place, state_of(place, f"{query}&by=indicator")).table)


def address(slug: str, *others: str, query: str = MONTH) -> str:
    more = "".join(f"&with={other}" for other in others)
    return f"{reverse('unit_beside', args=[slug])}?{query}{more}"
