"""All writes: sets of criteria, what a unit says of itself, choice and decision."""

from criteria.actions.deciding import decide, nominate, take_back
from criteria.actions.errors import Refused, Stale
from criteria.actions.filling import add_evidence, drop_evidence, open_assessment, save_answers, send, void
from criteria.actions.sets import SetContent, Stated, change_set, end_set, enter_set, follow_set

__all__ = [
    "Refused",
    "SetContent",
    "Stale",
    "Stated",
    "add_evidence",
    "change_set",
    "decide",
    "drop_evidence",
    "end_set",
    "enter_set",
    "follow_set",
    "nominate",
    "open_assessment",
    "save_answers",
    "send",
    "take_back",
    "void",
]
