"""What units report beside their log: returns of a period, totals that were told, restricted figures."""

from returns.models.filed import Return, ReturnAmount
from returns.models.forms import Every, ReturnForm, ReturnLine
from returns.models.said import ReportedTotal, RestrictedFigure, Said

__all__ = [
    "Every",
    "ReportedTotal",
    "RestrictedFigure",
    "Return",
    "ReturnAmount",
    "ReturnForm",
    "ReturnLine",
    "Said",
]
