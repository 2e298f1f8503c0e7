"""Choices said in words that tell rows of one name apart, and searched where there are many."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect

from accounts.models import User
from communes.models import Area, Unit

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Unit]
    AreaChoice = forms.ModelChoiceField[Area]
    UserChoice = forms.ModelChoiceField[User]
else:
    UnitChoice = AreaChoice = UserChoice = forms.ModelChoiceField


class SearchSelect(AutocompleteSelect):
    """Search as one types, through the admin's own autocomplete; its stock widget breaks the policy on styles."""

    template_name = "administration/search_select.html"

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        stock = super().build_attrs(base_attrs, extra_attrs)
        kept = {name: value for name, value in stock.items() if name.split("-")[0] not in {"class", "lang", "data"}}
        return kept | {
            "data-url": self.get_url(),
            "data-app-label": self.field.model._meta.app_label,
            "data-model-name": self.field.model._meta.model_name,
            "data-field-name": self.field.name,
        }

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=[forms.Script("js/search-select.js", type="module")])  # type: ignore[list-item]


def search(model: Any, field: str) -> SearchSelect:
    """The searched choice of a model's foreign key."""
    return SearchSelect(model._meta.get_field(field), admin.site)


class UnitField(UnitChoice):
    """A unit with its province. Its queryset reads `province` along."""

    def label_from_instance(self, obj: Unit) -> str:
        return obj.described


class AreaField(AreaChoice):
    """An area with its province."""

    def label_from_instance(self, obj: Area) -> str:
        return f"{obj}, {obj.province}"


class UserField(UserChoice):
    """An account with its username."""

    def label_from_instance(self, obj: User) -> str:
        return obj.described
