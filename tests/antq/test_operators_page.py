"""What docs/operators.md names is there, and what can be set is named."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from antq import settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "antq" / "settings.py").read_text(encoding="utf-8")


def test_every_command_exists() -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", PAGE))
    assert {"migrate", "setup_province", "rollups", "changepassword"} <= named <= set(get_commands())


def test_every_setting_is_told() -> None:
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE))
    assert told == set(re.findall(r'env\.\w+\("([A-Z_]+)"', SETTINGS))


def test_every_file_exists() -> None:
    for name in re.findall(r"(?:requirements|docs)/[\w./]+", PAGE):
        assert (ROOT / name).exists(), name


def test_the_folder_of_the_embedded_database_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    config = settings.database()
    assert Path(config["NAME"]).parent.is_dir()
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@localhost/antq")
    assert settings.database()["ENGINE"].endswith("postgresql")
