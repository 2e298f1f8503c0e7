"""What was done: records with their details, and the catalogues they choose from."""

from campaigns.models.activities import Activity, ActivityAmount, ActivityLabel
from campaigns.models.campaigns import Campaign, CampaignPhase
from campaigns.models.catalogues import (
    Audience,
    ForceKind,
    GiftKind,
    ItemKind,
    ItemLawGroup,
    ItemRule,
    ItemUnit,
    LawGroup,
    LinkedMovement,
    Mode,
    PartnerOrg,
    SessionForm,
    Topic,
)
from campaigns.models.details import (
    GiftLine,
    HandoverItem,
    Patrol,
    PatrolForce,
    PropagandaSession,
    Shift,
    WeaponHandover,
)
from campaigns.models.kinds import ActivityChoice, ActivityCount, ActivityKind, ChoiceList, ListedChoice
from campaigns.models.records import Record, RecordArea, RecordKind

__all__ = [
    "Activity",
    "ActivityAmount",
    "ActivityChoice",
    "ActivityCount",
    "ActivityKind",
    "ActivityLabel",
    "Audience",
    "Campaign",
    "CampaignPhase",
    "ChoiceList",
    "ForceKind",
    "GiftKind",
    "GiftLine",
    "HandoverItem",
    "ItemKind",
    "ItemLawGroup",
    "ItemRule",
    "ItemUnit",
    "LawGroup",
    "LinkedMovement",
    "ListedChoice",
    "Mode",
    "PartnerOrg",
    "Patrol",
    "PatrolForce",
    "PropagandaSession",
    "Record",
    "RecordArea",
    "RecordKind",
    "SessionForm",
    "Shift",
    "Topic",
    "WeaponHandover",
]
