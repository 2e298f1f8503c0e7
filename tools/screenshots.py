"""Take the pictures of the documentation: `python run.py screenshots`, or with FOLDER all, with names some.

They show the whole demonstration up to today, on a phone and on a desk, in both themes and in print. With FOLDER and
`--every` each screen that leaders look at is taken at three widths, light, dark and printed.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.run import system
from tools.run.demonstration import serving
from tools.run.shell import ROOT, Problem, say

PASSWORD = "antq-demo-2026"  # noqa: S105 - of the demonstration, as its sign-in page prints it
FOLDER = ROOT / "docs" / "pictures"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 780}, "is_mobile": True, "has_touch": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PAPER: dict[str, Any] = {"viewport": {"width": 794, "height": 1123}}  # A4 at 96 dots an inch
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    # Fields for a day in the language of the page, as a Vietnamese browser draws them (see DAYS).
    "--enable-blink-features=LangAttributeAwareFormControlUI",
]  # fmt: skip
# The language of the page is known only after its fields were drawn: draw those for days again.
DAYS = """() => {
  for (const field of document.querySelectorAll("[type=date]")) {
    field.type = "text";
    field.type = "date";
  }
}"""
LARGEST = 150_000  # bytes of one picture


@dataclass(frozen=True)
class Shot:
    """`who` signs in (nobody where empty), opens `address` and follows the link `through`, where one is named."""

    name: str
    who: str
    address: str
    device: dict[str, Any]
    dark: bool = False
    paper: bool = False
    through: str = ""  # selector of a link: what lies behind has a number that is made with the demonstration


SHOTS = [
    Shot("sign-in", "", "/login/", DESK),
    Shot("station", "lan", "/stations/01864-2025/", PHONE),
    Shot("patrol", "lan", "/units/01864-2025/patrols/add", PHONE),
    Shot("patrol-dark", "lan", "/units/01864-2025/patrols/add", PHONE, dark=True),
    Shot("week", "lan", "/units/01864-2025/week/patrol/", DESK),
    Shot("logbook", "lan", "/units/01864-2025/logbook/patrol/", PAPER, paper=True),
    Shot("province", "tinh", "/dashboards/units/19-2025/", DESK),
    Shot("province-dark", "tinh", "/dashboards/units/19-2025/", DESK, dark=True),
    Shot("province-phone", "tinh", "/dashboards/units/19-2025/", PHONE),
    Shot("province-paper", "tinh", "/dashboards/units/19-2025/", PAPER, paper=True),
    Shot("figure", "tinh", "/dashboards/units/19-2025/figures/patrol_sessions/", DESK),
    Shot("nation", "bo", "/dashboards/", DESK),
    Shot("admin", "quantri", "/admin/communes/commune/?q=giao+hieu", DESK),
    # Of the guide, docs/huong-dan
    Shot("activity", "lan", "/units/01864-2025/activities/pledge_round/add", PHONE),
    Shot("waiting", "dung", "/records/?unit=01864-2025&state=waiting", DESK),
    Shot("areas", "dung", "/stations/01864-2025/residential-areas/", DESK),
    Shot("models", "dung", "/units/01864-2025/models/", DESK),
    Shot("readiness", "dung", "/stations/01864-2025/readiness/", DESK),
    Shot("targets", "thu", "/units/06-2000/targets/", DESK),
    Shot("silent", "tinh", "/dashboards/units/19-2025/silent/", DESK),
    Shot("board", "tinh", "/campaigns/", DESK, through="main .rows a.row:not(:has-text('Sắp tới'))"),
    Shot("readiness-province", "tinh", "/readiness/06-2000/?on=2025-02-28", DESK),
    Shot("reported", "thu", "/units/06-2000/reported/", DESK),
]
THAI_NGUYEN, WITHOUT_DATA, LONG_NAMES = "19-2025", "91-2025", "68-2025"  # the last: Lâm Đồng
# Name, person, address: what leaders look at, with data, without, with the longest names.
SCREENS = [
    ("nation", "bo", "/dashboards/"),
    ("province", "tinh", f"/dashboards/units/{THAI_NGUYEN}/"),
    ("province-heat", "tinh", f"/dashboards/units/{THAI_NGUYEN}/?show=heat"),
    ("province-change", "tinh", f"/dashboards/units/{THAI_NGUYEN}/?show=change"),
    ("province-areas", "tinh", f"/dashboards/units/{THAI_NGUYEN}/?by=area"),
    ("province-two-eras", "tinh", f"/dashboards/units/{THAI_NGUYEN}/?period=year-2025&lens=recorded"),
    ("province-empty", "bo", f"/dashboards/units/{WITHOUT_DATA}/"),
    ("province-long-names", "bo", f"/dashboards/units/{LONG_NAMES}/"),
    ("commune", "lan", "/dashboards/units/01864-2025/"),
    ("area", "hung", "/dashboards/areas/060-19-2025/"),
    ("figure", "tinh", f"/dashboards/units/{THAI_NGUYEN}/figures/guns_collected/"),
    ("figure-trends", "tinh", f"/dashboards/units/{THAI_NGUYEN}/figures/patrol_sessions/?by=trend"),
    ("silent", "tinh", f"/dashboards/units/{THAI_NGUYEN}/silent/"),
    ("beside", "tinh", f"/dashboards/units/{THAI_NGUYEN}/beside/"),
    ("projector", "tinh", f"/dashboards/units/{THAI_NGUYEN}/?show=projector"),
    ("own-table", "tinh", f"/tables/units/{THAI_NGUYEN}/?rows=area&columns=month&period=quarter-2026-4"),
    ("search", "tinh", "/units/?q=b%E1%BA%B1ng"),
]
WIDTHS = (360, 768, 1280)
LOOKS: dict[str, dict[str, Any]] = {"light": {}, "dark": {"dark": True}, "print": {"paper": True}}
# In the repository; the others are for whoever judges the look.
KEPT = {
    "province", "province-dark", "figure", "station", "patrol", "week", "activity", "waiting", "areas", "models",
    "readiness", "targets", "silent", "board", "readiness-province", "reported", "admin",
}  # fmt: skip


def every() -> list[Shot]:
    """Each screen at each width in each look; on paper the sheet has one width."""
    return [
        Shot(f"{name}-{width}-{look}", who, address, {"viewport": {"width": width, "height": 800}}, **changes)
        for name, who, address in SCREENS
        for look, changes in LOOKS.items()
        for width in (WIDTHS if look != "print" else [PAPER["viewport"]["width"]])
    ]


def main(args: Sequence[str]) -> int:
    whole = "--every" in args
    args = [one for one in args if one != "--every"]
    if whole and not args:
        raise Problem("--every needs a FOLDER")
    folder = Path(args[0]) if args else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    shots = every() if whole else SHOTS
    names = set(args[1:]) or ({shot.name for shot in shots} if args else KEPT)
    wanted = [shot for shot in shots if shot.name in names]
    executable = os.environ.get("CHROMIUM") or system.chromium()
    if not executable:
        raise Problem("no Chromium: make system-deps")
    with TemporaryDirectory() as data, serving(Path(data)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        large = [shot.name for shot in wanted if take(browser, address, shot, folder, whole=whole) > LARGEST]
        browser.close()
    say(f"{len(wanted)} pictures in {folder}" + (f", larger than {LARGEST} bytes: {', '.join(large)}" if large else ""))
    return int(bool(large) and not whole)


def take(browser: Browser, address: str, shot: Shot, folder: Path, *, whole: bool = False) -> int:
    """Take one picture, of the whole page or of what a screen shows; give its size in bytes."""
    context = browser.new_context(
        base_url=address,
        locale="vi-VN",
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
        **shot.device,
    )
    page = opened(context, shot)
    if shot.paper:
        page.emulate_media(media="print")
    size = len(page.screenshot(path=folder / f"{shot.name}.png", full_page=whole))
    context.close()
    return size


def opened(context: BrowserContext, shot: Shot) -> Page:
    """The page of a picture, as whoever it is for."""
    page = context.new_page()
    if shot.who:
        page.goto("/login/")
        page.locator("[name=username]").fill(shot.who)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main [type=submit]").click()
        page.wait_for_url(lambda where: "/login/" not in where)
    answer = page.goto(shot.address)
    if answer is None or not answer.ok:
        raise Problem(f"{shot.address} answered {answer and answer.status}")
    if shot.through:
        page.locator(shot.through).first.click()
        page.wait_for_load_state()
    page.evaluate(DAYS)
    return page


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
