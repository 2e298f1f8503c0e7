"""Each habit of the house is found where it is broken, and only there."""

from pathlib import Path

import pytest

from tools.house_rules import findings, main

BROKEN = [
    ("campaigns/views.py", "def show(r):\n    return Unit.objects.get(pk=1)\n", "objects.get()"),
    ("campaigns/views/lists.py", "rows = Unit.objects.all()\n", "objects.all()"),
    ("campaigns/models.py", "class A(Model):\n    def save(self):\n        pass\n", "overrides save()"),
    ("campaigns/apps.py", "from django.db.models.signals import post_save\n", "signals"),
    ("campaigns/apps.py", "from django.dispatch import receiver\n", "django.dispatch"),
    ("campaigns/apps.py", "from . import signals\n", "signals"),
    ("campaigns/tables.py", "cell = '<td>x</td>'\n", "HTML"),
    ("campaigns/tables.py", "cell = f'<SPAN class={x}>'\n", "HTML"),
    ("campaigns/utils.py", "x = 1\n", "says nothing"),
    ("campaigns/actions.py", "print('x')\n", "print()"),
    ("campaigns/actions.py", "x = 1\n" * 401, "401 lines"),
    ("tests/test_a.py", "@pytest.mark.skip\ndef test_a(): ...\n", "mark.skip"),
    ("tests/test_a.py", "@pytest.mark.xfail(reason='later')\ndef test_a(): ...\n", "mark.xfail"),
    ("tests/test_a.py", "def test_a():\n    pytest.skip('later')\n", "without a condition"),
    ("returns/actions.py", "row = Unit.objects.select_for_update().get(pk=1)\n", "no_key"),
    ("campaigns/migrations/0002_x.py", "from campaigns.models import Record\n", "which will change"),
]

ALLOWED = [
    ("campaigns/views.py", "rows = Unit.objects.read_by(user).get(pk=1)\n"),
    ("campaigns/actions.py", "row = Unit.objects.get(pk=1)\n"),
    ("campaigns/actions.py", "row = Unit.objects.select_for_update(of=('self',), no_key=True).get(pk=1)\n"),
    ("campaigns/actions.py", "record.save(update_fields=['state'])\n"),
    ("campaigns/forms.py", "class F(Form):\n    def save(self):\n        pass\n"),
    ("campaigns/tables.py", "a = 1 < spanning\nb = 'a < b'\n"),
    ("campaigns/management/commands/x.py", "self.stdout.write('x')\n"),
    ("campaigns/migrations/0001_initial.py", "x = 1\n" * 900 + "from django.db import models\n"),
    ("tests/test_a.py", "assert '<div>' in page\nx = Unit.objects.all()\n"),
    ("tests/test_a.py", "@pytest.mark.skipif(no_gettext, reason='needs gettext')\ndef test_a(): ...\n"),
    ("tests/test_a.py", "def test_a():\n    if not postgres:\n        pytest.skip('needs PostgreSQL')\n"),
    ("tools/bench/report.py", "print('<div>')\n"),
    ("run.py", "print('x')\n"),
    ("campaigns/views.py", "rows = Kind.objects.all()  # house: a catalogue that everybody may read\n"),
]


@pytest.mark.parametrize(("path", "text", "what"), BROKEN)
def test_it_finds(path: str, text: str, what: str) -> None:
    (found,) = findings(Path(path), text)
    assert what in found
    assert found.startswith(f"{path}:")


@pytest.mark.parametrize(("path", "text"), ALLOWED)
def test_it_lets_through(path: str, text: str) -> None:
    assert findings(Path(path), text) == []


def test_it_fails_on_a_finding_and_passes_without(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([__file__]) == 0
    assert capsys.readouterr().out == ""
