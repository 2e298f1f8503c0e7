"""The locks: in step with what asks for them, hashed, and free of addresses."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDER = Path(__file__).resolve().parents[2] / "requirements"
LOCKS = ("run", "develop")
FORBIDDEN = re.compile(r"://|--(extra-)?index-url|--find-links|--trusted-host|file:|(^|\s)/\w|[A-Za-z]:\\|@ ")


def lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


def wanted(name: str) -> list[Requirement]:
    return [Requirement(line) for line in lines(f"{name}.in") if line and line[0] not in "#-"]


def pins(name: str) -> dict[str, set[str]]:
    """Give the versions of each package: several where they depend on the Python."""
    found: dict[str, set[str]] = {}
    for match in re.finditer(r"^([\w.-]+)==([\w.+!]+)", "\n".join(lines(f"{name}.txt")), re.MULTILINE):
        found.setdefault(canonicalize_name(match[1]), set()).add(match[2])
    return found


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.iterdir()))
def test_it_holds_no_address_and_no_path_of_a_machine(file: str) -> None:
    assert [line for line in lines(file) if FORBIDDEN.search(line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_it_pins_everything_that_is_asked_for(name: str) -> None:
    for requirement in wanted(name):
        versions = pins(name).get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is not locked: python run.py lock"
        assert all(version in requirement.specifier for version in versions), f"{requirement} against {versions}"


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash(name: str) -> None:
    entries = re.split(r"^(?=[\w.-]+==)", "\n".join(lines(f"{name}.txt")), flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_runs_is_the_same_where_it_is_developed() -> None:
    develop = pins("develop")
    assert {name: develop.get(name) for name in pins("run")} == pins("run")


def test_it_stays_with_the_supported_django() -> None:
    (version,) = pins("run")["django"]
    assert version.startswith("5.2.")


def test_what_runs_carries_no_tools_of_development() -> None:
    assert not {"pytest", "mypy", "ruff", "playwright", "uv"} & pins("run").keys()
