"""Choices said in words that tell rows of one name apart."""

from typing import TYPE_CHECKING

from django import forms

from communes.models import Area, Unit

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Unit]
    AreaChoice = forms.ModelChoiceField[Area]
else:
    UnitChoice = AreaChoice = forms.ModelChoiceField


class UnitField(UnitChoice):
    """A unit with its province. Its queryset reads `province` along."""

    def label_from_instance(self, obj: Unit) -> str:
        return obj.described


class AreaField(AreaChoice):
    """An area with its province."""

    def label_from_instance(self, obj: Area) -> str:
        return f"{obj.name}, {obj.province}"
