"""Why an action did not happen, in a form that a page can show."""

from campaigns.contents import Content
from campaigns.models import Record


class Refused(Exception):
    """A rule forbids it. `message` is for the page; `field` names the form field, if one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message, self.field = message, field


class Conflict(Exception):
    """Something else is stored already. `record` is None when its reader may not know it."""

    def __init__(self, record: Record | None, stored: Content | None, sent: Content | None = None) -> None:
        super().__init__("conflict")
        self.record, self.stored, self.sent = record, stored, sent
