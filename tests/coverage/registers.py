"""What exists from a day to a day: residential areas, models, equipment, teams, and how the stations stand."""

from datetime import date

from django.urls import reverse

from accounts.models import User
from communes.models import Unit
from models_selfmgmt.actions import open_model, open_register
from models_selfmgmt.changes import Inspect, Open
from models_selfmgmt.history import Content
from models_selfmgmt.models import ModelInstance
from stations.counting import COMMUNES_AND_TOWNSHIPS
from stations.models import Office
from stations.readiness import Standing, record_readiness
from tests.coverage.logs import BAC_KAN, SONG_CAU, YEN_THUONG, villages_of
from tests.coverage.people import People, heir, send, unit
from tests.models_selfmgmt.entries import changed, kind, said

PHUNG_CHI_KIEN, THANH_HOA = "01843-2000", "38-2000"
VILLAGES = {
    YEN_THUONG: [
        f"Thôn {name}"
        for name in ("Nà Cà", "Bản Liên", "Nà Mền", "Bản Bây", "Nà Huống", "Pác Toong", "Che Ngù", "Bản Chang",
                     "Khuổi Giang", "Nà Khảo")
    ],
    PHUNG_CHI_KIEN: [f"Tổ dân phố {number}" for number in range(1, 13)],
    SONG_CAU: [f"Tổ dân phố {number} Sông Cầu" for number in range(1, 9)],
}  # fmt: skip
FARMERS = {
    "Thôn Nà Cà": "Chi hội nông dân thôn Nà Cà trong công tác đảm bảo ANTT, an toàn giao thông",
    "Thôn Bản Liên": "Chi hội nông dân thôn Bản Liên trong công tác đảm bảo ANTT, an toàn giao thông và vệ sinh môi"
    " trường",
}
TOLD_ON = date(2025, 1, 1)  # the stations of Bắc Kạn
SELF_MANAGEMENT, MASS_MOBILISATION = 146, 50  # of Thanh Hóa


def paste_villages(people: People) -> None:
    """The head pastes them on the page of the station, with the unit in which they lay before."""
    for slug, names in VILLAGES.items():
        place = unit(slug)
        address = reverse("residential_areas", args=[heir(place).slug])
        send(people.head(place), address, lines="\n".join(names), kind_word="Thôn", former=place.pk)


def keep_registers(people: People) -> None:
    _yen_thuong(people)
    _phung_chi_kien(people)
    _song_cau(people)
    _thanh_hoa(people)
    _stations(people)


def opened(
    head: User, place: Unit, on: date, content: Content, key: str, *, established: bool = False, name: str = ""
) -> ModelInstance:
    return open_model(by=head, type=kind(key), opened=Open(place, on, content, established), name=name)


def _yen_thuong(people: People) -> None:
    """F015–F017, F020–F024."""
    place, head = unit(YEN_THUONG), people.head(unit(YEN_THUONG))
    open_register(by=head, unit=heir(place), since=date(2021, 6, 1))
    villages = {one.name: one for one in villages_of(place, date(2021, 6, 1))}
    for name, title in FARMERS.items():
        opened(head, place, date(2021, 7, 20), said(villages[name]), "farmers_branch", established=True, name=title)
    centre = [villages[name] for name in ("Thôn Nà Mền", "Thôn Bản Bây", "Thôn Nà Cà")]
    for village in centre:
        opened(head, place, date(2021, 8, 10), said(village), "security_bulletin_board", established=True)
    lit = [*centre, villages["Thôn Bản Liên"], villages["Thôn Nà Huống"]]
    opened(head, place, date(2021, 6, 1), said(*lit), "security_lighting")
    points = said(*centre[:2], camera_points_active=2, cameras_active=2)
    opened(head, place, date(2021, 10, 5), points, "security_camera")  # not one of the two new models


def _phung_chi_kien(people: People) -> None:
    """F026–F031: of its twelve tổ dân phố."""
    place, since = unit(PHUNG_CHI_KIEN), date(2021, 10, 1)
    head, villages = people.head(place), villages_of(place, since)
    open_register(by=head, unit=heir(place), since=since)
    for key, count in (("self_mgmt_group", 12), ("mediation_group", 12), ("youth_security_team", 10)):
        for number in range(count):
            opened(head, place, since, said(villages[number]), key)
    opened(head, place, since, said(), "volunteer_social_team")
    opened(head, place, since, said(*villages), "safe_household")


def _song_cau(people: People) -> None:
    """F059, F065, F067, F068, F070, F071: five types of models; groups, fire points and teams beside them."""
    place, since = unit(SONG_CAU), date(2023, 5, 10)
    head, villages = people.head(place), villages_of(place, since)
    opened(head, place, since, said(villages[0], camera_points_active=6, cameras_active=10), "security_camera")
    for key in ("safe_household", "security_lighting", "self_mgmt_group"):
        opened(head, place, since, said(villages[1]), key)
    for number in range(4):
        group = said(villages[number], interfamily_fire_households=8)
        opened(head, place, date(2024, 2 + number, 12), group, "interfamily_fire_group", established=True)
    for number in range(2):
        point = opened(head, place, date(2024, 4, 25), said(villages[number]), "public_fire_point", established=True)
        changed(head, point, Inspect(date(2024, 7, 1), "good", True))
    for number, members in enumerate((4, 4, 4, 3, 3, 3, 3, 3)):
        team = said(villages[number], antt_team_members=members)
        opened(head, place, date(2024, 7, 1), team, "grassroots_security_team", established=True)


def _thanh_hoa(people: People) -> None:
    """F045, F046: in some communes of then."""
    communes = Unit.objects.filter(province__slug=THANH_HOA, leaf=True, heir__heir__isnull=False).select_related("heir")
    places = list(communes.order_by("slug")[:4])
    for number in range(SELF_MANAGEMENT + MASS_MOBILISATION):
        place = places[number % len(places)]
        key = "self_mgmt_group" if number < SELF_MANAGEMENT else "skilled_mass_mobilisation"
        opened(people.head(place), place, date(2023, 3, 1), said(), key)


def _stations(people: People) -> None:
    """F035–F043: 78 of 102 have an office of their own, 22 build one; all have housing, staff, investigators."""
    stations = Unit.objects.filter(province__slug=BAC_KAN, leaf=True).select_related("heir").order_by("slug")
    counted = 0
    for place in stations:
        office = Office.INDEPENDENT
        if place.kind in COMMUNES_AND_TOWNSHIPS:
            counted += 1
            office = (
                Office.INDEPENDENT if counted <= 78 else Office.UNDER_CONSTRUCTION if counted <= 100 else Office.NONE
            )
        standing = Standing(office, housing=True, staffed=True, investigator=True)
        record_readiness(by=people.head(place), unit=place, since=TOLD_ON, standing=standing, seen=0)
