"""How `run.py test` adds up and when it fails."""

import pytest

from tools.run import postgres, stages
from tools.run.shell import Problem
from tools.run.stages import Result

REPORT = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"/>
<testcase name="c"><failure/></testcase><testcase name="d"><error/></testcase><testcase name="e"><skipped/></testcase>
</testsuite></testsuites>"""


def test_it_reads_the_counts_of_a_report() -> None:
    assert stages.read_counts(REPORT) == Result(passed=2, failed=2, skipped=1)


def test_the_last_line_is_plain_when_all_ran() -> None:
    assert Result(passed=5, skipped=1).last_line() == "antq: 5 passed, 0 failed, 1 skipped"


def test_the_last_line_names_what_did_not_run() -> None:
    line = Result(passed=5, not_run=["browser (install Chromium)"]).last_line()
    assert line == "antq: 5 passed, 0 failed, 0 skipped, NOT RUN: browser (install Chromium)"


@pytest.mark.parametrize(
    ("result", "strict", "code"),
    [
        (Result(passed=1), True, 0),
        (Result(passed=1, failed=1), False, 1),
        (Result(passed=1, broken=["pytest ended with code 2"]), False, 1),
        (Result(), False, 1),
        (Result(skipped=9), False, 1),
        (Result(passed=1, not_run=["browser"]), False, 0),
        (Result(passed=1, not_run=["browser"]), True, 1),
    ],
)
def test_it_fails_when_it_should(result: Result, strict: bool, code: int) -> None:
    assert result.exit_code(strict) == code


def test_a_missing_server_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing() -> None:
        raise postgres.Missing("none")

    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setattr(postgres, "server", nothing)
    assert stages.on_postgres([]).not_run == ["postgres (install PostgreSQL: make system-deps)"]


def test_a_missing_browser_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert stages.in_browser([]).not_run == ["browser (install Chromium: make system-deps)"]


def test_one_stage_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONLY", "postgres")
    assert stages.wanted_stages() == ["postgres"]
    monkeypatch.setenv("ONLY", "oracle")
    with pytest.raises(Problem, match="sqlite, postgres, browser"):
        stages.wanted_stages()


def test_require_all_is_off_unless_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {}
    for value in ("", "0", "1"):
        monkeypatch.setenv("REQUIRE_ALL", value)
        answers[value] = stages.require_all()
    assert answers == {"": False, "0": False, "1": True}
