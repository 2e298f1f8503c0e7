"""Sets of criteria: the list of a person, the versions of one, and which of them fit a unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from accounts.models import Role, User
from communes.models import Level, Unit
from criteria.models import AppliesTo, Assessment, CriteriaSet, Criterion


@dataclass(frozen=True)
class SetPage:
    criteria_set: CriteriaSet
    criteria: Sequence[Criterion]
    versions: Sequence[CriteriaSet]  # all of them, the newest first
    assessments: int
    writes: bool

    @property
    def newest(self) -> bool:
        return self.criteria_set.version == self.versions[0].version


def sets_of(user: User) -> QuerySet[CriteriaSet]:
    """All versions that the person may read, with how many criteria each has."""
    rows: QuerySet[CriteriaSet] = CriteriaSet.objects.read_by(user).select_related("province")
    return rows.annotate(size=Count("criteria"))


def provinces_of(user: User) -> list[Unit]:
    """Where the person enters sets: those whose grants name a province; the administrator enters them for all."""
    named = {grant.unit_id for grant in user.live_grants if grant.unit_id is not None}
    return list(Unit.objects.administered_by(user).filter(pk__in=named, level=Level.PROVINCE, valid_to__isnull=True))


def enters_for_all(user: User) -> bool:
    return user.has_role(Role.ADMINISTRATOR)


def set_page(user: User, criteria_set: CriteriaSet) -> SetPage:
    versions = CriteriaSet.objects.filter(province=criteria_set.province, key=criteria_set.key).order_by("-version")
    return SetPage(
        criteria_set=criteria_set,
        criteria=list(criteria_set.criteria.order_by("number")),
        versions=list(versions),
        assessments=Assessment.objects.read_by(user).standing().filter(set=criteria_set).count(),
        writes=CriteriaSet.objects.entered_by(user).filter(pk=criteria_set.pk).exists(),
    )


def sets_for(unit: Unit) -> list[CriteriaSet]:
    """The sets that a unit may be assessed by: those of its kind that were valid in its life, the newest first."""
    rows = CriteriaSet.objects.of_unit(unit).order_by("purpose", "name", "-version")
    last = unit.valid_to
    lived = [row for row in rows if (row.valid_to is None or row.valid_to >= unit.valid_from)]
    return [row for row in lived if (last is None or row.valid_from <= last) and AppliesTo(row.level).fits(unit)]
