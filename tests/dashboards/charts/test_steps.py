"""Five steps of a scale."""

from hypothesis import given
from hypothesis import strategies as st

from dashboards.charts.steps import STEPS, amounts

VALUES = st.lists(st.integers(0, 30), min_size=1, max_size=40)


def scale(*values: int):  # type: ignore[no-untyped-def]
    return amounts(values, str)


@given(VALUES)
def test_every_value_has_one_step_and_the_legend_counts_all(values: list[int]) -> None:
    found = amounts(values, str)
    assert sum(step.units for step in found.steps) == len(values)
    assert len(found.steps) <= STEPS
    for step in found.steps:
        assert sum(found.of(value) == step.number for value in values) == step.units


@given(VALUES)
def test_more_is_never_lighter(values: list[int]) -> None:
    found = amounts(values, str)
    numbers = [found.of(value) for value in sorted(values)]
    assert numbers == sorted(numbers)


def test_zero_stands_alone() -> None:
    found = scale(0, 0, 1, 2, 3)
    assert found.steps[0].text == "0"
    assert found.steps[0].units == 2
    assert found.of(1) > found.of(0)


def test_the_legend_names_least_and_most() -> None:
    assert [step.text for step in scale(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).steps] == ["1–2", "3–4", "5–6", "7–8", "9–10"]


def test_one_value_is_one_step() -> None:
    assert [(step.number, step.text, step.units) for step in scale(7, 7, 7).steps] == [(STEPS, "7", 3)]


def test_nothing_reported_has_no_steps() -> None:
    assert scale().steps == ()
