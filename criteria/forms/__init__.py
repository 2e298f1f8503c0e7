"""What people type and choose: sets, answers, evidence, decisions, and what a list is filtered by."""

from criteria.forms.assessing import AnswersForm, EvidenceForm, OpenForm
from criteria.forms.deciding import DecideForm, SendForm, VoidForm
from criteria.forms.lists import AssessmentFilter
from criteria.forms.sets import EndForm, SetForm

__all__ = [
    "AnswersForm",
    "AssessmentFilter",
    "DecideForm",
    "EndForm",
    "EvidenceForm",
    "OpenForm",
    "SendForm",
    "SetForm",
    "VoidForm",
]
