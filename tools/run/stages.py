"""`test`: the same tests on SQLite and on PostgreSQL, then in a browser, and one plain line at the end."""

import os
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field

from tools.run import demonstration, install, postgres, system
from tools.run.shell import PYTHON, ROOT, VAR, Problem, clean_environment, say

REPORTS = VAR / "test"
NO_TESTS = 5  # pytest's exit code for "nothing collected"
PARALLEL = ["-n", str(min(os.cpu_count() or 2, 8))]
BROWSERS = ["-n", str(min(os.cpu_count() or 2, 4))]  # each with a server of its own


@dataclass
class Result:
    """What one stage, or all together, came to."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    broken: list[str] = field(default_factory=list)
    not_run: list[str] = field(default_factory=list)

    def add(self, other: "Result") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.broken += other.broken
        self.not_run += other.not_run

    def last_line(self) -> str:
        line = f"antq: {self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        return f"{line}, NOT RUN: {', '.join(self.not_run)}" if self.not_run else line

    def exit_code(self, require_all: bool) -> int:
        ran = self.passed + self.failed
        return int(bool(self.failed or self.broken or not ran or (require_all and self.not_run)))


def test(args: list[str]) -> int:
    """Test on SQLite, on PostgreSQL and in Chromium (ONLY=stage; arguments go to pytest)"""
    wanted = wanted_stages()
    install.lock("develop")
    system.provide("test")
    for folder in (REPORTS, VAR / "static"):  # whitenoise warns when the second is missing
        folder.mkdir(parents=True, exist_ok=True)
    total = Result()
    for name in wanted:
        say(f"testing: {name}")
        try:
            total.add(STAGES[name](args))
        except Problem as problem:
            total.add(Result(failed=1, broken=[f"{name}: {problem}"]))
    return report(total, require_all())


def wanted_stages() -> list[str]:
    only = os.environ.get("ONLY")
    if only and only not in STAGES:
        raise Problem(f"ONLY must be one of {', '.join(STAGES)}, not {only!r}")
    return [only] if only else list(STAGES)


def require_all() -> bool:
    return os.environ.get("REQUIRE_ALL", "") not in {"", "0"}


def report(total: Result, strict: bool) -> int:
    for problem in total.broken:
        say(problem)
    if not (total.passed or total.failed):
        say("no test ran, which is a failure")
    if total.not_run and strict:
        say("REQUIRE_ALL is set: what was not run counts as a failure")
    code = total.exit_code(strict)
    print(total.last_line(), flush=True)
    return code


def on_sqlite(args: list[str]) -> Result:
    database = "sqlite:///" + (REPORTS / "antq.sqlite3").as_posix()  # a name only: Django's test database is in memory
    return pytest("sqlite", ["-m", "not browser", *PARALLEL, *args], DATABASE_URL=database)


def on_postgres(args: list[str]) -> Result:
    # The tools know no database: once is enough.
    words = ["-m", "not browser", *PARALLEL, "--ignore=tests/tools", *args]
    with ExitStack() as stack:
        try:
            address = os.environ.get("TEST_DATABASE_URL") or stack.enter_context(postgres.server())
        except postgres.Missing:
            return Result(not_run=["postgres (install PostgreSQL: make system-deps)"])
        return pytest("postgres", words, DATABASE_URL=address)


def in_browser(args: list[str]) -> Result:
    browser = system.chromium()
    if browser is None:
        return Result(not_run=["browser (install Chromium: make system-deps)"])
    if not system.has_libatomic():
        return Result(not_run=["browser (install libatomic1: make system-deps)"])
    demonstration.collect_static()
    database = "sqlite:///" + (REPORTS / "browser.sqlite3").as_posix()
    # Playwright keeps an event loop in the test's thread, where Django would refuse its database.
    return pytest(
        "browser", ["-m", "browser", *BROWSERS, f"--output={REPORTS / 'browser'}", *args],
        DATABASE_URL=database, CHROMIUM=browser, DJANGO_ALLOW_ASYNC_UNSAFE="1",
    )  # fmt: skip


STAGES = {"sqlite": on_sqlite, "postgres": on_postgres, "browser": in_browser}


def pytest(stage: str, args: Iterable[str], **env: str) -> Result:
    """Run pytest with the settings of a test and read its counts from the report that it writes."""
    file = REPORTS / f"{stage}.xml"
    file.unlink(missing_ok=True)
    args = list(args)
    command = [str(PYTHON), "-m", "pytest", "-q", f"--junitxml={file}", "-o", f"junit_suite_name={stage}", *args]
    settings = clean_environment(SECRET_KEY="only-for-tests-" + "x" * 50, DJANGO_SETTINGS_MODULE="antq.settings", **env)
    code = subprocess.run(command, cwd=ROOT, env=settings, check=False).returncode
    result = read_counts(file.read_text(encoding="utf-8")) if file.exists() else Result()
    chosen = "-k" in args or any("::" in arg or arg.startswith("tests") for arg in args)
    if code == NO_TESTS and not chosen:
        result.broken.append(f"{stage}: no tests, which is a failure")
    elif code not in {0, 1, NO_TESTS}:
        result.broken.append(f"{stage}: pytest ended with code {code}")
    elif code == 1 and not result.failed:
        result.broken.append(f"{stage}: pytest failed without a failed test")
    result.failed += len(result.broken)
    return result


def read_counts(report: str) -> Result:
    """Add up a report in JUnit's format; an error while setting up counts as a failure of its test."""
    result = Result()
    for case in ET.fromstring(report).iter("testcase"):  # noqa: S314 - written by our own pytest a moment ago
        outcomes = {child.tag for child in case}
        if outcomes & {"failure", "error"}:
            result.failed += 1
        elif "skipped" in outcomes:
            result.skipped += 1
        else:
            result.passed += 1
    return result
