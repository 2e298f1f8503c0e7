"""The number of the paper in which a figure stands: the rule of the logs, with the places of its unit."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from campaigns.forms.choices import Choices
from campaigns.forms.names import names_nobody
from campaigns.models.details import NUMBER_OF_A_PAPER
from communes.models import Unit
from communes.privacy import no_personal_data_in_a_paper

# What papers are called, which nobody is.
CALLED = ("báo cáo", "công văn", "kế hoạch", "quyết định", "thông báo")
A_PAPER = RegexValidator(NUMBER_OF_A_PAPER, _("Ghi số của văn bản, ví dụ 12/BC-CAX."))


def check_paper(number: str, unit: Unit) -> None:
    """Raise ValidationError where it is no number of a paper, or names somebody; none at all is right."""
    if not number:
        return
    A_PAPER(number)
    no_personal_data_in_a_paper(number)
    try:
        names_nobody(number, places=[*CALLED, *Choices(unit).names_around])
    except ValidationError:
        raise ValidationError(_("Chỉ ghi số của văn bản, không ghi tên người."), code="name") from None
