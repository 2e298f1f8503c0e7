"""What is chased where that is not the log: the returns of the form, or the register, that say a figure."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from dashboards import columns
from dashboards.calendars import ELSEWHERE, DueCalendar, calendar_of
from dashboards.places import Place
from dashboards.returned import Owed, counted_by, every_of, owed_by, reported_later, unasked_in
from dashboards.state import State
from periods.presets import Choice
from returns.due import Deadlines
from returns.models import Every, ReturnForm
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.told import Unasked

FIGURE = "figure"  # in the address


@dataclass(frozen=True)
class Chased:
    """A figure and what says who has reported it: the count of its returns (`said_by`), or the stock of a register."""

    indicator: Indicator
    said_by: Indicator | None
    kept_by: Indicator | None

    @cached_property
    def form(self) -> ReturnForm | None:
        return ReturnForm.objects.filter(presence=self.said_by).first() if self.said_by is not None else None

    @property
    def words(self) -> str:
        """What is missing, in Vietnamese, for a text."""
        if self.form is not None:
            return f"báo cáo “{self.form.name_vi}”"
        return f"số liệu “{self.indicator.name_vi}”"

    @property
    def note(self) -> str:
        """For the page."""
        if self.form is not None:
            return _("Chỉ tính báo cáo “%(form)s”, không tính phiếu trong sổ ghi.") % {"form": self.form.name}
        return _("Chỉ tính sổ đăng ký của chỉ tiêu “%(figure)s”.") % {"figure": self.indicator.name}

    def waits(self, state: State) -> bool:
        """Nobody owes it: its period is not over, or it was not asked for then."""
        return reported_later(state, self.said_by) or self.unasked(state) is not None

    def unasked(self, state: State) -> Unasked | None:
        return unasked_in(state, self.said_by, self.indicator)

    def owed(self, state: State) -> Owed:
        return owed_by(state, self.said_by)

    def period(self, state: State, month: Days) -> Choice | None:
        """The period of the form that is due in a month."""
        stored = state.calendar.stored.get(str(every_of(state, self.said_by)), [])
        found = [one for one in stored if one.days.end in month]
        return found[0] if len(found) == 1 else None

    def deadline(self, state: State, deadlines: Deadlines, end: date) -> date | None:
        """Of what ends on a day; of weeks in a longer period that of the last one."""
        every = every_of(state, self.said_by)
        if every is None:
            return None
        if every == Every.WEEK:
            end -= timedelta(days=(end.weekday() + 1) % 7)
        return deadlines.of_return(every, end)


def chased_in(place: Place, query: QueryDict) -> Chased | None:
    """The figure that an address names; none where it is said by the log, as what names no figure is."""
    key = query.get(FIGURE, "")
    if not key:
        return None
    known = columns.known(place)
    found = known.get(key)
    if found is None or not columns.told(found, place):
        raise Http404
    if found.presence_id is None:
        return None
    presences = (one for one in (*known.indicators, *known.companions) if one.pk == found.presence_id)
    said_by = counted_by(known, found)
    if said_by is not None and _is_elsewhere(place, said_by):
        raise Http404
    return Chased(found, said_by, next(presences, None) if said_by is None else None)


def _is_elsewhere(place: Place, said_by: Indicator) -> bool:
    """Whether the form is another province's: nobody here can file it, nor reads its name."""
    calendar = calendar_of(place)
    form = calendar.forms.get(said_by.pk) if isinstance(calendar, DueCalendar) else None
    return form is not None and form.province == ELSEWHERE


def query_of(indicator: Indicator | None) -> str:
    """What an address of reminders says of a figure that the log does not say."""
    return f"&{FIGURE}={indicator.key}" if indicator is not None and indicator.presence_id is not None else ""
