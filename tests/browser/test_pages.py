"""Every page, in every width and theme: nothing for axe, nothing for the policy, nothing on the console."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser.conftest import Open
from tests.browser.visits import NO_PAGES, VISITS, Visit
from tests.browser.watching import Watch, hold

pytestmark = pytest.mark.browser


def names(patterns: list[Any]) -> Iterator[str]:
    """The names of all addresses outside the admin site."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            yield from names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield str(pattern.name)


def test_every_page_is_visited() -> None:
    assert {visit.name for visit in VISITS} == set(names(get_resolver().url_patterns)) - NO_PAGES


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_nothing_is_wrong_with_the_page(visit: Visit, look_as: Open, made: Callable[[str], str]) -> None:
    page = look_as(visit.who)
    watch = Watch(page)
    answer = page.goto(visit.address(made))
    assert answer is not None
    assert answer.status == visit.status
    hold(watch.look())
