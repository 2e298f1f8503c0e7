import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record_audit
from rollups.checking import astray, rebuild, verify
from rollups.models import Total

SHOWN = 50


class Command(BaseCommand):
    help = _("Đối chiếu số tổng hợp với các phiếu, hoặc tính lại toàn bộ.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--verify", action="store_true", help=_("so với phiếu; mã thoát 1 khi có chênh lệch"))
        what.add_argument("--rebuild", action="store_true", help=_("tính lại từ các phiếu"))

    def handle(self, *args: Any, verify: bool, rebuild: bool, **options: Any) -> None:
        if rebuild:
            self.rebuild()
        elif not self.verified():
            sys.exit(1)

    @transaction.atomic
    def rebuild(self) -> None:
        rebuild()
        record_audit(by=None, action="rebuild_totals", obj=Total)
        self.stdout.write(_("Đã tính lại số tổng hợp từ các phiếu."))

    def verified(self) -> bool:
        differences = verify(SHOWN + 1)
        for difference in differences[:SHOWN]:
            self.stdout.write(str(difference))
        if len(differences) > SHOWN:
            self.stdout.write(_("… và còn chênh lệch khác."))
        broken = astray(SHOWN)
        for words in broken:
            self.stdout.write(words)
        if not differences:
            self.stdout.write(_("Số tổng hợp khớp với các phiếu."))
        return not (differences or broken)
