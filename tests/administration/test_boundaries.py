"""manage.py load_boundaries, as an administrator calls it."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEntry
from communes.models import Shape
from tests.communes.test_shapes import geojson

pytestmark = pytest.mark.django_db
LOADED = Shape.objects.filter(source=Shape.Source.BOUNDARIES)


def told(*args: Any) -> str:
    out = StringIO()
    call_command("load_boundaries", *args, stdout=out)
    return out.getvalue()


def test_it_tells_what_it_drew_and_leaves_one_audit_row(world: Any, tmp_path: Path) -> None:
    assert "3321 xã, phường, đặc khu" in told(str(geojson(tmp_path)))
    row = AuditEntry.objects.get(action="load_boundaries")
    assert row.after is not None
    assert (row.after["file"], row.after["communes"]) == ("map.json", 3321)
    assert LOADED.exists()


def test_a_dry_run_leaves_nothing(world: Any, tmp_path: Path) -> None:
    assert "chưa ghi gì" in told(str(geojson(tmp_path)), "--dry-run")
    assert not LOADED.exists()
    assert not AuditEntry.objects.filter(action="load_boundaries").exists()


def test_it_goes_back_to_the_cells(world: Any, tmp_path: Path) -> None:
    told(str(geojson(tmp_path)))
    assert "Đã bỏ" in told("--remove")
    assert not LOADED.exists()
    assert AuditEntry.objects.filter(action="remove_boundaries").count() == 1


@pytest.mark.parametrize("args", [(), ("no.json",), ("no.json", "--remove")])
def test_it_says_what_is_wrong(world: Any, args: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        told(*args)
