"""How a number moved: in words, and as numbers for tables."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.state import State
from dashboards.tables import Why
from dashboards.wording import lowered
from periods.presets import Choice
from rollups.models import SCALE
from rollups.numbers import Points, Share, english, grouped, is_exact, worded

PERCENT = 100
HOLLOW = str.maketrans("▲▼", "△▽")  # what is not firm is told by its mark, in grey print too
WHOLE_PERCENTS = 10  # from here on a tenth of a percent is noise


@dataclass(frozen=True, slots=True)
class Change:
    """`text` like "▲ 12 %"; `note` says against what, or why there is nothing to say.

    One that is not firm rests on fewer than half of the units: its arrow is hollow, and it has no colour of its own.
    """

    text: str
    note: str
    firm: bool = True


def difference(now: int | None, base: int | None) -> int | None:
    """Of shares in percentage points. What was reported with a word is not held against a number."""
    if now is None or base is None or not (is_exact(now) and is_exact(base)):
        return None
    return Points(now - base) if isinstance(now, Share) else now - base


def share(now: int | None, base: int | None) -> int | None:
    """The difference in thousandths of a percent: whole percents from ten on, else tenths. What is new has none."""
    if now is None or base is None or why_none(now, base):
        return None
    if now == base:
        return 0
    tenths = _rounded((now - base) * PERCENT * 10, base)
    if abs(tenths) >= WHOLE_PERCENTS * 10:
        return _rounded((now - base) * PERCENT, base) * SCALE
    return tenths * SCALE // 10


def why_none(now: int | None, base: int | None) -> Why:
    """Why there is no share to show."""
    if now is None:
        return Why.NO_NOW
    if base is None:
        return Why.NO_BASE
    if not (is_exact(now) and is_exact(base)):
        return Why.WORDS
    if isinstance(now, Share):
        return Why.SHARE
    return Why.NEW if base == 0 and now else Why.KNOWN


def change(
    now: int | None, base: int | None, against: str, decimals: int = 0, missing: str = "", *, thin: str = ""
) -> Change:
    """Say how `now` stands to `base` in one breath, and what is missing of either; `thin`: why that is not firm."""
    found = _change(now, base, against, decimals, missing if not thin else "")
    if not thin or not found.text or base is None:
        return found
    note = _("%(note)s; %(thin)s, chỉ để tham khảo") % {"note": found.note, "thin": thin}
    return Change(found.text.translate(HOLLOW), note, firm=False)


def _change(now: int | None, base: int | None, against: str, decimals: int, missing: str) -> Change:
    if now is None:
        return Change("", "")
    if base is None:
        return Change("–", _("%(against)s chưa có số liệu") % {"against": against})
    if why_none(now, base) == Why.WORDS:
        words = _("không tính tăng, giảm so với %(against)s: số liệu ghi “gần”, “hơn”, “nhiều”")
        return Change("–", words % {"against": lowered(against)})
    moved = now - base
    note = _("so với %(against)s") % {"against": lowered(against)}
    if missing:
        note = _("%(note)s; %(missing)s") % {"note": note, "missing": missing}
    if not moved:
        return Change(_("Không đổi"), note)
    arrow = "▲" if moved > 0 else "▼"
    if isinstance(now, Share):
        return Change(f"{arrow}\N{NO-BREAK SPACE}{worded(Points(abs(moved)), 0, english=english())}", note)
    part = share(now, base)
    if part is None:
        return Change(
            f"{arrow}\N{NO-BREAK SPACE}{grouped(abs(moved), decimals)}", _("mới phát sinh %(note)s") % {"note": note}
        )
    amount = grouped(abs(part)) if part else f"<\N{NO-BREAK SPACE}{grouped(SCALE // 10)}"
    return Change(f"{arrow}\N{NO-BREAK SPACE}{amount}\N{NO-BREAK SPACE}%", note)


def comparisons(state: State) -> list[tuple[Choice, str]]:
    """The period before and the same one a year before, in words that tell when they were cut to as many days."""
    if not state.cut:
        return [(state.before, state.before.label), (state.last_year, state.last_year.label)]
    return [
        (one, _("%(days)s ngày đầu %(period)s") % {"days": len(one.days), "period": lowered(one.label)})
        for one in (state.before, state.last_year)
    ]


def _rounded(value: int, by: int) -> int:
    """Half away from zero."""
    sign = -1 if (value < 0) != (by < 0) else 1
    return sign * ((2 * abs(value) + abs(by)) // (2 * abs(by)))
