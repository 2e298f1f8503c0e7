"""`manage.py demo`: load the demonstration, and tell whom to sign in as."""

import unicodedata
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from antq.demo.accounts import ACCOUNTS, PASSWORD
from antq.demo.articles import PILOT
from antq.demo.world import load


class Command(BaseCommand):
    help = "Load the demonstration, or the days that are new since the last time, and print the accounts to try."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until", type=date.fromisoformat, help="last day, YYYY-MM-DD (default: today)")
        parser.add_argument(
            "--since", type=date.fromisoformat, default=PILOT.start, help="first day, for a small world (default: 2021)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demonstration (ANTQ_DEMO is not set): invented records stay out of it.")
        loaded = load(until=options["until"], since=options["since"])
        if options["verbosity"] >= 2:
            for part, seconds in loaded.seconds.items():
                self.stderr.write(f"{part}: {seconds:.1f} s")
            self.stderr.write(f"{loaded.records} records")
        self.stdout.write("\n".join(accounts_table()))


def accounts_table() -> Iterable[str]:
    head = (_("Tên đăng nhập"), _("Vai trò"), _("Nơi làm việc"), _("Thử gì"))
    rows = [(it.username, it.role_label, str(it.place_name), str(it.tip)) for it in ACCOUNTS]
    yield _("Tài khoản dùng thử – mật khẩu chung: %(password)s") % {"password": PASSWORD}
    yield ""
    yield from table([head, *rows])


def table(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Columns in line, whatever the form in which the letters are coded."""
    lines = [[unicodedata.normalize("NFC", text) for text in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for number, line in enumerate(lines):
        yield "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        if number == 0:
            yield "  ".join("─" * width for width in widths)
