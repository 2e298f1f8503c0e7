"""Where a write comes from: kept beside the request, so that actions need not pass it along."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID, uuid4


@dataclass(frozen=True)
class Origin:
    channel: str
    ip: str | None = None
    operation: UUID = field(default_factory=uuid4)


origin: ContextVar[Origin] = ContextVar("origin", default=Origin("command"))
