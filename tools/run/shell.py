"""Places, and how programs are started and told about."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VAR = ROOT / "var"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# What configures antq or Django in the caller's shell must not change tests and checks.
SETTINGS = frozenset(
    {"ALLOWED_HOSTS", "ANTQ_DEMO", "BEHIND_PROXY", "CSRF_TRUSTED_ORIGINS", "DATABASE_POOL", "DATABASE_URL", "DEBUG"}
    | {"DJANGO_SETTINGS_MODULE", "HTTPS", "LOG_LEVEL", "PROXY_COUNT", "SECRET_KEY", "SESSION_COOKIE_AGE"}
    | {"STATIC_MANIFEST", "PYTHONPATH", "PYTEST_ADDOPTS"}
)


class Problem(Exception):
    """Something the reader has to change; the text says what."""


def say(text: str) -> None:
    print(f"antq: {text}", flush=True)


def clean_environment(**values: str) -> dict[str, str]:
    """Give the caller's environment without antq's settings, plus `values`."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return kept | {"PYTHONUTF8": "1"} | values


def call(command: Sequence[str | Path], env: Mapping[str, str] | None = None, quiet: bool = False) -> int:
    """Run in the project's folder and return the exit code; `quiet` drops what it prints."""
    out = subprocess.DEVNULL if quiet else None
    sys.stdout.flush()
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env=env, stdout=out, stderr=out, check=False).returncode


def output(command: Sequence[str | Path], env: Mapping[str, str] | None = None, timeout: float | None = None) -> str:
    """Return what a program prints, or "" when it is missing, fails or takes too long."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=timeout, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def module(name: str, *args: str, env: Mapping[str, str] | None = None) -> int:
    """Run a module in .venv, with the caller's environment plus `env`."""
    return call([PYTHON, "-m", name, *args], env=os.environ | dict(env or {}))
