#!/usr/bin/env python3
"""Set antq up, run it, test it, check it: `python run.py help`. Needs nothing but Python 3.11 or newer."""

import os
import shutil
import subprocess
import sys

WANTED = (3, 11)


def newer_python() -> "str | None":
    """Find a Python that is new enough when the one that was called is not."""
    for minor in (11, 12, 13, 14):
        found = shutil.which("python3.%d" % minor)
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return found
    return None


def start() -> int:
    if sys.version_info >= WANTED:
        os.environ["PYTHONUTF8"] = "1"
        from tools.run import main

        return main(sys.argv[1:])
    found = newer_python()
    if found is None:
        sys.stderr.write("antq needs Python 3.11 or newer; this is %s.\n" % sys.version.split()[0])
        return 1
    return subprocess.call([found, os.path.abspath(__file__), *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(start())
