"""Draw maps by the boundaries of a file: `manage.py load_boundaries FILE [--dry-run]`, `--remove` to go back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.boundaries import draw_by_cells, draw_by_file
from communes.shapes.files import BadFile
from communes.shapes.storing import Stored

MOST = 20  # names of a kind that are told


class Command(BaseCommand):
    help = str(gettext_lazy("Nạp ranh giới xã, phường (GeoJSON, có thể nén gzip) để vẽ bản đồ."))
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help=_("Tệp .geojson hoặc .geojson.gz."))
        parser.add_argument("--dry-run", action="store_true", help=_("Chỉ đối chiếu, không ghi."))
        parser.add_argument("--remove", action="store_true", help=_("Bỏ ranh giới đã nạp, vẽ lại hình gần đúng."))

    def handle(self, *args: Any, file: Path | None, dry_run: bool, remove: bool, **options: Any) -> None:
        if remove == (file is not None):
            raise CommandError(_("Cho biết một tệp, hoặc --remove."))
        if file is None:
            self.stdout.write(_("Đã bỏ %(count)s hình.") % {"count": draw_by_cells()})
            return
        try:
            self.tell(draw_by_file(file=file, dry_run=dry_run), dry_run)
        except BadFile as error:
            raise CommandError(str(error)) from error

    def tell(self, stored: Stored, dry_run: bool) -> None:
        words = (
            _("Đối chiếu được %(communes)s xã, phường, đặc khu; chưa ghi gì.")
            if dry_run
            else _("Đã nạp %(communes)s xã, phường, đặc khu và đường bao %(provinces)s tỉnh, thành phố.")
        )
        self.stdout.write(words % {"communes": stored.communes, "provinces": stored.provinces})
        self.tell_names(_("Nhận theo tên, mã trong tệp khác"), stored.by_name)
        self.tell_names(_("Trong tệp nhưng không phải đơn vị hiện nay"), stored.unknown)
        self.tell_names(_("Không có trong tệp, vẽ bằng hình gần đúng"), stored.without)

    def tell_names(self, title: str, names: list[str]) -> None:
        if names:
            more = _(" và %(count)s đơn vị khác") % {"count": len(names) - MOST} if len(names) > MOST else ""
            self.stdout.write(f"{title} ({len(names)}): {', '.join(names[:MOST])}{more}.")
