"""Pages as their people use them: opened, filled in, sent, read."""

import re
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from models_selfmgmt.models import ModelType
from rollups.models import Indicator
from tests.coverage.markup import Node, parsed
from tests.coverage.people import browser

HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')


def seen(client: Client, name: str, /, *args: Any, **query: Any) -> Node:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return parsed(answer.content.decode())


def filled(client: Client, where: str, /, *args: Any, **typed: Any) -> Node:
    """Open the page of a form, send it as it came with what was typed, and give the page that follows."""
    address = reverse(where, args=args)
    hidden = dict(HIDDEN.findall(client.get(address).content.decode()))
    hidden.pop("csrfmiddlewaretoken", None)
    answer = client.post(address, hidden | typed, follow=True)
    page = parsed(answer.content.decode())
    assert answer.redirect_chain, [one.text for one in page.all(cls="field-error")]
    return page


def switched_on(client: Client, row: Indicator | ModelType) -> None:
    """Tick it as an administrator does: its page is sent as it came, with the tick."""
    address = reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])
    page = client.get(address).context
    forms = [page["adminform"].form]
    for shown in page["inline_admin_formsets"]:
        forms += [shown.formset.management_form, *shown.formset.forms]
    sent = {field.html_name: field.value() for form in forms for field in form}
    answer = client.post(address, {name: _typed(value) for name, value in sent.items()} | {"active": "on"})
    assert answer.status_code == 302, answer.context["errors"]
    row.refresh_from_db()
    assert row.active


def _typed(value: Any) -> Any:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None or value is False else value


def facts(page: Node) -> dict[str, str]:
    """What a record or a model says, by the name of each line."""
    found = {}
    for told in page.all("dl", "facts"):
        for name, value in zip(told.all("dt"), told.all("dd"), strict=True):
            lines = [one.text for one in value.all("li")]
            found[name.text] = "; ".join(lines) or value.text
    return found


def large(user: User, key: str, place: str, start: Any, end: Any) -> str:
    """The number that stands large on the page of a figure."""
    query = {"from": start, "to": end, "lens": "recorded"}
    hero = seen(browser(user), "unit_figure", place, key, **query).one(cls="hero")
    return f"{hero.one(cls='figure-value').one('span').text} {hero.one(cls='figure-unit').text}"
