"""Who asks for no database gets none, even where the cast of the module stands in it."""

from typing import Any

import pytest

from communes.models import Unit


@pytest.mark.django_db
def test_the_cast_stands(world: Any) -> None:
    assert Unit.objects.filter(pk=world.commune.pk).exists()


def test_without_a_mark_the_database_is_refused(cast: Any) -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Unit.objects.first()
