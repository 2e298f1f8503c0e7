"""How much memory a program takes, in megabytes (resident, at its peak)."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.bench.child import SECRET
from tools.run.shell import PYTHON, ROOT, clean_environment

# Tells the peak of the one program that it runs.
PEAK = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def demonstration() -> int:
    """Peak of loading the demonstration on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        env = clean_environment(
            ANTQ_DEMO="1", DATABASE_URL=f"sqlite:///{Path(folder) / 'demo.sqlite3'}", SECRET_KEY=SECRET,
            DJANGO_SETTINGS_MODULE="antq.settings",
        )  # fmt: skip
        subprocess.run([PYTHON, "manage.py", "migrate", "-v0"], cwd=ROOT, env=env, check=True)
        return peak_of([PYTHON, "manage.py", "demo"], env)


def peak_of(command: list[str | Path], env: dict[str, str]) -> int:
    words = [sys.executable, "-c", PEAK, *map(str, command)]
    said = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout.split()
    if said[0] != "0":
        raise RuntimeError(f"{command} ended with {said[0]}")
    return int(said[1])
