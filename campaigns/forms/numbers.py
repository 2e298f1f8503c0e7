"""Numbers in the marks of the page: 1.234,5 in Vietnamese, 1,234.5 in English. What could be two numbers is refused."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.usual import Question
from rollups.models import SCALE
from rollups.numbers import MARKS, english, grouped

# As Vietnamese writes it; what is typed on an English page is turned into this first.
GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
COMMA = re.compile(r"[0-9]+,[0-9]+")
POINT = re.compile(r"[0-9]+\.[0-9]+")
PLAIN = re.compile(r"[0-9]+")
HIGHEST = 1_000_000  # of one entry; what is said of a whole place and time may be more

NOT_A_NUMBER = _("Ghi số bằng chữ số, ví dụ 1.234,5.")
NOT_A_COUNT = _("Ghi số nguyên bằng chữ số, ví dụ 12.")
NEGATIVE = _("Số không được âm.")
NOT_WHOLE = _("Ghi số nguyên, không có số lẻ.")
AMBIGUOUS = _("Chưa rõ %(text)s là số nào: ghi %(whole)s hoặc %(decimal)s.")
TOO_MANY_DECIMALS = _("Nhiều nhất %(decimals)s chữ số lẻ.")
TOO_HIGH = _("Số quá lớn: nhiều nhất %(highest)s.")


def read_number(text: str, *, decimals: int = 0, highest: int = HIGHEST) -> Decimal:
    """Read "1234", "1.234", "1234,5" and "1.234,5"; raise ValidationError where it is none or not clearly one.

    A point before three digits groups thousands. Where decimals are expected, "1.234" alone could also be 1,234 typed
    on a foreign keyboard: it is refused. "1.5" can only be 1,5. On an English page the two marks change places.
    """
    text = in_marks_of_page(text.strip().replace("\u00a0", " ").replace("\u2212", "-"))
    if text.startswith("-"):
        raise ValidationError(NEGATIVE, code="negative")
    if GROUPED.fullmatch(text):
        whole = text.replace(".", "")
        if decimals and text.count(".") == 1 and "," not in text:
            words = {"text": text, "whole": whole, "decimal": text.replace(".", ",")}
            shown = {name: in_marks_of_page(word) for name, word in words.items()}
            raise ValidationError(AMBIGUOUS, code="ambiguous", params=shown)
        number = Decimal(whole.replace(",", "."))
    elif COMMA.fullmatch(text) or POINT.fullmatch(text) or PLAIN.fullmatch(text):
        number = Decimal(text.replace(",", "."))
    else:
        raise ValidationError(NOT_A_NUMBER if decimals else NOT_A_COUNT, code="not_a_number")
    return _checked(number, decimals, highest)


def in_marks_of_page(text: str) -> str:
    """Change Vietnamese marks for those of the page, and back."""
    return text.translate(MARKS) if english() else text


def _checked(number: Decimal, decimals: int, highest: int) -> Decimal:
    if number > highest:
        raise ValidationError(TOO_HIGH, code="too_high", params={"highest": grouped(highest * SCALE)})
    if number != round(number, decimals):
        if decimals == 0:
            raise ValidationError(NOT_WHOLE, code="not_whole")
        raise ValidationError(TOO_MANY_DECIMALS, code="decimals", params={"decimals": decimals})
    return number


def read_thousandths(text: str, *, decimals: int, highest: int = HIGHEST) -> int:
    """Read an amount as whole thousandths."""
    return int(read_number(text, decimals=decimals, highest=highest) * SCALE)


def amount_text(number: Decimal | int) -> str:
    """A number as one types it on this page: 18,5."""
    return in_marks_of_page(f"{number:.3f}".rstrip("0").rstrip(".").replace(".", ","))


class AskingField(forms.Field):
    """Its numbers may be hard to believe."""

    question: Question | None = None  # to whoever typed one that is


class WholeField(AskingField):
    """A count. Empty is 0 unless it is required."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "12"})

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)

    def to_python(self, value: Any) -> int:
        if value in (None, ""):
            return 0
        # From JSON, which knows numbers; true is not one.
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise ValidationError(NOT_A_COUNT, code="not_a_number")
        return int(read_number(value)) if value.strip() else 0

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "").strip()

    def prepare_value(self, value: Any) -> Any:
        """Show no number instead of 0: it need not be deleted before one types."""
        return "" if value in (0, None) else value


class AmountField(WholeField):
    """An amount in thousandths. Empty is nothing said; 0 may be required."""

    def __init__(self, *, decimals: int = 0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.decimals = decimals
        if decimals:
            self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = amount_text(Decimal(str(value)))
        if value in (None, "") or (isinstance(value, str) and not value.strip()):
            return None
        if not isinstance(value, str):
            raise ValidationError(NOT_A_COUNT, code="not_a_number")
        return read_thousandths(value, decimals=self.decimals)

    def prepare_value(self, value: Any) -> Any:
        return amount_text(value) if isinstance(value, Decimal) else value
