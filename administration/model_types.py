"""Actions on types of models: a type and its measures come with the figures that they count."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from administration.catalogues import cut, free_key
from audit.actions import content, record_audit
from communes.vietnamese import search_key
from models_selfmgmt.counting import REGISTERS
from models_selfmgmt.models import ModelType, ModelTypeAlias, TypeMeasure
from rollups.actions import add_indicator, claim_indicator
from rollups.models import Indicator

PLACES = ("thôn, bản, tổ", "areas")
MODELS = ("mô hình", "models")


@dataclass(frozen=True)
class Unit:
    """In what a new measure is counted."""

    vi: str
    en: str


@transaction.atomic
def add_type(*, by: User, kind: ModelType, counts_new: bool, counts_places: bool) -> ModelType:
    """Store a new type with its figures: those in use, and if asked those begun and the residential areas.

    The caller leaves the type's own audit row.
    """
    kind.key = free_key(ModelType, kind.name_en)
    names = (f"Mô hình “{kind.name_vi}”", f"“{kind.name_en}” models")
    kind.in_use_indicator = _figure(by, kind, "active", names, MODELS, Indicator.Aggregation.LAST)
    if counts_new:
        names = (f"Mô hình “{kind.name_vi}” xây dựng mới", f"“{kind.name_en}” models created")
        kind.new_indicator = _figure(by, kind, "new", names, MODELS, Indicator.Aggregation.SUM)
    if counts_places:
        names = (f"Khu dân cư có “{kind.name_vi}”", f"Residential areas with “{kind.name_en}”")
        kind.places_indicator = _figure(by, kind, "places", names, PLACES, Indicator.Aggregation.DISTINCT)
    kind.save()
    return kind


@transaction.atomic
def add_alias(*, alias: ModelTypeAlias) -> ModelTypeAlias:
    alias.search_key = search_key(alias.name)
    alias.save()
    return alias


@transaction.atomic
def add_measure(*, by: User, measure: TypeMeasure, unit: Unit) -> TypeMeasure:
    """Store a new measure: it claims the figure that was chosen, else it brings its own."""
    kind = measure.type
    if measure.indicator_id:
        claim_indicator(by=by, indicator=measure.indicator, fed_by=fed_by(kind))
        measure.indicator.refresh_from_db()
        _await_registers(by, measure.indicator)
    else:
        names = (f"{kind.name_vi}: {measure.name_vi}", f"{kind.name_en}: {measure.name_en}")
        words = search_key(measure.name_en).replace(" ", "_")
        measure.indicator = _figure(by, kind, words, names, (unit.vi, unit.en), Indicator.Aggregation.LAST)
    measure.save()
    return measure


def fed_by(kind: ModelType) -> str:
    return f"model:{kind.key}"


def _figure(
    by: User, kind: ModelType, what: str, names: tuple[str, str], unit: tuple[str, str], aggregation: str
) -> Indicator:
    indicator = add_indicator(
        by=by,
        key=free_key(Indicator, f"{kind.key}_{what}"),
        name_vi=cut("name_vi", names[0]),
        name_en=cut("name_en", names[1]),
        unit_vi=unit[0],
        unit_en=unit[1],
        group=Indicator.Group.MODELS,
        stored=aggregation != Indicator.Aggregation.DISTINCT,
        aggregation=aggregation,
        source=Indicator.Source.REGISTER,
        fed_by=fed_by(kind),
    )
    return _await_registers(by, indicator)


def _await_registers(by: User, indicator: Indicator) -> Indicator:
    """It is nothing, and not zero, where nobody keeps a register."""
    if indicator.presence_id is None:
        before = content(indicator)
        indicator.presence = Indicator.objects.get(key=REGISTERS)
        indicator.save(update_fields=["presence"])
        record_audit(by=by, action="change_indicator", obj=indicator, before=before, after=content(indicator))
    return indicator
