"""Everything that writes records. Keyword-only, atomic: scope asked again, write, totals, one audit row.

    record_patrol(*, by, unit, uuid, content: PatrolContent, device_at=None) -> Record
    record_propaganda_session(*, by, unit, uuid, content: PropagandaSessionContent, device_at=None) -> Record
    record_weapon_handover(*, by, unit, uuid, content: WeaponHandoverContent, device_at=None) -> Record
    record_entry(*, by, unit, uuid, content, device_at=None) -> Record      the same for any kind
    record_entries(*, by, entries: [Entry(unit, uuid, content)]) -> [Record]   all or none, one change of totals
    edit_record(*, by, record, unit, version, content) -> Record            verified becomes provisional again
    delete_record(*, by, record, version, reason) -> Record                 soft; counts nothing from then on
    verify_record(*, by, record, version) -> Record                         neither the author nor the last editor

`unit` is the unit that existed on `content.on` (campaigns.placing.place finds it); the contents stand in
campaigns/contents.py. `uuid` is made where the entry is made. Sending the same content under one UUID again returns the
stored record with `resent` true and writes nothing, also after an edit or a deletion.

Errors: `Conflict` (the UUID is taken by other content; or `version` is stale: carries both contents), `Refused` (a
rule of the log, in words for the page, with the field it is about), django's `PermissionDenied` (not in scope).
"""

from campaigns.actions.editing import delete_record, edit_record, verify_record
from campaigns.actions.errors import Conflict, Refused
from campaigns.actions.recording import (
    Entry,
    record_entries,
    record_entry,
    record_patrol,
    record_propaganda_session,
    record_weapon_handover,
)

__all__ = [
    "Conflict",
    "Entry",
    "Refused",
    "delete_record",
    "edit_record",
    "record_entries",
    "record_entry",
    "record_patrol",
    "record_propaganda_session",
    "record_weapon_handover",
    "verify_record",
]
