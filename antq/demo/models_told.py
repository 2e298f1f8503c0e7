"""The models that the articles name, on units and days so that every figure comes out; and two that tell a story."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from antq.demo.articles import SONG_CAU, YEN_THUONG
from models_selfmgmt.models import EventKind

PHUNG_CHI_KIEN, GIAO_HIEU, BANG_THANH, CAO_MINH = "01843-2000", "01870-2000", "01864-2025", "01879-2025"


@dataclass(frozen=True)
class Stage:
    """What is true since a day; villages by name or by their place in the commune's list."""

    since: date
    villages: tuple[str | int, ...] = ()
    amounts: Mapping[str, int] = field(default_factory=dict)
    joined: tuple[str, ...] = ()


@dataclass(frozen=True)
class Model:
    """`slug` is the unit of its first day; `inspected`: days after it, and the grade."""

    slug: str
    kind: str
    stages: tuple[Stage, ...]
    name: str = ""
    launched: bool = False
    partner: str = ""
    funding: str = ""
    until: date | None = None
    events: tuple[tuple[EventKind, date], ...] = ()
    inspected: tuple[tuple[int, str], ...] = ()
    number: int = 0

    @property
    def days(self) -> list[date]:
        """All days on which something happens to it."""
        begun = self.stages[0].since
        found = [stage.since for stage in self.stages] + [day for _, day in self.events]
        found += [begun + timedelta(days) for days, _ in self.inspected]
        return [*found, *([self.until] if self.until else [])]


@dataclass(frozen=True)
class Counted:
    self_management: int
    mass_mobilisation: int


# F045, F046: all of Thanh Hóa on 31/01/2025.
THANH_HOA = Counted(146, 50)


def _yen_thuong() -> list[Model]:
    """F015–F017, F020, F021, F023, F024."""
    farmers = [
        (
            "Thôn Nà Cà", date(2021, 7, 20),
            "Chi hội nông dân thôn Nà Cà trong công tác đảm bảo ANTT, an toàn giao thông",
        ),
        (
            "Thôn Bản Liên", date(2021, 9, 15),
            "Chi hội nông dân thôn Bản Liên trong công tác đảm bảo ANTT, an toàn giao thông và vệ sinh môi trường",
        ),
    ]  # fmt: skip
    found = [
        Model(YEN_THUONG, "farmers_branch", (Stage(day, (village,)),), name, True, "farmers_association", number=n)
        for n, (village, day, name) in enumerate(farmers)
    ]
    centre = ("Thôn Nà Mền", "Thôn Bản Bây", "Thôn Nà Cà")
    found += [
        Model(YEN_THUONG, "security_bulletin_board", (Stage(date(2021, 8, 10), (village,)),), number=n)
        for n, village in enumerate(centre)
    ]
    lit = (*centre, "Thôn Bản Liên", 4)
    devices = {"camera_points_active": 2, "cameras_active": 2}
    return [
        *found,
        Model(YEN_THUONG, "security_lighting", (Stage(date(2021, 6, 1), lit),), "Điện thắp sáng đường quê"),
        Model(
            YEN_THUONG, "security_camera", (Stage(date(2021, 10, 5), ("Thôn Nà Mền", "Thôn Bản Bây"), devices),),
            "Camera giám sát tại các điểm ngã ba",
        ),
    ]  # fmt: skip


def _phung_chi_kien() -> list[Model]:
    """F026–F030: of its twelve tổ dân phố."""
    since = date(2021, 10, 1)
    each = [("self_mgmt_group", 12), ("mediation_group", 12), ("youth_security_team", 10)]
    found = [Model(PHUNG_CHI_KIEN, kind, (Stage(since, (n,)),), number=n) for kind, count in each for n in range(count)]
    return [
        *found,
        Model(PHUNG_CHI_KIEN, "volunteer_social_team", (Stage(since),)),
        Model(PHUNG_CHI_KIEN, "safe_household", (Stage(since, tuple(range(12))),), "Hộ an toàn – tổ dân phố bình yên"),
    ]


