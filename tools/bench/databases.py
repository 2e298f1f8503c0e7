"""The cluster of a run, and one database for each number of records in it."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from tools.bench.child import Child, environment
from tools.run import postgres
from tools.run.shell import PYTHON, VAR, Problem, call, say

# What needs no restart; the rest is PostgreSQL as it comes.
TUNING = {"maintenance_work_mem": "256MB", "max_wal_size": "4GB", "jit": "off"}


@contextmanager
def cluster() -> Iterator[str]:
    """A PostgreSQL that keeps its promises (fsync on); gives the address of an empty, migrated database."""
    (VAR / "static").mkdir(parents=True, exist_ok=True)
    with postgres.server(fast=False) as address:
        with Child(address) as child:
            child.call("prepare:tune", settings=TUNING)
        say("migrating, loading the gazetteer")
        if call([PYTHON, "manage.py", "migrate", "--verbosity", "0"], env=environment(address)):
            raise Problem("migrations failed")
        with Child(address) as child:
            child.call("prepare:places")
        yield address


@contextmanager
def filled(address: str, sizes: Sequence[int], provinces: int) -> Iterator[list[str]]:
    """A copy of the database for each size, with that many records and their totals."""
    with ExitStack() as stack:
        addresses = [copy(address, f"bench_{size}") for size in sizes]
        for target, size in zip(addresses, sizes, strict=True):
            child = stack.enter_context(Child(target))
            say(f"making {size:,} records")
            started = time.monotonic()
            child.call("prepare:records", count=size, provinces=provinces)
            made = time.monotonic()
            child.call("prepare:totals")
            say(f"  {made - started:.0f} s; their totals {time.monotonic() - made:.0f} s")
        yield addresses


def copy(address: str, name: str) -> str:
    server = address.rpartition("/")[0]
    with Child(f"{server}/postgres") as child:
        child.call("prepare:copy_database", source=address.rpartition("/")[2], name=name)
    return f"{server}/{name}"
