"""Forms of the register: text becomes changes; they never save."""

from models_selfmgmt.forms.deeds import (
    HappenForm,
    InspectForm,
    OpenRegisterForm,
    StopForm,
    VoidForm,
    WithdrawForm,
)
from models_selfmgmt.forms.filters import ListFilter
from models_selfmgmt.forms.stages import AddForm, AlterForm, CorrectForm, ResumeForm, StageForm

__all__ = [
    "AddForm",
    "AlterForm",
    "CorrectForm",
    "HappenForm",
    "InspectForm",
    "ListFilter",
    "OpenRegisterForm",
    "ResumeForm",
    "StageForm",
    "StopForm",
    "VoidForm",
    "WithdrawForm",
]
