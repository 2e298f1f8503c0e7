"""What the system provides (PostgreSQL, Chromium, gettext, fonts, venv), and installing it on Debian as root."""

import ctypes
import os
import shutil
import subprocess
import sys
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path

from tools.run.shell import VENV, WINDOWS, Problem, call, output, say

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
BROWSER_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
POSTGRES_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")


def chromium() -> str | None:
    """Find a browser that Playwright can drive; CHROMIUM names one."""
    if named := os.environ.get("CHROMIUM"):
        return named if works(named) else None
    found = [shutil.which(name) for name in BROWSERS]
    return next((path for path in [*found, *BROWSER_PATHS] if path and works(path)), None)


def works(browser: str) -> bool:
    """Tell a browser from the stub that some systems put in its place."""
    if WINDOWS:
        return Path(browser).exists()  # chrome.exe --version opens a window there
    return bool(output([browser, "--version"], timeout=30))


def has_libatomic() -> bool:
    """Tell whether Playwright's driver can start: its Node needs a library that a small system lacks."""
    if not sys.platform.startswith("linux"):
        return True
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


def postgres_folder() -> Path | None:
    """Find the folder with initdb and pg_ctl of the newest PostgreSQL of the system; POSTGRES_BIN names one."""
    if named := os.environ.get("POSTGRES_BIN"):
        return Path(named) if holds_postgres(Path(named)) else None
    folders = [path for pattern in POSTGRES_FOLDERS for path in Path("/").glob(pattern.lstrip("/"))]
    folders.sort(
        key=lambda path: [
            int(part) for part in path.parent.name.split("-")[-1].split("@")[-1].split(".") if part.isdigit()
        ]
    )
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    return next((path for path in reversed(folders) if holds_postgres(path)), None)


def pip_postgres_folder() -> Path | None:
    """Find the PostgreSQL that pip's pgserver carries."""
    found = [
        *VENV.glob("lib/python*/site-packages/pgserver/pginstall/bin"),
        *VENV.glob("Lib/site-packages/pgserver/pginstall/bin"),
    ]
    return next((path for path in found if holds_postgres(path)), None)


def holds_postgres(folder: Path) -> bool:
    return shutil.which("initdb", path=str(folder)) is not None and shutil.which("pg_ctl", path=str(folder)) is not None


def has_vietnamese_font() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(output(["fc-list", ":lang=vi"]).strip()) or Path("/usr/share/fonts/truetype/dejavu").exists()


def has_venv() -> bool:
    invalidate_caches()
    return find_spec("venv") is not None and find_spec("ensurepip") is not None


def missing(purpose: str) -> list[str]:
    """List the Debian packages that `purpose` (venv, test, check or all) lacks on this machine."""
    lacks: list[str] = []
    if purpose in {"venv", "all"} and not has_venv():
        lacks.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if purpose in {"test", "all"}:
        if not os.environ.get("TEST_DATABASE_URL") and postgres_folder() is None:
            lacks.append("postgresql")
        if chromium() is None:
            lacks.append("chromium")
        if not has_libatomic():
            lacks.append("libatomic1")
        if not has_vietnamese_font():
            lacks.append("fonts-dejavu-core")
    if purpose in {"test", "check", "all"} and shutil.which("xgettext") is None:
        lacks.append("gettext")
    return lacks


def may_install() -> bool:
    is_root = not WINDOWS and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def provide(purpose: str) -> None:
    """Install what `purpose` lacks where that is allowed; what is still missing is told by its user."""
    if os.environ.get("SYSTEM_DEPS") == "never" or not may_install():
        return
    if packages := missing(purpose):
        install(packages)


def install(packages: list[str]) -> bool:
    say(f"installing system packages with apt-get: {' '.join(packages)}")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=180", "-o", "Dpkg::Use-Pty=0"]
    call([*apt, "update"], env=env)
    words = [*apt, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(words, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        say(f"apt-get could not install them:\n{(done.stdout + done.stderr).strip()[-2000:]}")
    return done.returncode == 0


def install_command(args: list[str]) -> int:
    """Install PostgreSQL, Chromium, gettext and a font (Debian, as root)"""
    packages = missing("all")
    if not packages:
        say("the system has all that antq's tests need")
        return 0
    if not may_install():
        raise Problem(
            f"as an administrator of a Debian system: apt-get install {' '.join(packages)}\n"
            "elsewhere, install PostgreSQL, Chromium or Chrome, and gettext as that system does"
        )
    return 0 if install(packages) and not missing("all") else 1
