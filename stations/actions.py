"""Write the residential areas of a station. They end and are renamed; they are never deleted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import content, record_audit
from campaigns.actions.errors import Refused
from communes.actions import add_residential_area, rename_residential_area
from communes.holding import hold_unit, hold_units
from communes.models import ResidentialArea, ResidentialAreaMembership, Unit
from rollups.followers import area_ended
from rollups.writer import apply
from stations.counting import count_places
from stations.pasting import Named
from stations.residential import last_named_on


@dataclass
class Added:
    """What a paste came to."""

    added: list[ResidentialArea] = field(default_factory=list)
    present: list[str] = field(default_factory=list)


@transaction.atomic
def add_residential_areas(
    *, by: User, unit: Unit, names: Iterable[Named], since: date, former: Unit | None = None
) -> Added:
    """Add the areas that `unit` does not have yet; with `former`, the unit before it in which they lay until then."""
    check_keeps(by, unit)
    if former is not None and former.heir_id != unit.pk:
        raise PermissionDenied
    result = Added()
    units = [unit.pk, *([former.pk] if former else [])]
    hold_units(units)  # two pastes at once would not see each other's names
    before = count_places(units)
    taken = names_in(unit, former)
    for named in names:
        if named.key in taken:
            result.present.append(named.name)
            continue
        area, membership = add_residential_area(name=named.name, kind=named.kind, unit=unit, since=since)
        lain = [membership, *([lay_in(area, former)] if former else [])]
        after = content(area) | {"memberships": [content(one) for one in lain]}
        record_audit(by=by, action="add_residentialarea", obj=area, unit=unit, after=after)
        result.added.append(area)
    apply(count_places(units) - before)
    return result


def lay_in(area: ResidentialArea, former: Unit) -> ResidentialAreaMembership:
    return ResidentialAreaMembership.objects.create(
        residential_area=area, unit=former, valid_from=former.valid_from, valid_to=former.valid_to
    )


def names_in(unit: Unit, former: Unit | None) -> set[str]:
    """Names that the unit has already; with `former`, without those of others: two may both bring a "Tổ 1"."""
    here = ResidentialArea.objects.filter(memberships__unit=unit, memberships__valid_to__isnull=True)
    if former is not None:
        before = ResidentialAreaMembership.objects.filter(unit__heir=unit).exclude(unit=unit)
        same = before.filter(unit=former).values("residential_area")
        here = here.filter(Q(pk__in=same) | ~Q(pk__in=before.values("residential_area")))
    return {name.casefold() for name in here.values_list("name", flat=True)}


@transaction.atomic
def rename_area(*, by: User, unit: Unit, area: ResidentialArea, named: Named) -> ResidentialArea:
    """Correct the name of an area that lies in `unit`; its records follow."""
    check_keeps(by, unit)
    units = list(area.memberships.values_list("unit", flat=True))
    hold_units(units)
    open_membership(unit, area)
    former = area.memberships.filter(unit__heir=unit).exclude(unit=unit).select_related("unit").first()
    if named.key != area.name.casefold() and named.key in names_in(unit, former.unit if former else None):
        raise Refused(_("%(unit)s đã có %(area)s.") % {"unit": unit.full_name, "area": named.name}, "name")
    before = content(area)
    counts = count_places(units)  # a village that becomes a neighbourhood group was one all along
    rename_residential_area(area=area, name=named.name, kind=named.kind)
    apply(count_places(units) - counts)
    if content(area) != before:
        record_audit(by=by, action="rename_residentialarea", obj=area, unit=unit, before=before, after=content(area))
    return area


@transaction.atomic
def end_area(*, by: User, unit: Unit, area: ResidentialArea, last_day: date) -> ResidentialAreaMembership:
    """Let an area end with a day: it was merged into another, or never was. What covers it ends there with it."""
    check_keeps(by, unit)
    hold_unit(unit.pk)
    membership = open_membership(unit, area)
    check_last_day(membership, last_day)
    before, counts = content(membership), count_places([unit.pk])
    membership.valid_to = last_day
    membership.save(update_fields=["valid_to"])
    apply(count_places([unit.pk]) - counts + area_ended(by, area, last_day))
    record_audit(by=by, action="end_residentialarea", obj=area, unit=unit, before=before, after=content(membership))
    return membership


def check_last_day(membership: ResidentialAreaMembership, day: date) -> None:
    """Never in the future, never before the area lay there, nor before a record names it."""
    named = last_named_on(membership.residential_area)
    if day > timezone.localdate():
        raise Refused(_("Chọn ngày đến hôm nay."), "last_day")
    if day < membership.valid_from:
        raise Refused(_("Chọn ngày từ %(day)s.") % {"day": f"{membership.valid_from:%d/%m/%Y}"}, "last_day")
    if named is not None and day < named:
        words = _("Đã có phiếu ngày %(day)s ghi khu dân cư này: chọn từ ngày đó.")
        raise Refused(words % {"day": f"{named:%d/%m/%Y}"}, "last_day")


def check_keeps(by: User, unit: Unit) -> None:
    if not unit.is_open or not Unit.objects.kept_by(by).filter(pk=unit.pk).exists():
        raise PermissionDenied


def open_membership(unit: Unit, area: ResidentialArea) -> ResidentialAreaMembership:
    """The line that says the area lies in `unit`, locked until the action is done."""
    lines = ResidentialAreaMembership.objects.select_for_update(no_key=True).filter(unit=unit, valid_to__isnull=True)
    membership: ResidentialAreaMembership | None = lines.filter(residential_area=area).first()
    if membership is None:
        raise PermissionDenied
    return membership
