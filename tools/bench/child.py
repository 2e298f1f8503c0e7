"""A process bound to one database that measures what its parent asks for, a line of JSON each way.

Two of them side by side let two databases be measured in turn without starting anything anew.
"""

import importlib
import json
import os
import subprocess
import sys
import traceback
from typing import Any, Self

from tools.run.shell import PYTHON, ROOT, Problem, clean_environment

SECRET = "only-for-measurements-" + "x" * 50


def environment(address: str, **more: str) -> dict[str, str]:
    """The settings of a server in use, but for HTTPS and the manifest of static files."""
    return clean_environment(
        DATABASE_URL=address, SECRET_KEY=SECRET, DJANGO_SETTINGS_MODULE="antq.settings", ALLOWED_HOSTS="*",
        HTTPS="off", STATIC_MANIFEST="off", DATABASE_POOL="off", **more,
    )  # fmt: skip


class Child:
    """The parent's handle. `call("reads:page", path="/dashboards/")` runs tools.bench.reads.page there."""

    def __init__(self, address: str, **more: str) -> None:
        self.process = subprocess.Popen(
            [PYTHON, "-m", "tools.bench.child"], cwd=ROOT, env=environment(address, **more), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("a process without pipes")
        self.questions, self.answers = self.process.stdin, self.process.stdout

    def call(self, function: str, **arguments: Any) -> Any:
        self.questions.write(json.dumps([function, arguments]) + "\n")
        self.questions.flush()
        answer = json.loads(self.answers.readline() or '{"error": "the process ended"}')
        if "error" in answer:
            raise Problem(f"{function}: {answer['error']}")
        return answer["result"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self.questions.close()
        self.process.wait()
        self.answers.close()


def serve() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else is printed is no answer
    import django

    django.setup()
    for line in sys.stdin:
        function, arguments = json.loads(line)
        module, _, name = function.partition(":")
        try:
            answer = {"result": getattr(importlib.import_module(f"tools.bench.{module}"), name)(**arguments)}
        except Exception as error:
            traceback.print_exc()
            answer = {"error": repr(error)}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve()
