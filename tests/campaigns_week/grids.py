"""A week as the browser sends it."""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from communes.models import Unit

MONDAY = "2025-11-10"  # a week like any other
BORDER = "2025-06-30"  # its Monday is the last day of the old communes


def row(**texts: str) -> dict[str, str]:
    """A line of the grid: its UUID and what is typed into it. Cells are named by columns."""
    return {"row": str(uuid4()), **texts}


def patrol_row(**texts: str) -> dict[str, str]:
    return row(**{"on": "12", "shift": "đ", "residential_areas": "na muong", "forces_commune_police": "2", **texts})


def sent(*rows: dict[str, str], **more: str | list[str]) -> dict[str, Any]:
    data: dict[str, Any] = {"row": [line["row"] for line in rows], **more}
    for line in rows:
        data |= {f"{line['row']}-{key}": text for key, text in line.items() if key != "row"}
    return data


def address(unit: Unit, kind: str = "patrol", monday: str = MONDAY) -> str:
    return f"{reverse('week_entry', args=[unit.slug, kind])}?from={monday}"


def send(client: Client, where: str, *rows: dict[str, str], **more: str | list[str]) -> Any:
    return client.post(where, sent(*rows, **more))


def reasons(answer: Any) -> dict[str, list[str]]:
    """What is written beside the cells of the first refused row, by column."""
    page = answer.context["page"]
    return dict(page.wrong[0][1].reasons)
