"""What an action refuses."""

from campaigns.actions.errors import Refused

__all__ = ["Refused", "Stale"]


class Stale(Exception):
    """Somebody else wrote after the page was opened."""
