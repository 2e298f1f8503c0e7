"""What units report beside their log: returns of a period, totals that were told, restricted figures."""

from returns.models.filed import Return, ReturnAmount
from returns.models.forms import Every, ReturnForm, ReturnLine
from returns.models.looked import LookedAt
from returns.models.rules import MOST_GRACE, DayOff, ReportingRule, Weekday
from returns.models.said import ReportedTotal, RestrictedFigure, Said

__all__ = [
    "MOST_GRACE",
    "DayOff",
    "Every",
    "LookedAt",
    "ReportedTotal",
    "ReportingRule",
    "RestrictedFigure",
    "Return",
    "ReturnAmount",
    "ReturnForm",
    "ReturnLine",
    "Said",
    "Weekday",
]
