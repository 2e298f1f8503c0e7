"""The commands of `run.py`, one line each."""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from tools.run import checks, housekeeping, install, serve, stages, system
from tools.run.shell import Problem, module, say

Command = Callable[[list[str]], int]


def setup(args: list[str]) -> int:
    """Create .venv with everything that development needs"""
    install.lock("develop")
    return 0


def bench(args: list[str]) -> int:
    """Measure: dashboards, sign-ins, imports (tools/bench)"""
    install.lock("develop")
    return module("tools.bench", *args)


def screenshots(args: list[str]) -> int:
    """Take the pictures of the documentation (tools/screenshots)"""
    install.lock("develop")
    system.provide("test")
    return module("tools.screenshots", *args, env={"CHROMIUM": system.chromium() or ""})


def show_help(args: list[str]) -> int:
    """Show this"""
    print("python run.py COMMAND [-- arguments], or make COMMAND [ARGS=...]\n")
    for name, command in COMMANDS.items():
        print(f"  {name:<12} {(command.__doc__ or '').strip()}")
    print(VARIABLES)
    return 0


COMMANDS: dict[str, Command] = {
    "run": serve.run,
    "test": stages.test,
    "check": checks.check,
    "format": checks.tidy,
    "bench": bench,
    "setup": setup,
    "system-deps": system.install_command,
    "lock": housekeeping.relock,
    "messages": housekeeping.messages,
    "coverage": housekeeping.coverage,
    "screenshots": screenshots,
    "clean": housekeeping.clean,
    "help": show_help,
}

VARIABLES = """
  PORT=8000             where `run` listens, on 127.0.0.1
  DATABASE_URL=...      the database of `run` (default: SQLite under var/demo)
  ONLY=sqlite           one stage of `test`: sqlite, postgres or browser
  REQUIRE_ALL=1         what could not be run counts as a failure
  TEST_DATABASE_URL=... a PostgreSQL for `test` instead of one of its own
  POSTGRES_BIN=folder   where initdb and pg_ctl are; CHROMIUM=path: the browser of the tests
  WHEELS=folder         install from this folder, without the internet
  SYSTEM_DEPS=never     never install system packages on its own"""


def interrupted(number: int, frame: FrameType | None) -> None:
    """Turn a polite kill into an exception, so that servers are stopped on the way out."""
    raise SystemExit(128 + number)


def main(argv: list[str]) -> int:
    name, *rest = argv or ["help"]
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    os.environ["PYTHONUTF8"] = "1"
    for signal_name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, signal_name):
            signal.signal(getattr(signal, signal_name), interrupted)
    command = COMMANDS.get(name.removeprefix("--"))
    if command is None:
        say(f"no such command: {name}")
        show_help([])
        return 2
    try:
        return command([arg for arg in rest if arg != "--"])
    except Problem as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        say("stopped")
        return 130
