"""Features and figures of the source articles with their screens and tests: `python -m tools.coverage write|check`.

Tables in tests/coverage/ name them; tests say with `@pytest.mark.covers("X01", "F002")` what they prove. The name of a
table stands for a test with a case for each of its rows. One that has no screen or no test is a fault.
"""

import ast
import csv
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLES = Path("tests/coverage")
PAGE = Path("docs/coverage.md")
# What the articles hold: a row that goes is a fault too.
WANTED = [f"X{number:02}" for number in range(1, 61)] + [f"F{number:03}" for number in range(1, 73)]
HEAD = """# What is covered

Made by `python run.py coverage`; `make check` says when it is out of date. Each feature that the source articles imply
and each figure that they name, with the screens (name of the address, title) and the tests that prove it.

"""


@dataclass(frozen=True)
class Item:
    """A feature or a figure; `words`: its name, or how the screen has to show it."""

    id: str
    words: str
    screens: tuple[str, ...]


@dataclass(frozen=True)
class Proof:
    """A test that says what it covers: ids, or a table that has them."""

    path: Path
    name: str
    told: tuple[str, ...]

    @property
    def link(self) -> str:
        return f"[{self.name}](../{self.path.as_posix()})"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def items(root: Path) -> list[Item]:
    folder = root / TABLES
    features = [Item(row["id"], row["name"], tuple(row["screens"].split())) for row in rows(folder / "features.csv")]
    figures = [
        Item(row["id"], f"{row['shown'].replace('|', '; ')} · {row['place']} `{row['indicator']}`", (row["screen"],))
        for row in rows(folder / "figures.csv")
    ]
    return features + figures


def titles(root: Path) -> dict[str, str]:
    return {row["address"]: row["title"] for row in rows(root / TABLES / "screens.csv")}


def proofs(root: Path) -> Iterator[Proof]:
    for path in sorted((root / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (told := marks(node)):
                yield Proof(path.relative_to(root), node.name, told)


def marks(test: ast.FunctionDef) -> tuple[str, ...]:
    """What a test says it covers; words that are not written out cannot be read."""
    found: list[str] = []
    for one in test.decorator_list:
        if isinstance(one, ast.Call) and ast.unparse(one.func) == "pytest.mark.covers":
            found += [ast.literal_eval(word) for word in one.args]
    return tuple(found)


def by_id(told: Iterable[Proof], root: Path) -> dict[str, list[Proof]]:
    found: dict[str, list[Proof]] = {}
    for proof in told:
        for word in proof.told:
            named = [row["id"] for row in rows(root / TABLES / word)] if word.endswith(".csv") else [word]
            for one in named:
                found.setdefault(one, []).append(proof)
    return found


def faults(
    listed: Iterable[Item], proven: Mapping[str, list[Proof]], named: Mapping[str, str], known: set[str]
) -> list[str]:
    """Say of each feature and figure what it lacks, and of marks what they name that is none."""
    listed = list(listed)
    ids = [one.id for one in listed]
    found = [f"{one}: no row" for one in WANTED if one not in ids]
    found += [f"{one}: a row too many" for one in ids if one not in WANTED or ids.count(one) > 1]
    found += [f"{one.id}: no test" for one in listed if not proven.get(one.id)]
    found += [f"{one.id}: no screen" for one in listed if not one.screens]
    for one in listed:
        found += [f"{one.id}: no such address: {screen}" for screen in one.screens if screen not in known]
        found += [f"{one.id}: no title of {screen}" for screen in one.screens if not named.get(screen)]
    for name, tests in proven.items():
        found += [f"{test.path}: {test.name} covers {name}, which is none" for test in tests if name not in ids]
    return found


def addresses() -> set[str]:
    """The names of all addresses."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "antq.settings")
    import django

    django.setup()
    from django.urls import get_resolver

    return set(names(get_resolver().url_patterns))


def names(patterns: Iterable[object], space: str = "") -> Iterator[str]:
    from django.urls import URLPattern, URLResolver

    for one in patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{space}{one.name}"


def page(listed: Iterable[Item], proven: Mapping[str, list[Proof]], named: Mapping[str, str]) -> str:
    listed = list(listed)
    parts = [("Features", "Feature", "X"), ("Figures", "As the screen shows it · unit, figure", "F")]
    text = HEAD
    for title, column, letter in parts:
        text += f"## {title}\n\n| Id | {column} | Screens | Tests |\n|---|---|---|---|\n"
        for one in listed:
            if one.id.startswith(letter):
                screens = "<br>".join(f"`{screen}` {named.get(screen, '')}" for screen in one.screens)
                tests = "<br>".join(dict.fromkeys(test.link for test in proven.get(one.id, [])))
                text += f"| {one.id} | {one.words} | {screens} | {tests} |\n"
        text += "\n"
    return text.rstrip("\n") + "\n"


def main(command: str, root: Path = ROOT) -> int:
    listed, proven, named = items(root), by_id(proofs(root), root), titles(root)
    found = faults(listed, proven, named, addresses())
    text, file = page(listed, proven, named), root / PAGE
    if command == "write":
        file.write_text(text, encoding="utf-8", newline="\n")
    elif not file.exists() or file.read_text(encoding="utf-8") != text:
        found.append(f"{PAGE} is not what the tables and tests say: python run.py coverage")
    print("\n".join(found), end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if sys.argv[1:] else "check"))
