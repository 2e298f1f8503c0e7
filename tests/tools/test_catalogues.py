"""The message catalogues: what is merged, and what is found wrong."""

import os
import shutil
from pathlib import Path

import polib
import pytest

from tools import catalogues


def entry(msgid: str, msgstr: str = "", **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


def write(root: Path, *entries: polib.POEntry, compiled: bool = True) -> Path:
    path = root / catalogues.COLLECTED
    path.parent.mkdir(parents=True, exist_ok=True)
    file = polib.POFile()
    file.metadata = dict(catalogues.HEADER)
    file.extend(entries)
    file.save(str(path))
    if compiled:
        file.save_as_mofile(str(path.with_suffix(".mo")))
    return path


def test_it_keeps_translations_and_drops_what_left_the_code() -> None:
    merged = catalogues.merge([entry("Xã"), entry("Tỉnh")], [entry("Xã", "Commune"), entry("Huyện", "District")])
    assert {one.msgid: one.msgstr for one in merged} == {"Xã": "Commune", "Tỉnh": ""}


def test_it_gives_a_new_plural_two_empty_forms() -> None:
    (merged,) = catalogues.merge([entry("%(n)s xã", msgid_plural="%(n)s xã")], [])
    assert merged.msgstr_plural == {0: "", 1: ""}


def test_a_sound_catalogue_has_no_faults(tmp_path: Path) -> None:
    path = write(tmp_path, entry("Còn %(days)s ngày", "%(days)s days left", flags=["python-format"]))
    assert catalogues.faults(path, tmp_path) == []


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (entry("Xã"), "empty"),
        (entry("Xã", "Commune", flags=["fuzzy"]), "fuzzy"),
        (entry("Xã", "Commune", obsolete=True), "obsolete"),
        (entry("Còn %(days)s ngày", "%(day)s days left", flags=["python-format"]), "placeholders"),
        (entry("%(n)s xã", msgid_plural="%(n)s xã", msgstr_plural={0: "one commune", 1: ""}), "empty"),
    ],
)
def test_it_finds_what_is_wrong(tmp_path: Path, broken: polib.POEntry, what: str) -> None:
    (fault,) = catalogues.faults(write(tmp_path, broken), tmp_path)
    assert what in fault


def test_it_finds_a_compiled_catalogue_of_another_day(tmp_path: Path) -> None:
    write(tmp_path, entry("Xã", "Village"))
    path = write(tmp_path, entry("Xã", "Commune"), compiled=False)
    (fault,) = catalogues.faults(path, tmp_path)
    assert "another one" in fault


def test_it_finds_a_catalogue_that_was_never_compiled(tmp_path: Path) -> None:
    (fault,) = catalogues.faults(write(tmp_path, entry("Xã", "Commune"), compiled=False), tmp_path)
    assert "not compiled" in fault


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="needs gettext")
def test_it_collects_from_code_and_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DJANGO_SETTINGS_MODULE", "PYTHONPATH"):
        monkeypatch.delenv(name, raising=False)
    manage = "import django.conf, sys\nfrom django.core.management import execute_from_command_line as go\n"
    manage += "django.conf.settings.configure(LOCALE_PATHS=['locale'])\ngo(sys.argv)\n"
    (tmp_path / "manage.py").write_text(manage, encoding="utf-8")
    (tmp_path / "words.py").write_text("x = _('Tuần tra')\n", encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_words.py").write_text("x = _('chỉ để thử')\n", encoding="utf-8")
    (tmp_path / "page.html").write_text("{% load i18n %}{% translate 'Đội' %}", encoding="utf-8")
    assert {one.msgid for one in catalogues.collect(tmp_path)} == {"Tuần tra", "Đội"}
    assert "locale" not in os.listdir(tmp_path)
