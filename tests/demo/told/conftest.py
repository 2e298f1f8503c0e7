"""A demonstration that is built once for all tests that only look at it."""

import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from antq.demo.world import Loaded, load

# Long enough for all figures of the articles and for the first month of the new communes.
UNTIL = date(2025, 7, 31)


@pytest.fixture(scope="package")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[Loaded]:
    """The demonstration until July 2025. It is gone afterwards: other tests have a cast of the same names."""
    with django_db_blocker.unblock(), transaction.atomic():
        loaded = load(until=UNTIL)
        connection.check_constraints()  # once: PostgreSQL would check each new row again after every test
        sys.stderr.write(f"\ndemonstration: {loaded.records} records in {loaded.seconds['total']:.1f} s\n")
        yield loaded
        transaction.set_rollback(True)
