"""Habits of this house that ruff has no rule for: `python -m tools.house_rules [files]`."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_MODULE = 400
TAGS = ("<div", "<span", "<p>", "<a ", "<td", "<tr", "<li", "<table", "<script", "<svg")


@dataclass(frozen=True)
class Source:
    """A module: its path relative to the project, text and syntax tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """Name the folder at the top: an app, `tests` or `tools`."""
        return self.path.parts[0]

    @property
    def in_tests(self) -> bool:
        return self.room == "tests"

    @property
    def in_tools(self) -> bool:
        return self.room == "tools" or len(self.path.parts) == 1

    def under(self, name: str) -> bool:
        """Tell whether this is `name`.py or lies in a folder `name`."""
        return self.path.stem == name or name in self.path.parts[:-1]


Finding = tuple[int, str]
Rule = Callable[[Source], Iterator[Finding]]


def rows_by_scope(source: Source) -> Iterator[Finding]:
    """Views reach rows through the scope verb, never by a bare manager."""
    if not source.under("views") or source.in_tests:
        return
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="objects"), attr="get" | "all" | "filter" as verb)
            ):
                yield node.lineno, f"a view calls objects.{verb}(): reach rows through the scope verb of their manager"


def no_save_override(source: Source) -> Iterator[Finding]:
    """Rules of writing stand in actions and constraints; bulk writes bypass save()."""
    if not source.under("models"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and part.name in {"save", "delete"}:
                    yield part.lineno, f"a model overrides {part.name}(): write an action"


def no_signals(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        match node:
            case ast.ImportFrom(module=str(name)) if name.endswith("signals") or name == "django.dispatch":
                yield node.lineno, f"{name} is imported: say it in the action instead"
            case ast.Import(names=names) if any(name.name.endswith("signals") for name in names):
                yield node.lineno, "signals are imported: say it in the action instead"
            case ast.ImportFrom(names=names) if any(name.name == "signals" for name in names):
                yield node.lineno, "signals are imported: say it in the action instead"


def no_html(source: Source) -> Iterator[Finding]:
    """Markup lives in templates, where it is escaped and formatted."""
    if source.in_tests or source.in_tools:
        return
    for node in ast.walk(source.tree):
        match node:
            case ast.Constant(value=str(text)) if any(tag in text.lower() for tag in TAGS):
                yield node.lineno, "HTML in a Python string: use a template"


def no_utils(source: Source) -> Iterator[Finding]:
    if source.path.stem in {"utils", "helpers", "misc", "common"}:
        yield 1, f"{source.path.name} says nothing: name the module after what it does"


def no_print(source: Source) -> Iterator[Finding]:
    """Programs write to their stream: commands to self.stdout, tools may print."""
    if source.in_tools:
        return
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(func=ast.Name(id="print")):
                yield node.lineno, "print(): log it, or write to self.stdout"


def short_modules(source: Source) -> Iterator[Finding]:
    lines = source.text.count("\n")
    if lines > LONGEST_MODULE and not source.in_tests and "migrations" not in source.path.parts:
        yield lines, f"{lines} lines: split the module (at most {LONGEST_MODULE})"


def skips_have_reasons(source: Source) -> Iterator[Finding]:
    """A test is skipped only under a condition of the machine (skipif, or skip inside an if)."""
    if not source.in_tests:
        return
    conditional = {id(part) for node in ast.walk(source.tree) if isinstance(node, ast.If) for part in ast.walk(node)}
    for node in ast.walk(source.tree):
        match node:
            case ast.Attribute(value=ast.Attribute(attr="mark"), attr="skip" | "xfail" as verb):
                yield node.lineno, f"mark.{verb}: mend the test, or use skipif with a condition of the machine"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="pytest"), attr="skip")) if id(node) not in conditional:
                yield node.lineno, "pytest.skip() without a condition"


def migrations_stand_alone(source: Source) -> Iterator[Finding]:
    """A migration keeps its meaning when the code moves on."""
    if source.path.parent.name != "migrations":
        return
    ours = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ours:
            yield node.lineno, f"a migration imports {node.module}, which will change"


def locks_let_keys_be_asked_for(source: Source) -> Iterator[Finding]:
    """PostgreSQL asks for the rows of foreign keys at the commit: a lock against that may wait for ever."""
    if source.in_tests:
        return
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="select_for_update"), keywords=words) if not any(
                word.arg == "no_key" for word in words
            ):
                yield node.lineno, "select_for_update() without no_key=True: foreign keys of others wait for it"


RULES: tuple[Rule, ...] = (
    rows_by_scope,
    no_save_override,
    no_signals,
    no_html,
    no_utils,
    no_print,
    short_modules,
    skips_have_reasons,
    migrations_stand_alone,
    locks_let_keys_be_asked_for,
)


def findings(path: Path, text: str) -> list[str]:
    """Check one module, given its path relative to the project; a line `# house: reason` lets one through."""
    source = Source(path, text, ast.parse(text, filename=str(path)))
    lines = text.splitlines()
    found = sorted(finding for rule in RULES for finding in rule(source))
    return [f"{path}:{line}: {what}" for line, what in found if "# house: " not in "".join(lines[line - 1 : line])]


def own_modules() -> list[Path]:
    """List the project's modules, new ones included, ignored ones not."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.py"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).exists()]


def main(names: list[str]) -> int:
    modules = [Path(name).resolve().relative_to(ROOT) for name in names] or own_modules()
    found = [line for path in modules for line in findings(path, (ROOT / path).read_text(encoding="utf-8"))]
    print("\n".join(found), end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
