"""A model in words, for the trail: what stands of it, in Vietnamese, whoever wrote it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from models_selfmgmt.history import Content, Run, runs_of, standing_rows
from models_selfmgmt.models import Funding, ModelEvent, ModelInspection, ModelInstance
from rollups.numbers import grouped


def told(instance: ModelInstance) -> dict[str, Any]:
    with override("vi"):
        events = ModelEvent.objects.filter(instance=instance, voided=False)
        inspections = ModelInspection.objects.filter(instance=instance, voided=False)
        return {
            "type": instance.type_id,
            "name": instance.name,
            "unit": instance.unit_id,
            "withdrawn": instance.withdrawn,
            "version": instance.version,
            "stages": [stage(run) for run in runs_of(standing_rows(instance))],
            "events": [str(one) for one in events],
            "inspections": [str(one) for one in inspections],
        }


def stage(run: Run) -> str:
    said = run.content
    words = [f"{run.start:%d/%m/%Y} – {f'{run.end:%d/%m/%Y}' if run.end else 'nay'}", run.unit.full_name]
    words += sorted(area.name for area in said.areas)
    words += sorted(unit.full_name for unit in said.joined)
    amounts = sorted(said.amounts.items(), key=lambda one: one[0].order)
    words += [f"{measure.name_vi} {grouped(amount)}" for measure, amount in amounts]
    words += [said.partner.name_vi] if said.partner else []
    words += [str(Funding(said.funding).label)] if said.funding else []
    return " · ".join(words)


def in_words(content: Content) -> dict[str, str]:
    """A content by its labels, in the words of the page."""
    said = {_("Khu dân cư"): ", ".join(area.name for area in sorted(content.areas, key=lambda area: area.sort_key))}
    for measure, amount in sorted(content.amounts.items(), key=lambda one: one[0].order):
        said[measure.name] = grouped(amount)
    said[_("Xã, phường cùng cụm")] = ", ".join(sorted(unit.full_name for unit in content.joined))
    said[_("Đơn vị phối hợp")] = content.partner.name if content.partner else ""
    said[_("Nguồn kinh phí")] = str(Funding(content.funding).label) if content.funding else ""
    return {label: words for label, words in said.items() if words}
