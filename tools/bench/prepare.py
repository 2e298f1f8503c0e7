"""What children do before they measure."""

from django.db import connection

from rollups.checking import rebuild
from stations.places import load_places
from tools.bench import data


def tune(settings: dict[str, str]) -> None:
    """Set what needs no restart, for all databases of the cluster."""
    with connection.cursor() as cursor:
        for name, value in settings.items():
            cursor.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        cursor.execute("SELECT pg_reload_conf()")


def places() -> None:
    load_places()
    data.make_places()
    data.make_people()


def copy_database(source: str, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


def records(count: int, provinces: int) -> None:
    data.make_records(count, provinces)


def totals() -> None:
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
