"""`manage.py load_gazetteer`: both structures of the country, with their successions, areas and stations."""

from typing import Any

from django.core.management.base import BaseCommand

from communes.models import Unit
from stations.places import load_places


class Command(BaseCommand):
    help = "Nạp danh mục đơn vị hành chính (chỉ khi chưa có)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not load_places():
            self.stdout.write("Danh mục đơn vị hành chính đã có sẵn.")
            return
        self.stdout.write(f"Đã nạp {Unit.objects.count()} đơn vị hành chính.")
