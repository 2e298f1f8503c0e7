"""What an action refuses."""


class Refused(Exception):
    """A rule forbids it; `field` names the form field, if one."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message, self.field = message, field


class Stale(Exception):
    """Somebody else wrote after the page was opened."""
