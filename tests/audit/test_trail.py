"""The audit trail: what a row says, and that nothing changes it afterwards."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from accounts.models import Grant, Role
from audit.actions import content, record_audit
from audit.context import Origin, origin
from audit.models import AuditEntry
from tests.world import World

pytestmark = pytest.mark.django_db


def entry(world: World, **values: Any) -> AuditEntry:
    return record_audit(by=world.quan, action="change_unit", obj=world.commune, unit=world.commune, **values)


def test_it_says_who_what_where_and_why(world: World) -> None:
    row = entry(world, before={"name": "A"}, after={"name": "B"}, reason="Sửa chính tả")
    row.refresh_from_db()
    assert (row.actor, row.actor_name, row.actor_roles) == (world.quan, "quan", Role.ADMINISTRATOR)
    assert (row.object_type, row.object_id, row.unit) == ("communes.unit", str(world.commune.pk), world.commune)
    assert (row.before, row.after, row.reason) == ({"name": "A"}, {"name": "B"}, "Sửa chính tả")
    assert row.at is not None


def test_a_write_without_a_person_says_so(world: World) -> None:
    row = record_audit(by=None, action="add_unit", obj=world.commune)
    assert (row.actor, row.actor_name, row.actor_roles, row.channel) == (None, "", "", AuditEntry.Channel.COMMAND)


def test_rows_of_one_request_share_their_operation(world: World) -> None:
    source = Origin(AuditEntry.Channel.WEB, "192.0.2.7")
    token = origin.set(source)
    rows = [entry(world), entry(world)]
    origin.reset(token)
    assert {row.operation for row in rows} == {source.operation}
    assert {row.ip for row in rows} == {"192.0.2.7"}
    assert entry(world).operation != source.operation


@pytest.mark.parametrize(
    "attempt",
    [
        lambda row: AuditEntry.objects.filter(pk=row.pk).update(reason="khác"),
        lambda row: AuditEntry.objects.filter(pk=row.pk).delete(),
        lambda row: row.save(),
        lambda row: connection.cursor().execute("UPDATE audit_auditentry SET actor_name = 'ai do'"),
        lambda row: connection.cursor().execute("DELETE FROM audit_auditentry"),
    ],
    ids=["update", "delete", "save", "raw update", "raw delete"],
)
def test_the_database_refuses_to_change_it(world: World, attempt: Callable[[AuditEntry], Any]) -> None:
    row = entry(world)
    with pytest.raises(DatabaseError, match="cannot be changed or deleted"), transaction.atomic():
        attempt(row)
    assert AuditEntry.objects.filter(pk=row.pk, reason="", actor_name="quan").exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_it(world: World) -> None:
    entry(world)
    connection.check_constraints()  # else PostgreSQL refuses for the foreign keys that it has still to check
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_auditentry")
    assert AuditEntry.objects.exists()


def test_it_goes_with_the_write_it_tells_of(world: World) -> None:
    with transaction.atomic():
        entry(world)
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


def test_a_rebuild_of_all_totals_leaves_a_row_and_a_check_none(db: None) -> None:
    call_command("rollups", verify=True, stdout=StringIO())
    assert not AuditEntry.objects.exists()
    call_command("rollups", rebuild=True, stdout=StringIO())
    row = AuditEntry.objects.get()
    assert (row.action, row.object_type, row.actor, row.channel) == ("rebuild_totals", "rollups.total", None, "command")


def test_it_names_what_it_tells_of(world: World) -> None:
    row = entry(world)
    assert (row.title, row.search_key) == ("Xã Bằng Thành", "xa bang thanh xa bang thanh le anh quan quan")
    assert list(AuditEntry.objects.named("QUÂN  bằng thành")) == [row]
    assert not AuditEntry.objects.named("quan cao minh").exists()


def test_it_never_keeps_a_password(world: World) -> None:
    world.lan.set_password("một mật khẩu dài")
    assert "password" not in content(world.lan)
    assert content(world.lan)["username"] == "lan"


def test_it_keeps_columns_that_no_form_shows(world: World) -> None:
    grant = Grant.objects.get(user=world.lan)
    grant.granted_by = world.trang
    kept = content(grant)
    assert (kept["granted_by"], kept["unit"], kept["valid_from"]) == (world.trang.pk, world.commune.pk, "2020-01-01")


def test_auditors_of_a_province_read_its_rows_alone(world: World) -> None:
    own = entry(world)
    record_audit(by=world.quan, action="change_unit", obj=world.foreign, unit=world.foreign)
    record_audit(by=world.quan, action="add_user", obj=world.lan)
    Grant.objects.filter(user=world.kien).update(unit=world.province)
    assert list(AuditEntry.objects.read_by(world.kien)) == [own]


def test_national_auditors_read_everything_and_others_nothing(world: World) -> None:
    rows = {entry(world), record_audit(by=world.quan, action="add_user", obj=world.lan)}
    assert set(AuditEntry.objects.read_by(world.kien)) == rows
    assert not AuditEntry.objects.read_by(world.quan).exists()
