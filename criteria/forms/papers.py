"""The number of a paper stands in one line, as in the database."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

IN_A_LINE = RegexValidator(r"[\r\n]", _("Ghi số của văn bản trên một dòng."), inverse_match=True)
