"""A definition of the nation or of one province, with rows below that ask for numbers."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.admin.catalogues import CatalogueAdmin
from communes.models import Unit


class HoldingAdmin(CatalogueAdmin):
    """Rows below are asked when they were used last: who records meanwhile is waited for, and waits for the answer."""

    rows: ClassVar[tuple[str, ...]]  # held while they are changed

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        found: Any = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST":
            for name in self.rows:
                list(getattr(found, name).select_for_update(no_key=True).order_by("pk").values_list("pk"))
        return found


class DefinedAdmin(HoldingAdmin):
    """`owner` is the field of its rows that names it. A new row finds what was typed for it in `typed`."""

    owner: ClassVar[str]
    list_select_related = ["province"]

    class Media:
        css = {"all": ["css/admin_cards.css"]}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nobody owes from its first minute what nobody was asked for: it begins today."""
        return super().get_changeform_initial_data(request) | {"valid_from": timezone.localdate()}

    def unit_of(self, obj: Any) -> Unit | None:
        definition = obj if isinstance(obj, self.model) else getattr(obj, self.owner)
        province: Unit | None = definition.province
        return province

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """The figures of new rows come by the actions."""
        for line in formset.forms:
            if line.has_changed() and not line.instance.pk:
                line.instance.typed = line
        super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.settle(request, form.instance)

    def settle(self, request: HttpRequest, obj: Any) -> None:
        """Say from which day to which day its figures are asked for, as its rows stand now."""
        raise NotImplementedError

    @admin.display(description=gettext_lazy("phạm vi"), ordering="province__sort_key")
    def scope(self, obj: Any) -> str:
        return obj.province.full_name if obj.province else str(_("Toàn quốc"))
