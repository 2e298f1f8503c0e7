"""Message catalogues: `python -m tools.catalogues update` collects and compiles them, `check` says what is wrong.

Messages are written in Vietnamese; locale/en translates them. locale/vi is kept by hand and holds Vietnamese for
strings of packages that bring none. Compiled catalogues are committed, so that nobody needs gettext to run antq.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
COLLECTED = Path("locale/en/LC_MESSAGES/django.po")
NOT_OURS = (".*", "var", "tests", "tools", "docs", "locale", "requirements", "node_modules", "__pycache__")
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|%[sd]|\{(\w*)\}")
HEADER = {
    "Project-Id-Version": "antq",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
SHOWN = 30  # of a catalogue that is far behind
Key = tuple[str, str]


def key(entry: polib.POEntry | polib.MOEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def collect(root: Path) -> list[polib.POEntry]:
    """Extract the messages of code and templates with makemessages, in a copy so that nothing here changes."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "antq"
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*NOT_OURS))
        (copy / "locale").mkdir()
        command = [sys.executable, "manage.py", "makemessages", "--locale", "en", "--keep-pot", "--no-location"]
        done = subprocess.run(command, cwd=copy, capture_output=True, encoding="utf-8", check=False)
        if done.returncode != 0:
            raise SystemExit(f"makemessages failed:\n{done.stdout}{done.stderr}")
        template = copy / "locale" / "django.pot"
        return list(polib.pofile(str(template))) if template.exists() else []


def merge(fresh: list[polib.POEntry], old: list[polib.POEntry]) -> polib.POFile:
    """Give a catalogue of exactly the fresh messages, in order of their text, with the translations that we have."""
    known = {key(entry): entry for entry in old if not entry.obsolete}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = dict(HEADER)
    for entry in sorted(fresh, key=key):
        before = known.get(key(entry))
        entry.msgstr = before.msgstr if before and not entry.msgid_plural else ""
        if entry.msgid_plural:
            plural = before.msgstr_plural if before else {}
            entry.msgstr_plural = {form: plural.get(form, "") for form in (0, 1)}
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        catalogue.append(entry)
    return catalogue


def update(root: Path) -> int:
    """Rewrite the English catalogue and compile all; tell how many translations are missing."""
    file = root / COLLECTED
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue = merge(collect(root), list(polib.pofile(str(file))) if file.exists() else [])
    catalogue.save(str(file), newline="\n")
    for path in catalogues(root):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    missing = [entry.msgid for entry in catalogue if not entry.translated()]
    print(f"{len(catalogue)} messages, {len(missing)} without a translation", *missing, sep="\n  ")
    return 0


def check(root: Path) -> int:
    """Print what is wrong with the catalogues."""
    problems = [problem for path in catalogues(root) for problem in faults(path, root)]
    file = root / COLLECTED
    committed = {key(entry) for entry in polib.pofile(str(file))} if file.exists() else set()
    fresh = {key(entry) for entry in collect(root)}
    problems += [f"{COLLECTED}: not collected: {text!r}" for _, text in sorted(fresh - committed)]
    problems += [f"{COLLECTED}: no longer in the code: {text!r}" for _, text in sorted(committed - fresh)]
    if problems:
        more = len(problems) - SHOWN
        print(*problems[:SHOWN], *([f"... and {more} more"] if more > 0 else []), sep="\n")
        print("Mend with: make messages, then fill in what is empty")
    return int(bool(problems))


def catalogues(root: Path) -> list[Path]:
    return sorted((root / "locale").glob("*/LC_MESSAGES/*.po"))


def faults(path: Path, root: Path) -> list[str]:
    """List what is wrong inside one catalogue and with its compiled twin."""
    name, catalogue = path.relative_to(root).as_posix(), polib.pofile(str(path))
    found = [f"{name}: fuzzy: {entry.msgid!r}" for entry in catalogue if entry.fuzzy]
    found += [f"{name}: obsolete: {entry.msgid!r}" for entry in catalogue.obsolete_entries()]
    found += [f"{name}: empty: {entry.msgid!r}" for entry in catalogue if not any_text(entry)]
    found += [f"{name}: other placeholders: {entry.msgid!r}" for entry in catalogue if not same_placeholders(entry)]
    compiled = path.with_suffix(".mo")
    if not compiled.exists():
        found.append(f"{name}: not compiled")
    elif content(polib.mofile(str(compiled))) != content(catalogue.translated_entries()):
        found.append(f"{name}: the compiled catalogue is another one")
    return found


def any_text(entry: polib.POEntry | polib.MOEntry) -> bool:
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def same_placeholders(entry: polib.POEntry) -> bool:
    """Tell whether a translation names the same values; a plural form may leave out its number."""
    if not {"python-format", "python-brace-format"} & set(entry.flags):
        return True
    wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural or "")
    if entry.msgid_plural:
        return all(placeholders(text) <= wanted for text in entry.msgstr_plural.values())
    return not entry.msgstr or placeholders(entry.msgstr) == wanted


def placeholders(text: str) -> Counter[str]:
    """Count the values that a message names: %(name)s, %s, {name}."""
    return Counter(match[0] for match in PLACEHOLDER.finditer(text.replace("%%", "")))


def content(entries: Iterable[polib.POEntry | polib.MOEntry]) -> dict[Key, tuple[str, ...]]:
    return {key(entry): (entry.msgstr, *(text for _, text in sorted(entry.msgstr_plural.items()))) for entry in entries}


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1] if sys.argv[1:] else "check"](ROOT))
