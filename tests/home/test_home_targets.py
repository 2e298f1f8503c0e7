"""The targets of a station on its first page."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from home.selectors import read_home
from targets.asked import Asked, asked_of
from targets.stands import Stand
from tests.campaigns.entries import patrol, recorded, yesterday
from tests.home.reading import asked, campaign, home, links

pytestmark = pytest.mark.django_db


def targets(world: Any, day: date = date(2026, 11, 20), who: Any = None) -> list[Asked]:
    return read_home(user=who or world.lan, unit=world.commune, today=day).targets


def test_targets_stand_against_what_was_reached(world: Any) -> None:
    asked(world, "patrol_sessions", 4000, campaign=campaign())
    assert (targets(world)[0].reached, targets(world)[0].stand) == (None, Stand.SILENT)
    recorded(world.lan, world.commune, patrol(on=date(2026, 11, 3)))
    page = read_home(user=world.lan, unit=world.commune, today=date(2026, 11, 20))
    (one,) = page.targets
    assert (one.reached, one.percent, one.stand) == (1000, 25, Stand.BEHIND)
    assert page.figures[0].value is None  # of the month since the 15th nothing was reported
    assert not targets(world, date(2027, 1, 2))


def test_a_target_of_a_form_waits_until_its_period_is_over(world: Any) -> None:
    asked(world, "valuable_tips", 4000, start=date(2026, 11, 15))
    assert targets(world)[0].stand == Stand.LATER
    assert targets(world, date(2026, 12, 15))[0].stand == Stand.SILENT


@pytest.mark.parametrize(
    ("key", "thousandths", "changes", "words"),
    [
        ("crime_reduction_target_pct", -5000, {}, "giảm 5 %"),
        ("patrol_sessions", -5000, {"told_unit": "%"}, "giảm 5 %"),
        ("patrol_sessions", None, {"outcome": "exceeded"}, "vượt"),
        ("patrol_sessions", 9000, {"told_unit": "lượt"}, "9 lượt"),
    ],
)
def test_what_no_sum_stands_against_is_told_in_words(
    world: Any, browse: Any, key: str, thousandths: int | None, changes: dict[str, Any], words: str
) -> None:
    recorded(world.lan, world.commune)
    asked(world, key, thousandths, start=yesterday(), end=timezone.localdate(), **changes)
    page = home(browse(world.tinh), world)
    assert page.status_code == 200
    (one,) = page.context["page"].targets
    assert (one.text[: len(words)], one.stand, one.percent) == (words, Stand.UNTOLD, None)
    assert f'<span class="muted">{one.text}</span>' in page.content.decode()


def test_the_first_page_and_the_page_of_targets_say_the_same(world: Any, browse: Any) -> None:
    """Also of a figure that returns tell, of a stock, and of one figure that two bodies ask for."""
    today = timezone.localdate()
    recorded(world.lan, world.commune)
    for key in ("valuable_tips", "cameras_active", "patrol_sessions"):
        asked(world, key, 4000, start=yesterday(), end=today)
    asked(world, "patrol_sessions", 6000, start=yesterday(), end=today, assigner_name="Công an thành phố")
    found = {one.target.pk: one for one in targets(world, today)}
    assert found == {one.target.pk: one for one in asked_of(world.lan, world.commune, today)}
    stands = [(one.target.indicator.key, one.reached, one.stand) for one in found.values()]
    assert {(key, reached) for key, reached, _stand in stands} == {
        ("cameras_active", None), ("patrol_sessions", 1000), ("valuable_tips", None),
    }  # fmt: skip
    assert {(key, stand) for key, _reached, stand in stands if key != "patrol_sessions"} == {
        ("cameras_active", Stand.SILENT), ("valuable_tips", Stand.LATER),
    }  # fmt: skip
    assert links(home(browse(world.lan), world), reverse("unit_targets", args=[world.commune.slug]))


def test_restricted_targets_stand_on_the_page_of_who_may_read_them(world: Any) -> None:
    asked(world, "crime_reduction_target_pct", -5000)
    assert len(targets(world, who=world.tinh)) == 1
    assert not targets(world)
