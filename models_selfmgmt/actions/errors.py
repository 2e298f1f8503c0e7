"""Why an action did not happen, in a form that a page can show."""

from campaigns.actions.errors import Refused
from models_selfmgmt.changes import Change
from models_selfmgmt.models import ModelInstance

__all__ = ["Conflict", "Refused"]


class Conflict(Exception):
    """Somebody else has changed the model since its reader saw it; nothing was written."""

    def __init__(self, instance: ModelInstance, change: Change) -> None:
        super().__init__("conflict")
        self.instance, self.change = instance, change
