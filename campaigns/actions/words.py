"""What is typed in free words, asked again where it is written: a command or a test passes no form."""

from django.core.exceptions import ValidationError

from campaigns.actions.errors import Refused
from campaigns.forms.names import no_person


def check_words(**typed: str) -> None:
    """Refuse words that name a person or bear a number of one, each by the name of its field."""
    for field, text in typed.items():
        try:
            no_person(text)
        except ValidationError as problem:
            raise Refused(problem.messages[0], field) from None
