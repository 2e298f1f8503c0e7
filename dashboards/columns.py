"""Which indicators stand on a page, and under which short headings."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from dashboards.calendars import is_elsewhere
from dashboards.places import Place
from dashboards.stamps import remembered
from dashboards.state import State
from dashboards.tables import Column
from rollups.models import Indicator
from rollups.selectors import Catalogue, catalogue

# The figures on top of a page, with the word that stands for each on a card.
LEADING = {
    "patrol_sessions": _("Tuần tra"),
    "propaganda_sessions": _("Tuyên truyền"),
    "propaganda_attendances": _("Người dự"),
    "guns_collected": _("Súng"),
}

PATROL, PROPAGANDA, WEAPONS = _("Tuần tra"), _("Tuyên truyền"), _("Vũ khí, công cụ hỗ trợ")
# The twelve that stand side by side, all of them in one row of totals.
TOGETHER = {
    "patrol_sessions": (PATROL, _("Buổi")),
    "patrol_attendances": (PATROL, _("Lượt người")),
    "patrol_reminders": (PATROL, _("Nhắc nhở")),
    "patrol_incidents": (PATROL, _("Vụ việc")),
    "propaganda_sessions": (PROPAGANDA, _("Buổi")),
    "launch_sessions": (PROPAGANDA, _("Phát động")),
    "propaganda_attendances": (PROPAGANDA, _("Lượt người")),
    "propaganda_households": (PROPAGANDA, _("Hộ")),
    "weapon_handovers": (WEAPONS, _("Tiếp nhận")),
    "guns_collected": (WEAPONS, _("Súng")),
    "ammunition_collected": (WEAPONS, _("Đạn")),
    "electroshock_devices_collected": (WEAPONS, _("Kích điện")),
}


def known(place: Place, keys: tuple[str, ...] | None = None) -> Catalogue:
    """The catalogue, or the part of it that a page shows."""
    return remembered(place.stamp.settings, ("catalogue", keys), lambda: catalogue(keys))


def leading(catalogue: Catalogue) -> list[Indicator]:
    return [one for key in LEADING if (one := catalogue.get(key)) is not None]


def together(catalogue: Catalogue) -> list[Indicator]:
    return [one for key in TOGETHER if (one := catalogue.get(key)) is not None]


def focused(catalogue: Catalogue, state: State) -> Indicator | None:
    """The indicator that the pictures of a page show: of those side by side, the one that the address names."""
    chosen = catalogue.get(state.focus) if state.focus in TOGETHER else None
    return chosen or next(iter(leading(catalogue)), None)


def every(catalogue: Catalogue, place: Place) -> list[Indicator]:
    """All that are asked for and counted there, parts below their whole."""
    return [one for one in counted(catalogue, place) if not is_elsewhere(place, one)]


def counted(catalogue: Catalogue, place: Place) -> list[Indicator]:
    """The same with those of other provinces; what must not be counted twice stays below the nation."""
    distinct = catalogue.distinct if place.level != "nation" else []
    shares = [one for one in catalogue.shares if not one.breakdown_of_id and told(one, place)]
    wholes = [one for one in catalogue.indicators if one in catalogue.stored or one in distinct or one in shares]
    found = [catalogue.reports, *catalogue.parts_of(catalogue.reports)]
    for whole in wholes:
        found += [whole, *catalogue.parts_of(whole)]
    return found


def told(figure: Indicator, place: Place) -> bool:
    """Whether a place has the figure: what is counted once is counted below the nation."""
    parts = [one for one in (figure, figure.numerator, figure.denominator) if one is not None]
    return place.level != "nation" or not any(one.how.distinct for one in parts)


def parts_of(known: Catalogue, place: Place, indicator: Indicator) -> tuple[list[Indicator], Indicator | None]:
    """What a figure is made of; of a share its two numbers, or its whole with all of the parts that exclude each other.

    And the whole, where something may be left that no part explains.
    """
    whole = indicator.denominator if indicator.breakdown_of_id else indicator
    parts = [one for one in known.parts_of(whole) if told(one, place)] if whole is not None else []
    shares = any(one.numerator is not None for one in parts)
    if shares and whole is not None:
        return [*([whole] if whole is not indicator else []), *parts], whole
    if indicator.numerator is not None and indicator.denominator is not None:
        return [indicator.numerator, indicator.denominator], None
    return parts, None


def column(indicator: Indicator, place: Place, state: State) -> Column:
    group, short = TOGETHER.get(indicator.key, ("", ""))
    return Column(
        label=f"{indicator.name} ({indicator.unit})",
        short=str(short),
        group=str(group),
        decimals=indicator.decimals,
        bars=True,
        href=place.href("figure", indicator.key) + state.carried,
        minor=indicator.key not in LEADING,
        card=str(LEADING.get(indicator.key, "")),
    )


def columns(indicators: Sequence[Indicator], place: Place, state: State) -> list[Column]:
    return [column(one, place, state) for one in indicators]
