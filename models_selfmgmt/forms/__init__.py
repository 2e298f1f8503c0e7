"""Forms of the register: text becomes changes; they never save."""

from models_selfmgmt.forms.deeds import (
    GiveUpForm,
    HappenForm,
    InspectForm,
    OpenRegisterForm,
    StopForm,
    VoidForm,
    WithdrawForm,
)
from models_selfmgmt.forms.filters import ListFilter
from models_selfmgmt.forms.planned import LaunchForm, SurveyForm
from models_selfmgmt.forms.stages import AddForm, AlterForm, CorrectForm, ResumeForm, StageForm

__all__ = [
    "AddForm",
    "AlterForm",
    "CorrectForm",
    "GiveUpForm",
    "HappenForm",
    "InspectForm",
    "LaunchForm",
    "ListFilter",
    "OpenRegisterForm",
    "ResumeForm",
    "StageForm",
    "StopForm",
    "SurveyForm",
    "VoidForm",
    "WithdrawForm",
]
