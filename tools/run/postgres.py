"""A PostgreSQL of its own for tests and measurements: a temporary folder, a free loopback port, gone at the end."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.run import system
from tools.run.shell import WINDOWS, Problem

PREFIX = "antq-postgres-"
# Tests throw the cluster away, so it need not survive a power cut.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Missing(Problem):
    """Neither the system nor pip has a PostgreSQL for this machine."""


@contextmanager
def server(fast: bool = True) -> Iterator[str]:
    """Start a cluster and give the address of its database `antq`; `fast` trades durability for speed."""
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    (folder / "owner").write_text(str(os.getpid()), encoding="ascii")
    user = unprivileged_user()
    try:
        binaries = find_binaries(folder, user)
        cluster = Cluster(binaries, folder, user)
        try:
            yield cluster.start(fast)
        finally:
            cluster.stop()
    finally:
        remove(folder)


def sweep() -> None:
    """Stop and remove what runs left behind that were killed outright; only Linux tells enough to do so safely."""
    for folder in Path(tempfile.gettempdir()).glob(PREFIX + "*") if sys.platform.startswith("linux") else ():
        try:
            if Path("/proc", (folder / "owner").read_text(encoding="ascii")).exists():
                continue
            if (pid_file := folder / "data" / "postmaster.pid").exists():
                pid = int(pid_file.read_text(encoding="ascii").split()[0])
                if str(folder).encode() in Path("/proc", str(pid), "cmdline").read_bytes():
                    os.kill(pid, signal.SIGQUIT)
        except (OSError, ValueError):
            continue
        remove(folder)


def find_binaries(folder: Path, user: str | None) -> Path:
    """Give the system's PostgreSQL, else the one from pip: copied if another user must be able to read it."""
    if found := system.postgres_folder():
        return found
    if not (carried := system.pip_postgres_folder()):
        raise Missing("there is no PostgreSQL (Debian: apt install postgresql)")
    if user is None:
        return carried
    packages = carried.parents[2]  # its libraries lie beside it, in pgserver.libs
    for part in packages.glob("pgserver*"):
        if part.is_dir():
            shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / carried.relative_to(packages)


def unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root: give the user to run it as instead, or None when we are not root."""
    if WINDOWS or os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def remove(folder: Path) -> None:
    """Remove the cluster's files; on Windows the last of them are let go a moment after the server has stopped."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.25)


class Cluster:
    """One server process and its files."""

    def __init__(self, binaries: Path, folder: Path, user: str | None) -> None:
        self.binaries, self.folder, self.user = binaries, folder, user
        self.data, self.log = folder / "data", folder / "server.log"
        self.password = secrets.token_hex(16)

    def start(self, fast: bool) -> str:
        """Create the files, start the server and return its address."""
        password_file = self.folder / "password"
        password_file.write_text(self.password, encoding="ascii")
        if self.user:
            for path in [self.folder, *self.folder.rglob("*")]:
                shutil.chown(path, self.user)
        locale = "C.UTF-8" if sys.platform.startswith("linux") else "C"
        self.call(
            "initdb", "--pgdata", str(self.data), "--username", "antq", "--pwfile", str(password_file),
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", locale, "--no-sync",
        )  # fmt: skip
        for attempt in range(3):
            port = free_port()
            if self.launch(port, fast, last=attempt == 2):
                break
        self.call("createdb", "--host", "127.0.0.1", "--port", str(port), "--username", "antq", "antq")
        return f"postgres://antq:{self.password}@127.0.0.1:{port}/antq"

    def launch(self, port: int, fast: bool, last: bool) -> bool:
        """Start on `port`; another program may have taken it in between, hence a second try."""
        options = {"listen_addresses": "127.0.0.1", "port": str(port), "max_connections": "100"} | (
            FAST if fast else {}
        )
        words = [f"-c {name}={value}" for name, value in options.items()]
        if not WINDOWS:
            words.append("-c unix_socket_directories=")
        try:
            self.call("pg_ctl", "start", "-w", "-t", "60", "-D", str(self.data), "-l", str(self.log),
                      "-o", " ".join(words))  # fmt: skip
        except Problem:
            if last:
                raise
            return False
        return True

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self.call("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.data))

    def call(self, program: str, *args: str) -> None:
        """Run one of PostgreSQL's programs; its output goes to a file, because the server inherits and keeps it."""
        report = self.folder / "calls.log"
        with report.open("ab") as sink:
            done = subprocess.run(
                [str(self.binaries / program), *args], stdin=subprocess.DEVNULL, stdout=sink, stderr=sink,
                cwd=self.folder, env=os.environ | {"PGPASSWORD": self.password}, check=False, **self.identity(),
            )  # fmt: skip
        if done.returncode != 0:
            said = [path.read_text("utf-8", "replace")[-1500:] for path in (report, self.log) if path.exists()]
            raise Problem(f"PostgreSQL's {program} failed:\n" + "\n".join(said))

    def identity(self) -> dict[str, Any]:
        """Say whom to run as, without root's groups."""
        if self.user is None:
            return {}
        import pwd

        return {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}
