"""A demonstration of its own, in a folder of its own: for the browser tests and for the pictures."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tools.run import serve
from tools.run.shell import ROOT, VAR, clean_environment


@contextmanager
def serving(folder: Path, *, since: date | None = None) -> Iterator[str]:
    """Load the demonstration (from `since`, else all of it) into `folder` and serve it; give its address."""
    env = settings("sqlite:///" + (folder / "demonstration.sqlite3").as_posix())
    collect_static()
    serve.manage("migrate", "--noinput", "--verbosity", "0", env=env)
    serve.manage("demo", *([f"--since={since}"] if since else []), env=env)
    port = free_port()
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(serve.server_command(port), cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            serve.wait_until_healthy(server, f"http://{serve.HOST}:{port}/healthz")
            yield f"http://{serve.HOST}:{port}"
        finally:
            serve.stop(server)


def collect_static() -> None:
    """Collect unless that was done: before several are started at the same time."""
    (VAR / "static").mkdir(parents=True, exist_ok=True)
    serve.collect_static(settings("sqlite://:memory:"))


def settings(database: str) -> dict[str, str]:
    return clean_environment(
        ANTQ_DEMO="1",
        DATABASE_URL=database,
        DJANGO_SETTINGS_MODULE="antq.settings",
        SECRET_KEY="only-for-this-demonstration-" + "x" * 50,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        return int(probe.getsockname()[1])
