"""Everything that writes the register. Keyword-only, atomic: scope asked again, write, totals, one audit row.

    open_register(*, by, unit, since) -> list[ModelRegister]        "đã lập sổ", also with nothing in it
    open_model(*, by, type, opened: Open, name="", uuid=None) -> ModelInstance
    change_register(*, by, instance, version, change, reason="") -> ModelInstance
    move_register(*, by, old, new, day, instances=None) -> list[ModelInstance]    for the reorganisation
    end_measure(*, by, measure) -> None          its new last day, for the administration

All writes of counted rows go through `change_register` (`changes.py` says what can be done) and `move_register`.
Errors: `Conflict` (stale version), `Refused` (a rule, in words, with its field), django's `PermissionDenied`.
"""

from models_selfmgmt.actions.ending import end_measure
from models_selfmgmt.actions.errors import Conflict, Refused
from models_selfmgmt.actions.moving import move_register
from models_selfmgmt.actions.opening import open_register
from models_selfmgmt.actions.register import change_register, open_model

__all__ = [
    "Conflict",
    "Refused",
    "change_register",
    "end_measure",
    "move_register",
    "open_model",
    "open_register",
]
