"""What stands around a table: its words, its choices, its notes, the ways to keep and share it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from dashboards.charts.steps import STEPS
from dashboards.frame import Frame, Link
from dashboards.members import above
from dashboards.notes import asked_notes, rough_note, word_notes
from dashboards.places import Place
from dashboards.state import Lens, StateForm
from periods.presets import range_text
from pivots import words
from pivots.asking import FLAGS, Pivot, TableForm
from pivots.axes import Axis
from pivots.grid import Grid
from pivots.items import Layout
from pivots.lacks import Lack
from pivots.models import SavedTable
from pivots.naming import SAVED, address_of
from rollups.models import Indicator

# What stands beside the hatched "–" of what is missing.
LEGEND = {
    Lack.LATER: gettext_noop("Ô “–” không gạch chéo: chưa đến hạn báo cáo."),
    Lack.NOTHING_DUE: gettext_noop(
        "Ô “–” không gạch chéo của kỳ đã qua: không có báo cáo đến hạn trong những ngày đó."
    ),
    Lack.UNASKED: gettext_noop("Ô “–” không gạch chéo: khi đó chưa áp dụng chỉ tiêu."),
    Lack.ENDED: gettext_noop("Ô “–” không gạch chéo: khi đó đã thôi áp dụng chỉ tiêu."),
    Lack.ELSEWHERE: gettext_noop("Ô “–” không gạch chéo: địa bàn này không áp dụng chỉ tiêu."),
    Lack.OUTSIDE: gettext_noop("Ô trống là không áp dụng: tỷ lệ không tính cho đơn vị đó."),
}
FOLDED = 4  # figures that the fold names
WIDE = 14  # columns from which on the paper needs smaller letters


class Box(NamedTuple):
    """A figure to tick; parts stand below their whole."""

    key: str
    name: str
    unit: str
    part: bool
    checked: bool


@dataclass(frozen=True)
class Page:
    frame: Frame
    form: TableForm
    pivot: Pivot
    grid: Grid | None  # none where the choices were refused
    refused: bool = False
    given: str = ""  # the query as it came
    saved: SavedTable | None = None  # that the address came from
    changed: bool = False  # since it was saved

    @property
    def heading(self) -> str:
        return self.saved.name if self.saved is not None else self.says

    @property
    def says(self) -> str:
        """What stands in the table."""
        return words.heading(self.pivot)

    @property
    def title(self) -> str:
        return words.title(self.pivot)

    @property
    def lead(self) -> str:
        """Whose numbers, of which days; below a name also which."""
        whose = f"{self.frame.name} · {self.frame.period}"
        return f"{self.says} · {whose}" if self.saved is not None else whose

    @property
    def trail(self) -> list[Link]:
        """Up to the numbers of the place itself; of a saved table to its list, of a changed one to what was saved."""
        place = self.frame.place
        trail = [*self.frame.trail, Link(self.frame.name, place.href() + self.pivot.state.carried)]
        if self.saved is not None:
            trail.append(Link(_("Bảng của tôi"), reverse("saved_tables")))
        if self.saved is not None and self.changed:
            trail.append(Link(self.saved.name, address_of(place, self.saved)))
        return trail

    @property
    def address(self) -> str:
        return self.frame.place.href("pivot")

    @property
    def link(self) -> str:
        """The address to hand on: it names all that was chosen."""
        return self.frame.site + self.address + self.pivot.query()

    @property
    def download(self) -> str:
        return self.frame.place.href("pivot_table") + self.pivot.query()

    @property
    def save(self) -> str:
        return self.frame.place.href("pivot_save") + self.pivot.query()

    @property
    def update(self) -> str:
        """Where this table is kept in place of the saved one."""
        return reverse("saved_table_update", args=[self.saved.pk]) + self.pivot.query() if self.saved else ""

    @property
    def turned(self) -> str:
        """The same table with rows and columns exchanged."""
        if self.pivot.rows == Axis.INDICATOR and self.pivot.columns is None:
            return ""
        name = f"&{SAVED}={self.saved.pk}" if self.saved is not None else ""
        return self.address + self.pivot.turned.query() + name

    @property
    def axes(self) -> list[BoundField]:
        return [self.form["rows"], self.form["columns"]]

    @property
    def flags(self) -> list[BoundField]:
        return [self.form[name] for name in FLAGS]

    @property
    def more(self) -> int:
        """Figures beyond those that the fold names."""
        return max(0, len(self.pivot.figures) - FOLDED)

    @cached_property
    def boxes(self) -> Sequence[tuple[str, list[Box]]]:
        """All figures by their group, as the catalogue orders them."""
        chosen = {one.key for one in self.pivot.figures}
        found = sorted(self.form.offered, key=lambda one: list(Indicator.Group.values).index(one.group))
        return [
            (
                str(Indicator.Group(group).label),
                [
                    Box(one.key, one.name, one.unit, one.breakdown_of_id is not None, one.key in chosen)
                    for one in inside
                ],
            )
            for group, inside in groupby(found, key=lambda one: one.group)
        ]

    @property
    def legend(self) -> list[tuple[Indicator, str]]:
        """The figures with the address of their pages, where the table itself does not name them so."""
        if self.grid is not None and self.grid.names_figures:
            return []
        query = self.pivot.state.carried
        return [(one, self.frame.place.href("figure", one.key) + query) for one in self.pivot.figures]

    @property
    def summary(self) -> str:
        """The choices in a line, for the fold that hides them."""
        axes = [str(one.label) for one in (self.pivot.rows, self.pivot.columns) if one is not None]
        return " × ".join(axes) + " · " + range_text(self.pivot.state.days)

    @property
    def reported(self) -> list[str]:
        """How many units stand behind the table: "90/92 đơn vị đã báo cáo", of figures that others report by name."""
        every = self.grid.reported if self.grid is not None else ()
        found = []
        for one in every:
            if not one.whole.units:
                continue
            words = _("%(count)s đơn vị đã báo cáo") % {"count": one.whole.text}
            named = "; ".join(figure.name for figure in one.figures[:FOLDED])
            more = len(one.figures) - FOLDED
            if more > 0:
                others = ngettext("%(count)s chỉ tiêu khác", "%(count)s chỉ tiêu khác", more) % {"count": more}
                named = _("%(figures)s và %(others)s") % {"figures": named, "others": others}
            found.append(f"{named}: {words}" if len(every) > 1 else words)
        return found

    @property
    def notes(self) -> list[str]:
        """What a reader must know to read the numbers right."""
        place, state, found = self.frame.place, self.pivot.state, []
        if self.grid is not None and self.grid.rough:
            found.append(rough_note())
        found += asked_notes(self.pivot.figures, [state.days])
        if place.lensed and self.frame.lens == Lens.RECORDED and place.level in {"commune", "area"}:
            words = _("Theo địa giới tại thời điểm ghi, chỉ có số liệu từ %(day)s.")
            found.append(words % {"day": f"{place.valid_from:%d/%m/%Y}"})
        if state.runs and self.pivot.periods:
            found.append(_("Kỳ chưa kết thúc: số liệu đến hôm nay, không hiện những kỳ chưa đến."))
        elif state.runs:
            found.append(_("Kỳ chưa kết thúc: số liệu đến hôm nay."))
        if self.grid is not None and self.grid.partial:
            found.append(_("Một phần, ví dụ 4/5: số đơn vị, hoặc số tháng, đã báo cáo đủ trên số phải báo cáo."))
        if self.grid is not None and self.grid.uncounted:
            found.append(_("Bảng nhiều kỳ: số đơn vị đã báo cáo chỉ ghi của cả kỳ, không ghi từng ô."))
        if self.grid is not None:
            found += word_notes(value for row in self.grid.all_rows for value in row.values)
            lacks = {lack for row in self.grid.all_rows for lack in row.lacks}
            found += [_(said) for lack, said in LEGEND.items() if lack in lacks]
        return found

    @property
    def steps(self) -> range:
        return range(1, STEPS + 1)

    @property
    def width(self) -> str:
        """How narrow the columns must be on paper."""
        number = len(self.grid.columns) if self.grid else 0
        return "" if number < WIDE else "wide" if number < 2 * WIDE else "widest"

    @property
    def file_name(self) -> str:
        return self.frame.file_name.replace("antq-", "antq-bang-", 1)


def frame_of(place: Place, layout: Layout, period: StateForm, site: str) -> Frame:
    """The frame of the dashboards, for the way up and the list of periods."""
    return Frame(place, layout.pivot.state, period, place.href("pivot"), "", above(place, layout.family), site=site)
