"""The virtual environment in .venv and what the locks put into it."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.run import system
from tools.run.shell import PYTHON, ROOT, VENV, Problem, call, output, say

STAMP = VENV / "antq-locks.json"
# develop.txt is resolved against run.txt, so whoever has the first has the second.
INCLUDES = {"run": ["run"], "develop": ["run", "develop"]}


def lock(name: str) -> None:
    """Make .venv hold exactly what requirements/<name>.txt pins; do nothing when it does already."""
    wanted = {part: fingerprint(part) for part in INCLUDES[name]}
    stamp = read_stamp()
    if usable() and wanted.items() <= stamp.items():
        return
    if not usable():
        make_venv()
        stamp = {}
    say(f"installing requirements/{name}.txt into .venv")
    if call(pip_command(name), env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}) != 0:
        raise Problem(
            "the packages could not be installed. Without the internet, collect them elsewhere with\n"
            f"  pip download -r requirements/{name}.txt -d wheels\nand call again with WHEELS=wheels"
        )
    STAMP.write_text(json.dumps(stamp | wanted), encoding="utf-8")


def fingerprint(name: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def usable() -> bool:
    """Tell whether .venv works: a moved folder or an upgraded system Python leaves one that does not."""
    return PYTHON.exists() and output([PYTHON, "-c", "import pip, sys; print(sys.prefix)"]).strip() == str(VENV)


def make_venv() -> None:
    if not system.has_venv():
        system.provide("venv")
    say("creating .venv")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Problem(
            f"this Python cannot create a virtual environment (Debian and Ubuntu: apt install python{version}-venv)\n"
            + (made.stdout + made.stderr).strip()
        )


def pip_command(name: str) -> list[str]:
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--require-hashes"]
    if wheels := os.environ.get("WHEELS"):
        command += ["--no-index", "--find-links", str(Path(wheels).resolve())]
    return [*command, "-r", f"requirements/{name}.txt"]
