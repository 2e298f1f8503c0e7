"""Numbers as people type them: read, or refused with the reason; never guessed."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from campaigns.forms.numbers import WholeField, amount_text, read_number


@pytest.mark.parametrize(
    ("text", "decimals", "number"),
    [
        ("0", 0, "0"),
        ("12", 0, "12"),
        (" 1234 ", 0, "1234"),
        ("1.234", 0, "1234"),
        ("2.566", 0, "2566"),
        ("1.000.000", 0, "1000000"),
        ("18,5", 1, "18.5"),
        ("1234,5", 3, "1234.5"),
        ("1.234,5", 3, "1234.5"),
        ("0,250", 3, "0.25"),
        ("1,234", 3, "1.234"),
        ("1.5", 1, "1.5"),
        ("1,0", 0, "1"),
    ],
)
def test_it_reads(text: str, decimals: int, number: str) -> None:
    assert read_number(text, decimals=decimals) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "decimals", "code"),
    [
        ("1.234", 3, "ambiguous"),
        ("1,5", 0, "not_whole"),
        ("1.5", 0, "not_whole"),
        ("1,2345", 3, "decimals"),
        ("-1", 0, "negative"),
        ("−1", 0, "negative"),
        ("1,234.5", 3, "not_a_number"),
        ("1.23.4", 3, "not_a_number"),
        ("12.34.567", 0, "not_a_number"),
        ("1 234", 0, "not_a_number"),
        ("1e3", 0, "not_a_number"),
        ("NaN", 3, "not_a_number"),
        ("٣", 0, "not_a_number"),
        ("", 0, "not_a_number"),
        ("1" * 5000, 0, "too_high"),
        ("1.000.001", 0, "too_high"),
    ],
)
def test_it_refuses(text: str, decimals: int, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read_number(text, decimals=decimals)
    assert caught.value.code == code


def test_the_ambiguous_is_shown_both_ways() -> None:
    with pytest.raises(ValidationError, match=r"1234 hoặc 1,234"):
        read_number("1.234", decimals=3)


@pytest.mark.parametrize(
    ("text", "decimals", "number"),
    [
        ("1234", 0, "1234"),
        ("1,234", 0, "1234"),
        ("1,000,000", 0, "1000000"),
        ("18.5", 1, "18.5"),
        ("18,5", 1, "18.5"),  # can be nothing else
        ("1,234.5", 3, "1234.5"),
        ("1.234", 3, "1.234"),
    ],
)
def test_an_english_page_reads_english_marks(text: str, decimals: int, number: str) -> None:
    with translation.override("en"):
        assert read_number(text, decimals=decimals) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "decimals", "code"),
    [
        ("1,234", 3, "ambiguous"),
        ("1.234", 0, "not_whole"),
        ("1.234,5", 3, "not_a_number"),
        ("1.234.567", 0, "not_a_number"),
    ],
)
def test_an_english_page_guesses_nothing(text: str, decimals: int, code: str) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        read_number(text, decimals=decimals)
    assert caught.value.code == code


def test_the_ambiguous_is_shown_in_the_marks_of_the_page() -> None:
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        read_number("1,234", decimals=3)
    assert caught.value.params == {"text": "1,234", "whole": "1234", "decimal": "1.234"}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("thousandths", [1, 250, 18_500, 1_234_000, 1_234_567])
def test_an_amount_is_shown_as_it_is_read(language: str, thousandths: int) -> None:
    with translation.override(language):
        assert read_number(amount_text(Decimal(thousandths) / 1000), decimals=3) * 1000 == thousandths


def test_whole_numbers_are_not_asked_for_with_decimals() -> None:
    with pytest.raises(ValidationError, match="ví dụ 12"):
        read_number("ba")
    with pytest.raises(ValidationError, match=r"ví dụ 1\.234,5"):
        read_number("ba", decimals=1)


def test_a_count_takes_numbers_of_json_but_no_truth() -> None:
    field = WholeField()
    assert [field.clean(value) for value in (None, "", " ", 7, "7")] == [0, 0, 0, 7, 7]
    for value in (True, 1.5, [1]):
        with pytest.raises(ValidationError):
            field.clean(value)
