"""Texts that remind: from what is owed to administrative Vietnamese, in any language of the screen."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communes.models import Kind
from dashboards.coverage import Reported
from dashboards.members import PROVINCES, Member
from dashboards.reminders.owed import Owed
from dashboards.wording import lowered
from periods.presets import RANGE, Choice
from rollups.models import SCALE
from rollups.numbers import in_marks

FEW = 2  # periods in a row that are named one by one
# Of the units that keep a log; a district without communes (Lý Sơn, until July 2025) keeps its own.
KINDS = (Kind.XA, Kind.PHUONG, Kind.THI_TRAN, Kind.DAC_KHU, Kind.HUYEN, Kind.QUAN, Kind.THI_XA, Kind.THANH_PHO)


@dataclass(frozen=True, slots=True)
class About:
    """Whom a text is for, how many owe a report there, and on which day it is said."""

    where: str  # "trên địa bàn tỉnh Thái Nguyên"
    units: int
    today: date
    runs: bool = False  # the period is not over: nobody is late yet
    missing: str = "báo cáo"  # what


def named(what: Sequence[Choice]) -> list[str]:
    """The names of periods in the language of the screen; three and more in a row as one."""
    return [words for run in _runs(what) for words in _run(run)]


class Names:
    """The same of many who owe, in one language. Those who owe alike share one tuple, which is named once."""

    def __init__(self) -> None:
        # With each name the tuple itself, so that no other can come to its id.
        self._known: dict[int, tuple[Sequence[Choice], list[str]]] = {}

    def of(self, what: Sequence[Choice]) -> list[str]:
        if id(what) not in self._known:
            self._known[id(what)] = what, named(what)
        return self._known[id(what)][1]


def letter(about: About, owed: Sequence[Owed]) -> str:
    """To all who owe: one sentence, or a line for each thing that several owe."""
    if not owed:
        return ""
    to = f"Kính gửi {_police([one.unit for one in owed])} {about.where}"
    alike = _alike(owed)
    if len(alike) == 1:
        (words, units), *_others = alike.items()
        return f"{to}: {_count(about, owed)} {_lack(about)} {words}: {_names(units)}. {_plea(about)}"
    lines = [f"– {words} ({_whole(len(units))} đơn vị): {_names(units)}" for words, units in alike.items()]
    return "\n".join([f"{to}: {_count(about, owed)} {_lack(about)} đủ:", ";\n".join(lines) + ".", _plea(about)])


def to_provinces(about: About, what: Choice, rows: Sequence[tuple[Member, Reported]]) -> str:
    """To the provinces with units that owe: a line for each, how many of its units do."""
    owing = [(unit, count) for unit, count in rows if not count.whole]
    if not owing:
        return ""
    kinds = {unit.kind for unit, _count in owing}
    police = f"Công an các {_kinds(kinds, PROVINCES)}"
    all_owing = sum(count.missing + count.partial for _unit, count in owing)
    period = f"kỳ {what.label}" if what.kind == RANGE else lowered(what.text)
    lack = _lack(about) if not any(count.partial for _unit, count in owing) else f"{_lack(about)} đủ"
    head = f"Kính gửi: {police}.\nĐến ngày {about.today:%d/%m/%Y}, còn {_whole(all_owing)}/{_whole(about.units)} đơn vị"
    lines = [f"– {lowered(unit.name)}: {_owing(count)}" for unit, count in owing]
    plea = f"Đề nghị {police} đôn đốc Công an cấp xã cập nhật số liệu" + (" hằng ngày." if about.runs else " ngay.")
    return "\n".join([f"{head} {lack} {period}:", ";\n".join(lines) + ".", plea])


def _owing(count: Reported) -> str:
    some = f", trong đó {_whole(count.partial)} đơn vị mới báo cáo một phần" if count.partial else ""
    return f"{_whole(count.missing + count.partial)}/{_whole(count.units)} đơn vị{some}"


def short(about: About, owed: Sequence[Owed]) -> str:
    """For one area: who owes what, without a form of address."""
    if not owed:
        return ""
    head = f"{about.where} còn {_whole(len(owed))}/{_whole(about.units)} đơn vị {_lack(about)}"
    alike = _alike(owed)
    if len(alike) == 1:
        (words, units), *_others = alike.items()
        return f"{head} {words}: {_names(units)}."
    return f"{head} đủ: {'; '.join(f'{_names(units)} ({words})' for words, units in alike.items())}."


def _count(about: About, owed: Sequence[Owed]) -> str:
    return f"đến ngày {about.today:%d/%m/%Y}, còn {_whole(len(owed))}/{_whole(about.units)} đơn vị"


def _whole(count: int) -> str:
    return in_marks(count * SCALE, 0, english=False)


def _lack(about: About) -> str:
    return "chưa có số liệu" if about.runs else f"chưa có {about.missing}"


def _plea(about: About) -> str:
    return "Đề nghị các đơn vị cập nhật số liệu" + (" hằng ngày." if about.runs else " ngay.")


def _police(units: Iterable[Member]) -> str:
    """Of which kinds the addressed are: "Công an các xã, phường"."""
    return f"Công an các {_kinds({one.kind for one in units}, KINDS)}"


def _kinds(found: Collection[str], order: Iterable[Kind]) -> str:
    """In the order in which they are named."""
    return ", ".join(str(kind.label).lower() for kind in order if kind in found)


def _alike(owed: Iterable[Owed]) -> dict[str, list[Member]]:
    """Units by what they owe, in words: those of the earliest months first, of one beginning those who owe most."""
    found: dict[str, list[Member]] = {}
    names = Names()
    for one in sorted(owed, key=lambda one: (one.what[0].days.start, -len(one.what), one.what[-1].days.end)):
        said = names.of(one.what)
        words = ", ".join(lowered(words) if one.what[0].kind != RANGE else f"kỳ {words}" for words in said)
        found.setdefault(words, []).append(one.unit)
    return found


def _names(units: Iterable[Member]) -> str:
    return ", ".join(lowered(one.name) for one in sorted(units, key=lambda one: one.sort_key))


def _runs(what: Sequence[Choice]) -> list[list[Choice]]:
    found: list[list[Choice]] = []
    for one in what:
        if found and found[-1][-1].days.end + timedelta(1) == one.days.start:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _run(run: Sequence[Choice]) -> list[str]:
    if len(run) <= FEW:
        return [one.label for one in run]
    return [f"{run[0].label} – {lowered(run[-1].label)}"]
