"""The forms of entries: one a kind, whoever sends it."""

from campaigns.forms.entry import EntryForm
from campaigns.forms.patrol import PatrolForm
from campaigns.forms.propaganda_session import PropagandaSessionForm
from campaigns.forms.weapon_handover import WeaponHandoverForm
from campaigns.models import RecordKind

FORMS: dict[RecordKind, type[EntryForm]] = {
    form.kind: form for form in (PatrolForm, PropagandaSessionForm, WeaponHandoverForm)
}

__all__ = ["FORMS", "EntryForm", "PatrolForm", "PropagandaSessionForm", "WeaponHandoverForm"]
