"""No personal data: what looks like the number of a person, a phone or a vehicle is refused in free words."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Nine digits or more, however they are grouped: identity cards, phones, accounts.
LONG_NUMBER = re.compile(r"[0-9](?:[ .\-]?[0-9]){8,}")
# 97-B1 123.45, 20A-123.45
PLATE = re.compile(r"\b[0-9]{2}[\s-]?[A-ZĐ][A-Z0-9]?[\s-]?[0-9]{3}[.\s]?[0-9]{1,2}\b", re.IGNORECASE)


def no_personal_data(text: str) -> None:
    if LONG_NUMBER.search(text) or PLATE.search(text):
        raise ValidationError(_("Không ghi số giấy tờ, số điện thoại, biển số xe."), code="personal")
