"""The figures of the articles, entered once by the people of their stations and provinces."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from tests.coverage.choosing import choose_models
from tests.coverage.logs import BAC_KAN, log_all
from tests.coverage.people import People, send, unit
from tests.coverage.reading import Reader
from tests.coverage.registers import keep_registers, paste_villages
from tests.coverage.saying import say_all

CAMPAIGN = {
    "name": "Cao điểm tấn công, trấn áp tội phạm Tết Ất Tỵ 2025", "start": "15/12/2024", "end": "14/02/2025",
    "phases-TOTAL_FORMS": "1", "phases-INITIAL_FORMS": "0", "phases-0-name": "Tháng đầu",
    "phases-0-start": "15/12/2024", "phases-0-end": "14/01/2025",
}  # fmt: skip


@pytest.fixture(scope="package")
def reader(django_db_setup: None, django_db_blocker: Any) -> Iterator[Reader]:
    """All figures are entered; gone with this package, because other tests have a world of their own."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = People()
        province = unit(BAC_KAN)
        send(people.steward(province), reverse("admin:campaigns_campaign_add"), unit=province.pk, **CAMPAIGN)
        paste_villages(people)
        log_all(people)
        keep_registers(people)
        choose_models(people)
        say_all(people)
        connection.check_constraints()
        yield Reader(people)
        transaction.set_rollback(True)
