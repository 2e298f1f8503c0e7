"""What `run.py run` does around the server."""

import os
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tools.run import serve
from tools.run.shell import Problem


class Healthy(BaseHTTPRequestHandler):
    answers = [503, 503, 200]

    def do_GET(self) -> None:
        self.send_response(self.answers.pop(0))
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize("text", ["0", "65536", "8000x", "-1", "٨٠٠٠"])
def test_it_refuses_a_port_that_is_none(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(Problem, match="PORT must be"):
        serve.wanted_port()


def test_it_says_when_a_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        with pytest.raises(Problem, match="PORT=8001"):
            serve.wanted_port()


def test_the_secret_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    first = serve.secret_key(file)
    assert len(first) >= 50
    assert serve.secret_key(file) == first
    if os.name != "nt":
        assert file.stat().st_mode & 0o077 == 0


def test_two_demonstrations_have_two_keys(tmp_path: Path) -> None:
    assert serve.secret_key(tmp_path / "a") != serve.secret_key(tmp_path / "b")


def test_a_database_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(serve, "VAR", tmp_path)
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/antq")
    assert serve.demonstration()["DATABASE_URL"] == "postgres://somewhere/antq"
    monkeypatch.delenv("DATABASE_URL")
    assert serve.demonstration()["DATABASE_URL"].startswith("sqlite:///")


def test_static_files_are_collected_again_when_one_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("requirements/run.txt", "antq/settings.py", "static/a.css", "campaigns/static/b.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(serve, "ROOT", tmp_path)
    before = serve.static_fingerprint()
    assert serve.static_fingerprint() == before
    (tmp_path / "campaigns/static/b.js").write_text("changed", encoding="utf-8")
    assert serve.static_fingerprint() != before


def test_it_waits_until_the_server_is_healthy() -> None:
    with HTTPServer(("127.0.0.1", 0), Healthy) as server, sleeping() as process:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        serve.wait_until_healthy(process, f"http://127.0.0.1:{server.server_port}/healthz")
        server.shutdown()
        thread.join()
        serve.stop(process)
    assert Healthy.answers == []


def test_it_says_when_the_server_has_died() -> None:
    process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    process.wait()
    with pytest.raises(Problem, match="code 3"):
        serve.wait_until_healthy(process, "http://127.0.0.1:9/healthz")


def sleeping() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
