"""What becomes of an account stands in the trail of its unit, from the server's command line as well."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Grant
from audit.models import AuditEntry
from communes.models import Area
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def test_a_password_given_on_the_server_leaves_a_row(world: World) -> None:
    out = StringIO()
    call_command("changepassword", "lan", stdout=out)
    world.lan.refresh_from_db()
    assert world.lan.check_password(out.getvalue().split()[-1])
    assert world.lan.must_change_password
    row = AuditEntry.objects.get()
    assert (row.action, row.actor, row.object_id, row.unit) == (
        "renew_password", None, str(world.lan.pk), world.commune,
    )  # fmt: skip


def test_no_password_is_given_to_nobody(db: None) -> None:
    with pytest.raises(CommandError, match="khong-co"):
        call_command("changepassword", "khong-co")


def test_there_is_no_superuser(db: None) -> None:
    with pytest.raises(CommandError, match="setup_province"):
        call_command("createsuperuser")


@pytest.mark.parametrize("ended", [False, True])
def test_a_row_of_an_account_carries_its_unit(world: World, browse: Browse, ended: bool) -> None:
    if ended:
        Grant.objects.filter(user=world.lan).update(valid_to=timezone.localdate() - timedelta(days=1))
    browse(world.trang).post(reverse("admin:accounts_user_new_password", args=[world.lan.pk]))
    assert AuditEntry.objects.get().unit == world.commune


def test_the_row_of_an_area_viewer_carries_the_province(world: World, browse: Browse) -> None:
    browse(world.trang).post(reverse("admin:accounts_user_new_password", args=[world.hung.pk]))
    assert AuditEntry.objects.get().unit == world.province


def test_an_ended_area_is_closed_to_its_viewer(world: World, browse: Browse) -> None:
    address = f"/dashboards/areas/{world.area.slug}/"
    assert browse(world.hung).get(address).status_code == 200
    Area.objects.filter(pk=world.area.pk).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert browse(world.hung).get(address).status_code == 404
    assert browse(world.tinh).get(address).status_code == 200
