"""Returns for tests: contents of the forms that ship, of periods that are over."""

from datetime import date
from typing import Any

from returns.contents import ReturnContent
from returns.models import ReturnForm

# Tháng 6/2025, Tháng 7/2025 (cut by the reorganisation), Tháng 8/2025.
JUNE, LAST_DAY, JULY, AUGUST = date(2025, 6, 14), date(2025, 6, 30), date(2025, 7, 14), date(2025, 8, 14)


def form(key: str = "tips_and_conflicts") -> ReturnForm:
    return ReturnForm.objects.get(key=key)


def tips(on: date = AUGUST, tips: int = 37, conflicts: int = 0, **words: str) -> ReturnContent:
    """So many tips and conflicts; `words` by the key of their figure."""
    amounts = {"valuable_tips": tips * 1000, "conflicts_resolved": conflicts * 1000}
    return ReturnContent(definition=form(), on=on, amounts=amounts, words=words)


def nothing(on: date = AUGUST) -> ReturnContent:
    return ReturnContent(definition=form("nothing"), on=on)


def campaigns(on: date, joined: int = 0, disciplined: int = 0, **words: str) -> ReturnContent:
    amounts = {"campaigns_joined": joined * 1000, "officers_disciplined": disciplined * 1000}
    return ReturnContent(definition=form("campaigns_and_discipline"), on=on, amounts=amounts, words=words)


def typed(**changes: Any) -> dict[str, Any]:
    """What the page of tips and conflicts sends."""
    given = {"on": AUGUST.isoformat(), "count_valuable_tips": "37", "word_valuable_tips": "exact",
             "count_conflicts_resolved": "0", "word_conflicts_resolved": "exact"}  # fmt: skip
    return given | changes
