"""Numbers of forms that are made from rows: shown as one types them, kept in thousandths, each with its own usual."""

from decimal import Decimal

from django.db.models import Q
from django.utils.functional import Promise

from campaigns.forms.entry import EntryForm
from campaigns.usual import Usual
from rollups.models import SCALE

# Up to what nobody is asked, whatever a number counts.
FLOOR = 1_000


class AmountsForm(EntryForm):
    """Its numbers are `AmountField`s, and `usual` knows each by the name of its field."""

    def usual_name(self, field: str) -> str:
        return field

    def answers(self) -> set[str]:
        """Amounts are shown as one types them, and asked about in thousandths."""
        shown = {name: value for name, value in self.initial.items() if isinstance(value, Decimal)}
        return super().answers() | {f"{name}={int(value * SCALE)}" for name, value in shown.items() if self.stored}


def usual_amount(path: str, question: Promise, *, where: Q, name: str) -> Usual:
    """What is usual of thousandths at the end of a path."""
    return Usual(path, FLOOR * SCALE, question, where=where, scale=1, name=name)
