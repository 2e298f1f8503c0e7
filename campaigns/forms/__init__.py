"""The forms of entries: one a kind, whoever sends it."""

from campaigns.forms.entry import EntryForm
from campaigns.forms.patrol import PatrolForm
from campaigns.forms.propaganda_session import PropagandaSessionForm
from campaigns.forms.weapon_handover import WeaponHandoverForm

__all__ = ["EntryForm", "PatrolForm", "PropagandaSessionForm", "WeaponHandoverForm"]
