"""The cast and the place where the tests happen: Bằng Thành in Thái Nguyên, as it is since July 2025."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from accounts.models import Grant, Role, User
from communes.models import Area, ResidentialArea, ResidentialAreaMembership, Station, Unit
from communes.vietnamese import search_key, sort_key
from rollups.checking import rebuild
from rollups.writer import apply
from stations.counting import count_places

SINCE = date(2020, 1, 1)
LAST_DAY = date(2025, 6, 30)
FIRST_DAY = date(2025, 7, 1)
PROVINCE = "19-2025"
SLUGS = ["01864-2025", PROVINCE, "01870-2000", "01858-2000", "00004-2025"]


@dataclass(frozen=True)
class World:
    """Units and people; `lan` to `son` are the cast of the house style, the rest hold the other roles."""

    commune: Unit  # Bằng Thành
    neighbour: Unit  # another commune of the same area
    foreign: Unit  # a commune of another province
    giao_hieu: Unit  # became part of Bằng Thành
    area: Area
    province: Unit
    villages: list[ResidentialArea]  # of Bằng Thành today; the first three lay in Giáo Hiệu before
    lan: User  # officer of the commune
    dung: User  # its head
    minh: User  # officer of the neighbour
    hung: User  # viewer of the area
    thu: User  # province steward
    tinh: User  # province viewer
    son: User  # officer elsewhere
    bo: User  # ministry
    quan: User  # administrator
    trang: User  # account manager of the province
    kien: User  # auditor

    def read_again(self) -> "World":
        """The same rows as they stand in the database."""
        wanted = [*self.villages, *(value for value in vars(self).values() if isinstance(value, Model))]
        found: dict[Model, Any] = {}
        model: Any
        for model, rows in groupby(sorted(wanted, key=lambda row: row._meta.label), key=type):
            links = [name for name in ("province", "parent") if model is Unit]
            again = model.objects.select_related(*links).in_bulk(row.pk for row in rows)
            found |= {row: row for row in again.values()}
        people_and_places = {name: found[row] for name, row in vars(self).items() if name != "villages"}
        return World(villages=[found[row] for row in self.villages], **people_and_places)


def person(username: str, name: str, role: Role, *, unit: Unit | None = None, area: Area | None = None) -> User:
    """An account with one grant and no password (tests sign in by force)."""
    user = User(username=username, name=name)
    user.set_unusable_password()
    user.save()
    Grant.objects.create(user=user, role=role, unit=unit, area=area, valid_from=SINCE)
    return user


def village(name: str, today: Unit, before: Unit) -> ResidentialArea:
    area = ResidentialArea.objects.create(
        name=name, kind="thon", sort_key=sort_key(name), search_key=search_key(name), invented=True
    )
    ResidentialAreaMembership.objects.create(
        residential_area=area, unit=before, valid_from=before.valid_from, valid_to=LAST_DAY
    )
    ResidentialAreaMembership.objects.create(residential_area=area, unit=today, valid_from=FIRST_DAY)
    return area


@contextmanager
def settled(*units: Unit) -> Iterator[None]:
    """Whatever happens to the stations and residential areas of units meanwhile, their totals say it."""
    ids = [unit.pk for unit in units]
    with transaction.atomic():
        before = count_places(ids)
        yield
        apply(count_places(ids) - before)


def leave_stations_of(*units: Unit) -> None:
    """Keep the stations of some units, now and before, and drop all others."""
    gone = Station.objects.exclude(Q(unit__in=units) | Q(unit__heir__in=units))
    gone._raw_delete(gone.db)  # what stands on them stays unread
    rebuild()


def make_world() -> World:
    units = {unit.slug: unit for unit in Unit.objects.filter(slug__in=SLUGS).select_related("province", "parent")}
    commune, province = units["01864-2025"], units[PROVINCE]
    area = commune.area_memberships.get().area
    other = area.memberships.exclude(unit=commune).order_by("unit__code").first()
    assert other is not None
    giao_hieu, boc_bo = units["01870-2000"], units["01858-2000"]
    with settled(commune, giao_hieu, boc_bo):
        villages = [village(f"Thôn {name}", commune, giao_hieu) for name in ("Nà Muồng", "Khuổi Lè", "Nặm Cắm")]
        villages += [village(f"Thôn {name}", commune, boc_bo) for name in ("Nà Coóc", "Khâu Đấng")]
    people: dict[str, Any] = {
        "lan": person("lan", "Nguyễn Thị Lan", Role.OFFICER, unit=commune),
        "dung": person("dung", "Hoàng Văn Dũng", Role.STATION_HEAD, unit=commune),
        "minh": person("minh", "Lý Văn Minh", Role.OFFICER, unit=other.unit),
        "hung": person("hung", "Nông Văn Hùng", Role.AREA_VIEWER, area=area),
        "thu": person("thu", "Trần Thị Thu", Role.PROVINCE_STEWARD, unit=province),
        "tinh": person("tinh", "Phạm Văn Tình", Role.PROVINCE_VIEWER, unit=province),
        "son": person("son", "Đỗ Hồng Sơn", Role.OFFICER, unit=units["00004-2025"]),
        "bo": person("bo", "Vũ Thị Bộ", Role.MINISTRY),
        "quan": person("quan", "Lê Anh Quân", Role.ADMINISTRATOR),
        "trang": person("trang", "Bùi Thu Trang", Role.ACCOUNT_MANAGER, unit=province),
        "kien": person("kien", "Đặng Trung Kiên", Role.AUDITOR),
    }
    return World(
        commune=commune,
        neighbour=other.unit,
        foreign=units["00004-2025"],
        giao_hieu=giao_hieu,
        area=area,
        province=province,
        villages=villages,
        **people,
    )
