"""What the demonstration tells could have been typed: each entry passes the form of its kind unchanged."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.datastructures import MultiValueDict

from antq.demo.places import create_villages
from antq.demo.story import Story
from campaigns.contents import Content, WeaponHandoverContent, same
from campaigns.forms.choices import Choices
from campaigns.kinds.registry import spec_for
from tests.demo.figures import unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("slug", "first", "last"),
    [
        ("01864-2025", date(2025, 7, 1), date(2026, 2, 28)),
        ("02047-2000", date(2021, 6, 1), date(2021, 12, 31)),
        ("01837-2000", date(2024, 1, 1), date(2025, 6, 30)),
    ],
)
def test_entries_pass_their_forms(slug: str, first: date, last: date) -> None:
    create_villages()
    place = unit(slug)
    choices = Choices(place)
    contents = [entry.content for entry in Story([slug]).entries(first, last)]
    assert len({content.kind for content in contents}) == 5
    for content in contents:
        form = spec_for(content).form(sent(content), unit=place, choices=choices)
        assert form.is_valid(), form.errors
        assert same(form.content, content)


def sent(content: Content) -> Any:
    """The fields as a browser sends them."""
    shown = spec_for(content).form.initial_from(content) | {"uuid": "00000000-0000-4000-8000-000000000000"}
    fields = {
        name: value if isinstance(value, list) else [value]
        for name, value in shown.items()
        if value or isinstance(value, Decimal)
    }
    if isinstance(content, WeaponHandoverContent):
        for number, line in enumerate(fields.pop("items")):
            fields |= {f"items-{number}-unit": [line.unit], f"items-{number}-quantity": [line.quantity]}
    return MultiValueDict({name: [str(one) for one in values] for name, values in fields.items()})
