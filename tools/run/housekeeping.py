"""`lock`, `messages`, `coverage` and `clean`."""

import shutil
from pathlib import Path

from tools.run import install, system
from tools.run.shell import PYTHON, ROOT, VAR, VENV, Problem, call, module, say

CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache")


def relock(args: list[str]) -> int:
    """Pin requirements/*.in again, with hashes and without addresses (-- --upgrade for newer releases)"""
    command: list[str | Path]
    install.lock("develop")
    for name in ("run", "develop"):
        say(f"locking requirements/{name}.in")
        command = [
            PYTHON, "-m", "uv", "pip", "compile", "--quiet", "--no-config", "--universal", "--python-version", "3.11",
            "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header",
            f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt", *args,
        ]  # fmt: skip
        if call(command) != 0:
            raise Problem(f"requirements/{name}.in could not be locked")
    install.lock("develop")
    return 0


def messages(args: list[str]) -> int:
    """Collect the messages of the code into locale/en and compile all catalogues"""
    install.lock("develop")
    system.provide("check")
    return module(
        "tools.catalogues", "update", env={"SECRET_KEY": "only-for-messages", "DATABASE_URL": "sqlite://:memory:"}
    )


def coverage(args: list[str]) -> int:
    """Write docs/coverage.md: features and figures of the articles with their screens and tests"""
    install.lock("develop")
    return module(
        "tools.coverage", "write", env={"SECRET_KEY": "only-for-coverage", "DATABASE_URL": "sqlite://:memory:"}
    )


def clean(args: list[str]) -> int:
    """Remove caches and reports (-- --all: also .venv and the demonstration's data)"""
    folders = [ROOT / name for name in CACHES] + [VAR / "test", VAR / "static"]
    folders += [path for path in ROOT.rglob("__pycache__") if VENV not in path.parents]
    if "--all" in args:
        folders += [VENV, VAR]
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    (VAR / "static.stamp").unlink(missing_ok=True)
    say("removed caches, reports, .venv and var" if "--all" in args else "removed caches and reports; the data stays")
    return 0
