"""What can be done to a model that was surveyed and not launched: it has no stage, so nothing of it counts.

Its survey, and the day on which it was given up, are events; the launch gives it its first stage.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from campaigns.actions.errors import Refused
from communes.models import Unit
from models_selfmgmt.changes import Life, Plan, event
from models_selfmgmt.history import Content, Run
from models_selfmgmt.models import EventKind


@dataclass(frozen=True)
class Survey:
    """A new model of which nothing is known but the day of its survey. `unit` is that of the day."""

    unit: Unit
    on: date

    def plan(self, life: Life) -> Plan:
        survey = event(life, EventKind.SURVEYED, self.on)
        survey.unit = self.unit
        return Plan([], "add_modelinstance", new=[survey])


@dataclass(frozen=True)
class Launch:
    """What was surveyed was established on a day: from then on it counts."""

    unit: Unit
    on: date
    content: Content
    name: str | None = None

    def plan(self, life: Life) -> Plan:
        if life.runs or not life.events(EventKind.SURVEYED):
            raise Refused(_("Mô hình này đã ra mắt hoặc đã bỏ khỏi sổ: mở lại trang mô hình."))
        if life.events(EventKind.STOPPED):
            raise Refused(_("Mô hình đã thôi triển khai: hủy việc đó trước."))
        new = event(life, EventKind.ESTABLISHED, self.on)
        return Plan([Run(self.on, None, self.unit, self.content)], "record_modelinstance", new=[new], name=self.name)
