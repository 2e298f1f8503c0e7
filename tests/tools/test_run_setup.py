"""The commands of run.py, what they install, and the servers that they start."""

import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from tools.run import cli, install, postgres, shell, system

ROOT = Path(__file__).resolve().parents[2]


def test_make_knows_every_command() -> None:
    (targets,) = re.findall(r"^COMMANDS = (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(targets.split()) == set(cli.COMMANDS)


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["help"]) == 0
    shown = capsys.readouterr().out
    assert [name for name, command in cli.COMMANDS.items() if f"  {name} " not in shown or not command.__doc__] == []


def test_it_refuses_an_unknown_command() -> None:
    assert cli.main(["dance"]) == 2


def test_a_problem_is_told_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(args: list[str]) -> int:
        raise shell.Problem("install make")

    monkeypatch.setitem(cli.COMMANDS, "run", fails)
    assert cli.main(["run"]) == 1
    assert "antq: install make" in capsys.readouterr().out


def test_settings_of_the_caller_do_not_reach_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTQ_DEMO", "1")
    monkeypatch.setenv("DATABASE_URL", "postgres://production/antq")
    env = shell.clean_environment(DATABASE_URL="sqlite://:memory:")
    assert "ANTQ_DEMO" not in env
    assert env["DATABASE_URL"] == "sqlite://:memory:"


def test_a_matching_stamp_installs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stamp = tmp_path / "locks.json"
    stamp.write_text(json.dumps({name: install.fingerprint(name) for name in ("run", "develop")}), encoding="utf-8")
    monkeypatch.setattr(install, "STAMP", stamp)
    monkeypatch.setattr(install, "usable", lambda: True)
    monkeypatch.setattr(install, "pip_command", lambda name: pytest.fail("pip was called"))
    install.lock("develop")
    install.lock("run")


@pytest.mark.parametrize("text", ["", "not json", "[]", '{"run": "other"}'])
def test_a_stamp_of_something_else_installs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    calls: list[list[str]] = []

    def succeed(command: list[str], env: object) -> int:
        calls.append(command)
        return 0

    monkeypatch.setattr(install, "STAMP", tmp_path / "locks.json")
    install.STAMP.write_text(text, encoding="utf-8")
    monkeypatch.setattr(install, "usable", lambda: True)
    monkeypatch.setattr(install, "call", succeed)
    install.lock("run")
    assert [command[-1] for command in calls] == ["requirements/run.txt"]
    assert install.read_stamp()["run"] == install.fingerprint("run")


def test_what_cannot_be_installed_leaves_no_stamp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(install, "STAMP", tmp_path / "locks.json")
    monkeypatch.setattr(install, "usable", lambda: True)
    monkeypatch.setattr(install, "call", lambda command, env: 1)
    with pytest.raises(shell.Problem, match="WHEELS"):
        install.lock("run")
    assert install.read_stamp() == {}


def test_a_folder_of_wheels_replaces_the_internet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WHEELS", str(tmp_path))
    command = install.pip_command("run")
    assert command[command.index("--find-links") + 1] == str(tmp_path)
    assert {"--no-index", "--require-hashes"} <= set(command)


def test_it_lists_what_a_bare_machine_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    monkeypatch.setattr(system, "chromium", lambda: None)
    monkeypatch.setattr(system, "postgres_folder", lambda: None)
    monkeypatch.setattr(system, "has_vietnamese_font", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(system, "has_libatomic", lambda: False)
    assert system.missing("test") == ["postgresql", "chromium", "libatomic1", "fonts-dejavu-core", "gettext"]
    assert system.missing("check") == ["gettext"]


def test_it_installs_nothing_where_it_must_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEM_DEPS", "never")
    monkeypatch.setattr(system, "missing", lambda purpose: pytest.fail("it looked"))
    system.provide("test")


def test_a_stub_in_place_of_a_browser_does_not_count(tmp_path: Path) -> None:
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\necho 'install the snap' >&2\nexit 1\n", encoding="ascii")
    stub.chmod(0o755)
    assert not system.works(str(stub)) or shell.WINDOWS


@pytest.mark.skipif(not (system.postgres_folder() or system.pip_postgres_folder()), reason="needs PostgreSQL")
def test_a_server_starts_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    psycopg = pytest.importorskip("psycopg")
    folders: list[str] = []
    make = tempfile.mkdtemp

    def remember(prefix: str) -> str:
        folders.append(make(prefix=prefix))
        return folders[0]

    monkeypatch.setattr(tempfile, "mkdtemp", remember)
    with postgres.server() as address:
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT lower('ĐỘI'), current_setting('fsync')").fetchone() == ("đội", "off")
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(re.sub(r":\w+@", ":wrong@", address))
    assert [path for path in folders if Path(path).exists()] == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")
def test_only_the_folders_of_dead_runs_are_swept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, owner in {"alive": str(os.getpid()), "dead": "4194999", "unclear": ""}.items():
        (tmp_path / (postgres.PREFIX + name)).mkdir()
        if owner:
            (tmp_path / (postgres.PREFIX + name) / "owner").write_text(owner, encoding="ascii")
    postgres.sweep()
    assert {path.name.removeprefix(postgres.PREFIX) for path in tmp_path.iterdir()} == {"alive", "unclear"}


def test_what_continuous_integration_runs_is_strict() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "REQUIRE_ALL=1" in text
    assert {"make check", "make test"} <= set(text.splitlines())
