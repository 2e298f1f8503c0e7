"""No personal data: what looks like the number of a person, a phone or a vehicle is refused in free words."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Nine digits or more, however they are grouped: identity cards, phones, accounts.
LONG_NUMBER = re.compile(r"\d(?:[\s._\-–()]{0,3}\d){8,}")
# 97-B1 123.45, 20A-123.45, 20A 1-2345; an hour before a date (20h30 12-10) is none.
PLATE = re.compile(
    r"(?<![^\W_])(?![0-2]\d\s?h\s?[0-5]\d(?!\d))\d{2}[\s._\-–]{0,3}[A-ZĐ][A-Z0-9]?[\s._\-–]{0,3}"
    r"\d(?:[\s._\-–]?\d){3,4}(?!\d)",
    re.IGNORECASE,
)

# What parts the numbers of papers too: 12,13/KH; 5&6/BB.
SIGNS = str.maketrans(",;:+&()", "       ")


def no_personal_data(text: str) -> None:
    if LONG_NUMBER.search(text) or PLATE.search(text):
        raise ValidationError(_("Không ghi số giấy tờ, số điện thoại, biển số xe."), code="personal")


def no_personal_data_in_a_paper(text: str) -> None:
    """The same where numbers are parted by more signs: 091+2345678 and 29A(12345) are none of a paper."""
    no_personal_data(text)
    no_personal_data(text.translate(SIGNS))
