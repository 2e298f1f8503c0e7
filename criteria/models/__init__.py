"""Sets of criteria, and how units stand against them."""

from criteria.models.assessments import (
    AreaResult,
    Assessment,
    AssessmentLine,
    AssessmentQuerySet,
    AssessmentStep,
    Evidence,
    Stage,
    Step,
)
from criteria.models.sets import AppliesTo, CriteriaSet, CriteriaSetQuerySet, Criterion, Purpose

__all__ = [
    "AppliesTo",
    "AreaResult",
    "Assessment",
    "AssessmentLine",
    "AssessmentQuerySet",
    "AssessmentStep",
    "CriteriaSet",
    "CriteriaSetQuerySet",
    "Criterion",
    "Evidence",
    "Purpose",
    "Stage",
    "Step",
]
