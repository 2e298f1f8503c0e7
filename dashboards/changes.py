"""How a number moved: in words, and as numbers for tables."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.state import State
from dashboards.tables import Why
from periods.presets import Choice
from rollups.models import SCALE
from rollups.numbers import grouped

PERCENT = 100
WHOLE_PERCENTS = 10  # from here on a tenth of a percent is noise


@dataclass(frozen=True, slots=True)
class Change:
    """`text` like "▲ 12 %"; `note` says against what, or why there is nothing to say."""

    text: str
    note: str


def difference(now: int | None, base: int | None) -> int | None:
    return None if now is None or base is None else now - base


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
    return Why.NEW if base == 0 and now else Why.KNOWN


def change(now: int | None, base: int | None, against: str, decimals: int = 0, missing: str = "") -> Change:
    """Say how `now` stands to `base` in one breath, and what is missing of the base."""
    if now is None:
        return Change("", "")
    if base is None:
        return Change("–", _("%(against)s chưa có số liệu") % {"against": against})
    moved = now - base
    note = _("so với %(against)s") % {"against": against[:1].lower() + against[1:]}
    if missing:
        note = _("%(note)s; kỳ đó %(missing)s") % {"note": note, "missing": missing}
    if not moved:
        return Change(_("Không đổi"), note)
    arrow = "▲" if moved > 0 else "▼"
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
        (one, _("%(days)s ngày đầu %(period)s") % {"days": len(one.days), "period": _lowered(one.label)})
        for one in (state.before, state.last_year)
    ]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _rounded(value: int, by: int) -> int:
    """Half away from zero."""
    sign = -1 if (value < 0) != (by < 0) else 1
    return sign * ((2 * abs(value) + abs(by)) // (2 * abs(by)))
