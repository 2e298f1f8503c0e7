"""A propaganda session: form, topics, audience, partners, how many came."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.contents import Content, PropagandaSessionContent
from campaigns.forms.entry import EntryForm
from campaigns.forms.fields import OneOf, SomeOf
from campaigns.forms.numbers import WholeField
from campaigns.models import RecordKind
from campaigns.usual import Usual


class PropagandaSessionForm(EntryForm):
    records = Q(kind=RecordKind.PROPAGANDA_SESSION)
    remembered = ("form",)
    catalogues = {
        "form": "session_forms",
        "topics": "topics",
        "audiences": "audiences",
        "partners": "partner_orgs",
        "linked_movement": "linked_movements",
    }
    usual = {
        "attendances": Usual(
            "propagandasession__attendances",
            1_000,
            _("%(number)s lượt người dự một buổi tuyên truyền: đúng như vậy?"),
        ),
        "households": Usual(
            "propagandasession__households",
            500,
            _("%(number)s hộ gia đình trong một buổi tuyên truyền: đúng như vậy?"),
        ),
    }

    form = OneOf(label=_("Hình thức"), widget=forms.RadioSelect, error_messages={"required": _("Chọn hình thức.")})
    topics = SomeOf(label=_("Nội dung"), error_messages={"required": _("Chọn ít nhất một nội dung.")})
    attendances = WholeField(label=_("Lượt người dự"))
    households = WholeField(label=_("Hộ gia đình"))
    audiences = SomeOf(label=_("Đối tượng"), required=False)
    partners = SomeOf(label=_("Đơn vị phối hợp"), required=False)
    launch = forms.BooleanField(label=_("Có phát động phong trào"), required=False)
    linked_movement = OneOf(label=_("Lồng ghép phong trào"), required=False)

    @property
    def has_extras(self) -> bool:
        """Whether the folded part says something or was refused."""
        names = ("audiences", "partners", "linked_movement")
        return any(self[name].value() or self[name].errors for name in names)

    def build(self) -> Content:
        names = ("on", "residential_areas", *self.catalogues, "launch", "attendances", "households")
        return PropagandaSessionContent(**{name: self.cleaned_data[name] for name in names})
