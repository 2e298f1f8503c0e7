"""`check`: everything that can be said about the code without running its tests."""

import secrets
import shutil
from collections.abc import Callable

from tools.run import install, stages, system
from tools.run.shell import PYTHON, ROOT, call, clean_environment, output, say

Check = Callable[[], bool]
DJADE = (PYTHON.with_name("djade"), "--target-version", "5.2")


def check(args: list[str]) -> int:
    """Lint, types, imports, migrations, deployment settings, templates, catalogues, house rules"""
    install.lock("develop")
    system.provide("check")
    chosen = {name: run for name, run in CHECKS.items() if not args or name in args}
    not_run = lacking() & chosen.keys()
    failed = [name for name in chosen if name not in not_run and not passes(name)]
    if failed:
        say(f"check FAILED: {', '.join(failed)}")
    elif not_run:
        say(f"check: the rest is in order, NOT RUN: {', '.join(sorted(not_run))} (install gettext: make system-deps)")
    else:
        say(f"check: all {len(chosen)} in order")
    return int(bool(failed or not chosen or (not_run and stages.require_all())))


def tidy(args: list[str]) -> int:
    """Format code and templates, and mend what ruff can mend (arguments: only these files)"""
    install.lock("develop")
    python = [arg for arg in args if arg.endswith(".py")] if args else ["."]
    pages = [arg for arg in args if arg.endswith(".html")] if args else html_files()
    if python:
        venv("ruff", "check", "--quiet", "--fix-only", *python)
        venv("ruff", "format", "--quiet", *python)
    if pages:
        call([*DJADE, *pages])
    return 0


def passes(name: str) -> bool:
    say(f"checking: {name}")
    return CHECKS[name]()


def lacking() -> set[str]:
    return set() if shutil.which("xgettext") else {"messages"}


def venv(*words: str) -> bool:
    """Run a module of .venv with harmless settings; its exit code decides."""
    settings = clean_environment(SECRET_KEY="only-for-checks-" + "x" * 50, DATABASE_URL="sqlite://:memory:")
    return call([PYTHON, "-m", *words], env=settings | {"DJANGO_SETTINGS_MODULE": "antq.settings"}) == 0


def manage(*words: str, **env: str) -> bool:
    settings = {"SECRET_KEY": "only-for-checks-" + "x" * 50, "DATABASE_URL": "sqlite://:memory:"} | env
    return (
        call([PYTHON, "-W", "error::DeprecationWarning:antq", "manage.py", *words], clean_environment(**settings)) == 0
    )


def deployment() -> bool:
    """Ask Django what it thinks of the settings of a real server: nothing but what an operator must give."""
    return manage(
        "check", "--deploy", "--fail-level", "WARNING",
        SECRET_KEY=secrets.token_urlsafe(60), ALLOWED_HOSTS="antq.example.vn",
        CSRF_TRUSTED_ORIGINS="https://antq.example.vn", DATABASE_URL="postgres://antq:secret@127.0.0.1:5432/antq",
    )  # fmt: skip


def templates() -> bool:
    files = html_files()
    return not files or call([*DJADE, "--check", *files]) == 0


def html_files() -> list[str]:
    """List the project's templates, new ones included, ignored ones not."""
    listed = output(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.html"])
    return sorted(name for name in listed.split("\0") if name and (ROOT / name).exists())


CHECKS: dict[str, Check] = {
    "format": lambda: venv("ruff", "format", "--check", "--output-format=concise", "."),
    "lint": lambda: venv("ruff", "check", "--output-format=concise", "."),
    "house-rules": lambda: venv("tools.house_rules"),
    "types": lambda: venv("mypy"),
    "imports": lambda: call([PYTHON.with_name("lint-imports"), "--no-logo"]) == 0,
    "django": lambda: manage("check", "--fail-level", "WARNING"),
    "deployment": deployment,
    "migrations": lambda: manage("makemigrations", "--check", "--dry-run"),
    "templates": templates,
    "messages": lambda: venv("tools.catalogues", "check"),
    "coverage": lambda: venv("tools.coverage", "check"),
}
