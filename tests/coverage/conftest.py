"""What a test says that it covers, it opens: each screen of the row (tests/coverage/features.csv)."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.test import Client

from tools.coverage import ROOT, items


@cache
def screens() -> dict[str, set[str]]:
    return {one.id: set(one.screens) for one in items(ROOT)}


@pytest.fixture(autouse=True)
def opened(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """The names of all addresses that a test asks for."""
    found: set[str] = set()
    ask = Client.request

    def asked(client: Client, **environ: Any) -> Any:
        answer = ask(client, **environ)
        if answer.status_code < 400:
            found.add(answer.resolver_match.view_name)
        return answer

    monkeypatch.setattr(Client, "request", asked)
    yield found
    rows = [row for mark in request.node.iter_markers("covers") for row in mark.args if row in screens()]
    assert {row: screens()[row] - found for row in rows if screens()[row] - found} == {}
