"""`run`: the demonstration, from nothing to a page in the browser."""

import hashlib
import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools.run import install
from tools.run.shell import PYTHON, ROOT, VAR, WINDOWS, Problem, say

HOST = "127.0.0.1"
HEALTH_SECONDS = 60
STATIC_STAMP = VAR / "static.stamp"


def run(args: list[str]) -> int:
    """Serve the demonstration on 127.0.0.1 (PORT, default 8000)"""
    port = wanted_port()
    install.lock("run")
    env = os.environ | demonstration()
    manage("migrate", "--noinput", "--verbosity", "0", env=env)
    collect_static(env)
    say("loading the demonstration if it is not there yet: that takes about half a minute")
    accounts = manage("demo", env=env)
    return serve(port, env, accounts)


def wanted_port() -> int:
    """Read PORT, and find out before any work whether it can be had."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise Problem(f"PORT must be a number from 1 to 65535, not {text!r}")
    with socket.socket() as probe:
        if not WINDOWS:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as error:
            raise Problem(f"port {text} cannot be used ({error.strerror}); choose another with PORT=8001") from error
    return int(text)


def demonstration() -> dict[str, str]:
    """Give the settings of the demonstration; DATABASE_URL may move it elsewhere."""
    folder = VAR / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    database = "sqlite:///" + (folder / "antq.sqlite3").as_posix()
    return {
        "ANTQ_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "antq.settings",
        "DATABASE_URL": os.environ.get("DATABASE_URL") or database,
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secret_key(folder / "secret_key"),
    }


def secret_key(file: Path) -> str:
    """Read the demonstration's own key, made at its first start and readable by its owner alone."""
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as sink:
            sink.write(secrets.token_urlsafe(60))
    return file.read_text(encoding="ascii").strip()


def manage(*args: str, env: dict[str, str]) -> str:
    """Run a command of manage.py and return what it prints; what it complains about goes straight through."""
    command = [str(PYTHON), "manage.py", *args]
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise Problem(f"manage.py {args[0]} failed\n{done.stdout.strip()}")
    return done.stdout


def collect_static(env: dict[str, str]) -> None:
    wanted = static_fingerprint()
    if STATIC_STAMP.exists() and STATIC_STAMP.read_text(encoding="ascii") == wanted and any((VAR / "static").glob("*")):
        return
    say("collecting static files")
    manage("collectstatic", "--noinput", "--verbosity", "0", env=env)
    STATIC_STAMP.write_text(wanted, encoding="ascii")


def static_fingerprint() -> str:
    """Digest what collectstatic reads: our static folders, the packages, the settings."""
    files = [ROOT / "requirements" / "run.txt", ROOT / "antq" / "settings.py"]
    for folder in [ROOT / "static", *sorted(ROOT.glob("*/static"))]:
        if VAR not in folder.parents:
            files += sorted(path for path in folder.rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def serve(port: int, env: dict[str, str], accounts: str) -> int:
    address = f"http://{HOST}:{port}/"
    process = subprocess.Popen(server_command(port), cwd=ROOT, env=env)
    try:
        wait_until_healthy(process, address + "healthz")
        say(f"ready at {address} (stop with Ctrl-C)\n\n{accounts.strip()}\n")
        return process.wait()
    except KeyboardInterrupt:
        say("stopped; the data stays in var/demo")
        return 0
    finally:
        stop(process)


def server_command(port: int) -> list[str]:
    if WINDOWS:  # gunicorn does not run there
        return [str(PYTHON), "manage.py", "runserver", "--noreload", f"{HOST}:{port}"]
    # Threads, because a browser opens connections ahead of need: each would hold a whole sync worker until its timeout.
    return [
        str(PYTHON), "-m", "gunicorn", "antq.wsgi:application", "--bind", f"{HOST}:{port}",
        "--workers", str(os.cpu_count() or 2), "--worker-class", "gthread", "--threads", "4",
        "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip


def wait_until_healthy(process: subprocess.Popen[bytes], address: str) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy of the house must not answer
    deadline = time.monotonic() + HEALTH_SECONDS
    answer = "nothing"
    while time.monotonic() < deadline:
        if (code := process.poll()) is not None:
            raise Problem(f"the server stopped with code {code}")
        try:
            with direct.open(address, timeout=5):
                return
        except urllib.error.HTTPError as error:
            answer = f"status {error.code}"
        except OSError as error:
            answer = str(error)
        time.sleep(0.2)
    raise Problem(f"{address} did not answer 200 within {HEALTH_SECONDS} seconds, but {answer}")


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