def _song_cau() -> list[Model]:
    """F059, F065, F067, F068, F070, F071; the cameras of April 2025 are those of a newspaper."""
    cameras = [
        Stage(date(2023, 5, 10), (0, 1), {"camera_points_active": 6, "cameras_active": 7}),
        Stage(date(2024, 6, 20), (0, 1, 2), {"camera_points_active": 8, "cameras_active": 10}),
        Stage(date(2025, 4, 1), (0, 1, 2, 3), {"camera_points_active": 13, "cameras_active": 16}),
    ]
    groups = [
        Model(
            SONG_CAU, "interfamily_fire_group",
            (Stage(date(2024, 2 + n, 12), (n,), {"interfamily_fire_households": 8 + n}),), launched=True, number=n,
        )
        for n in range(4)
    ]  # fmt: skip
    points = [
        Model(SONG_CAU, "public_fire_point", (Stage(date(2024, 4 + n, 25), (n,)),), launched=True, number=n,
              inspected=((70, "good"),))
        for n in range(2)
    ]  # fmt: skip
    teams = [
        Model(
            SONG_CAU, "grassroots_security_team",
            (Stage(date(2024, 7, 1), (n % 4,), {"antt_team_members": members}),), launched=True, number=n,
        )
        for n, members in enumerate((4, 4, 4, 3, 3, 3, 3, 3))
    ]  # fmt: skip
    return [
        Model(SONG_CAU, "security_camera", tuple(cameras), "Camera an ninh phường Sông Cầu", funding="community"),
        *groups,
        *points,
        *teams,
        # The fourth is not described further and the fifth not named in the article: both invented.
        Model(SONG_CAU, "safe_household", (Stage(date(2022, 5, 1), (0, 1, 2)),), "Hộ an toàn – tổ dân phố bình yên"),
        Model(SONG_CAU, "security_lighting", (Stage(date(2022, 11, 1), (1, 2), {"security_lamps": 24}),)),
        Model(SONG_CAU, "self_mgmt_group", (Stage(date(2021, 3, 1), (3,), {"self_mgmt_group_members": 7}),)),
    ]


ARTICLES = [*_yen_thuong(), *_phung_chi_kien(), *_song_cau()]

# Invented: a life with everything in it, and a cluster that two communes share.
FEATURED = [
    Model(
        GIAO_HIEU,
        "security_camera",
        (
            Stage(date(2024, 3, 20), ("Thôn Nà Muồng",),
                  {"camera_points_active": 2, "cameras_active": 4, "cameras_working": 4}),
            Stage(date(2024, 11, 5), ("Thôn Nà Muồng", "Thôn Khuổi Lè"),
                  {"camera_points_active": 4, "cameras_active": 7, "cameras_working": 7}),
            Stage(date(2026, 2, 10), ("Thôn Nà Muồng", "Thôn Khuổi Lè", "Thôn Nặm Cắm"),
                  {"camera_points_active": 6, "cameras_active": 11, "cameras_working": 9}),
        ),
        "Camera an ninh ngã ba Nà Muồng",
        True,
        "fatherland_front",
        "community",
        events=(
            (EventKind.SURVEYED, date(2024, 2, 15)),
            (EventKind.STRENGTHENED, date(2025, 9, 12)),
            (EventKind.REPLICATED, date(2026, 2, 10)),
        ),
        inspected=((120, "good"), (420, "fair"), (760, "good")),
        number=100,
    ),
    Model(
        BANG_THANH,
        "security_cluster",
        (Stage(date(2025, 9, 15), (0, 1), joined=(CAO_MINH,)),),
        "Cụm an ninh liên hoàn Bằng Thành – Cao Minh",
        True,
        events=((EventKind.STRENGTHENED, date(2026, 4, 2)),),
        inspected=((200, "good"),),
        number=100,
    ),
    Model(
        GIAO_HIEU,
        "security_bulletin_board",
        (Stage(date(2024, 5, 6), ("Thôn Nặm Cắm",), {"bulletin_boards": 1}),),
        until=date(2025, 12, 20),
        number=100,
    ),
]  # fmt: skip
