"""gunicorn with two workers, and clients that ask it as fast as it answers."""

import http.client
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from tools.bench.child import environment
from tools.run.postgres import free_port
from tools.run.serve import wait_until_healthy
from tools.run.shell import PYTHON, ROOT, Problem

WORKERS = 2
CLIENTS = 4
Work = Callable[[], None]
OUTINGS = count()
TOKEN = "b" * 32  # a CSRF secret: the same in cookie and form is what is asked for


@dataclass
class Server:
    port: int
    process: subprocess.Popen[bytes]

    def rate(self, path: str, session: str, seconds: float, unchanged: bool = False) -> float:
        """Answers a second; `unchanged` asks as a browser that holds the page."""
        headers = cookies(session)
        if unchanged:
            headers["If-None-Match"] = self.ask("GET", path, headers)[1] or ""
        expected = 304 if unchanged else 200
        return self.count("GET", path, headers, expected, seconds)

    def post_rate(self, forms: list[tuple[str, dict[str, str]]], seconds: float) -> float:
        """Patrols a second, posted by one client for each (session, form)."""
        return self.together(seconds, [self.poster(session, form) for session, form in forms])

    def poster(self, session: str, form: dict[str, str]) -> Work:
        fields = {name: value for name, value in form.items() if name != "path"}

        def post() -> None:
            own = outing(form["on"]) | {"uuid": str(uuid4()), "csrfmiddlewaretoken": TOKEN}
            body = urlencode(fields | own)
            headers = cookies(session) | {"Content-Type": "application/x-www-form-urlencoded"}
            status, *_ = self.ask("POST", form["path"], headers, body)
            if status != 302:
                raise Problem(f"{form['path']}: {status}")

        return post

    def count(self, method: str, path: str, headers: Mapping[str, str], expected: int, seconds: float) -> float:
        def get() -> None:
            status, *_ = self.ask(method, path, headers)
            if status != expected:
                raise Problem(f"{path}: {status} instead of {expected}")

        return self.together(seconds, [get] * CLIENTS)

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: str = "") -> tuple[int, str | None]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body=body or None, headers=dict(headers))
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.headers.get("ETag")
        finally:
            connection.close()

    def together(self, seconds: float, works: list[Work]) -> float:
        """Let a thread do each work again and again; give how often a second all of them were done."""
        done, errors = [0] * len(works), []
        started = time.perf_counter()

        def repeat(number: int) -> None:
            try:
                while time.perf_counter() - started < seconds:
                    works[number]()
                    done[number] += 1
            except Exception as error:
                errors.append(error)

        threads = [threading.Thread(target=repeat, args=[number]) for number in range(len(works))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if errors:
            raise errors[0]
        return sum(done) / (time.perf_counter() - started)

    @property
    def memory(self) -> list[int]:
        """Resident megabytes of each worker (Linux)."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [resident(int(pid)) for pid in children]


def outing(last: str) -> dict[str, str]:
    """A day and a count that no other patrol of this run has: whoever sends the same again is asked."""
    number = next(OUTINGS)
    day = datetime.strptime(last, "%d/%m/%Y") - timedelta(number % 60)  # noqa: DTZ007 - a day, not a moment
    return {"on": day.strftime("%d/%m/%Y"), "reminders": str(number // 60)}


def cookies(session: str) -> dict[str, str]:
    return {"Cookie": f"session={session}; csrf={TOKEN}"}


def resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1024
    return 0


@contextmanager
def gunicorn(address: str, **more: str) -> Iterator[Server]:
    port = free_port()
    command: list[str | Path] = [
        PYTHON, "-m", "gunicorn", "tools.bench.wsgi:application", "--bind", f"127.0.0.1:{port}",
        "--workers", str(WORKERS), "--log-level", "warning", "--timeout", "120",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=environment(address, **more), stdout=sys.stderr)
    try:
        wait_until_healthy(process, f"http://127.0.0.1:{port}/healthz")
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(30)
