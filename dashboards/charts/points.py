"""What a picture shows: values that are ready to be read."""

from dataclasses import dataclass

from dashboards.tables import Status


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a unit or a period. No value: not reported, or (no status either) not asked to report."""

    name: str
    value: int | None  # thousandths
    text: str  # the value in words
    status: Status | None = None
    href: str = ""

    @property
    def words(self) -> str:
        """All that it says, in one line."""
        return f"{self.name}: {self.text}"
