"""The day on which the tests happen: one that passes today must not fail tonight, or next year."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

MORNING = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
real = timezone.now
shift = MORNING - datetime.now(tz=MORNING.tzinfo)


def now() -> datetime:
    """The time of the tests: it runs on, from the morning on which they began."""
    return real() + shift


def set_clock() -> None:
    """Before models are loaded: they keep the function as the default of their fields."""
    timezone.now = now


@contextmanager
def real_time() -> Iterator[None]:
    """The clock of this machine, for tests that speak to a process of its own."""
    global shift
    kept, shift = shift, timedelta()
    try:
        yield
    finally:
        shift = kept
