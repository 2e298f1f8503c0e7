"""What a return says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from campaigns.contents import Content
from campaigns.models import RecordKind
from returns.models import ReturnForm


@dataclass(frozen=True, kw_only=True)
class ReturnContent(Content):
    """Of the period that ends on its day.

    `amounts` holds thousandths by the key of a figure, of each line of that day; `words` what stands beside or for some
    of them. So lines that follow others change no content. When the period began follows from the unit.
    """

    kind: ClassVar[RecordKind] = RecordKind.RETURN
    definition: ReturnForm
    amounts: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    start: date | None = field(default=None, metadata={"follows": True})

    @property
    def own_period(self) -> str:
        """That nothing happened is said of the log, and due with it."""
        return "" if self.definition.about_log else self.definition.every
