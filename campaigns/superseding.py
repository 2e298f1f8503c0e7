"""Which records stand no more because of others. A room above knows, and registers what it knows in its `ready()`."""

from collections.abc import Callable, Sequence

from campaigns.models import Record

# Of records that were just written, those (also of them) that are to be withdrawn, and why.
Superseded = Callable[[Sequence[Record]], Sequence[tuple[Record, str]]]
_known: list[Superseded] = []


def register(superseded: Superseded) -> None:
    """Called by the one app that knows."""
    _known[:] = [superseded]


def superseded_by(written: Sequence[Record]) -> Sequence[tuple[Record, str]]:
    return _known[0](written) if written and _known else []
