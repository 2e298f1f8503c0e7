"""What tests of reminders read of a place, of a page and of its rows."""

import re

from django.test import Client
from django.urls import reverse

from dashboards.places import Place
from dashboards.reminders.owed import Owed, owed_in
from tests.dashboards.figures import state_of


def owed(place: Place, query: str) -> dict[str, Owed]:
    return {one.unit.name: one for one in owed_in(place, state_of(place, query)).owed}


def page(client: Client, name: str, slug: str, query: str) -> str:
    answer = client.get(f"{reverse(name, args=[slug])}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def rows_of(text: str) -> list[list[str]]:
    """The cells of the list, without its head."""
    rows = re.findall(r"<tr>\s*(?:<td.*?</td>\s*)?<th scope=\"row\">.*?</tr>", text, re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells]
