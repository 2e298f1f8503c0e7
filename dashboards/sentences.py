"""Sentences for a report (chép báo cáo nhanh): from plain values to administrative Vietnamese.

They are Vietnamese in any language of the screen: they go into Vietnamese documents. A sentence says what is missing,
partial or provisional, always. It knows nothing of readings, so whatever has such values can speak.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dashboards.changes import share
from rollups.models import SCALE
from rollups.numbers import ROUGHLY, Qualified, Share, in_marks, is_exact, worded
from rollups.ranges import Days

HOLE = "{}"  # where number and unit stand in a phrase


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to be told: values in thousandths, none of them where nothing was reported."""

    name: str
    unit: str
    value: int | None
    base: int | None = None
    decimals: int = 0
    phrase: str = ""  # "tổ chức {} tuần tra"; none: name and number
    attached: tuple["Figure", ...] = ()  # told with it: "với 36 lượt người tham gia"
    estimated: bool = False
    group: str = ""  # those of one stand in one sentence

    @property
    def amount(self) -> str:
        """Number and unit, as people write them."""
        if isinstance(self.value, Qualified):
            return self.in_words(self.value)
        rough = "khoảng " if self.estimated else ""
        if isinstance(self.value, Share):
            return f"{rough}{worded(self.value, 0, english=False)}"
        return f"{rough}{in_marks(self.value or 0, self.decimals, english=False)} {self.unit}"

    def in_words(self, value: int) -> str:
        text = worded(value, self.decimals, english=False).replace(ROUGHLY, "khoảng")
        return text if isinstance(value, Share) else f"{text} {self.unit}"


@dataclass(frozen=True, slots=True)
class About:
    """Whose numbers, of which days, held against what, and how sure they are."""

    subject: str  # "Công an xã Bằng Thành"
    days: Days
    against: str = ""  # "cùng kỳ năm trước"
    named: bool = False  # it was said before what the numbers are held against
    until: str = ""  # the day to which a running period counts
    units: int = 1  # that owe a report
    partial: int = 0
    missing: int = 0
    provisional: bool = False
    base_lacks: str = ""  # what of the base is missing: "64/92 đơn vị báo cáo"
    campaign: str = ""  # "đợt cao điểm bảo vệ Tết": whose days they are
    base_thin: str = ""  # why nothing is held against the base: "chỉ 9/92 đơn vị báo cáo cả hai kỳ"


def report(about: About, figures: Sequence[Figure]) -> str:
    """All that was reached, a sentence for each group of figures, and what to know of it in others."""
    sentences: list[str] = []
    for _group, (head, *others) in ((group, list(some)) for group, some in groupby(figures, key=lambda one: one.group)):
        clauses = [_clause(_again(about) if sentences else about, head)]
        clauses += [_clause(replace(about, named=True), one) for one in others]
        sentences.append(f"{'; '.join(clauses)}.")
    opening, *rest = sentences
    following = [f"{one[:1].upper()}{one[1:]}" for one in rest]
    return " ".join([f"{_when(about)}, {about.subject} {opening}", *following, *_doubts(about)])


def _again(about: About) -> About:
    """What the numbers are held against was said with its days; the next sentence names it alone."""
    return replace(about, against=about.against.partition(" (")[0])


def _clause(about: About, figure: Figure) -> str:
    if figure.value is None:
        return f"chưa báo cáo số liệu “{figure.name}”"
    if isinstance(figure.value, Share):
        return f"có {figure.name[:1].lower()}{figure.name[1:]} là {figure.amount}" + _moved(about, figure)
    if not figure.value:
        return f"không phát sinh số liệu “{figure.name}”" + _moved(about, figure) + _attached_moved(about, figure)
    if HOLE not in figure.phrase:
        return f"ghi nhận {figure.amount} (“{figure.name}”)" + _moved(about, figure)
    parts = [figure.phrase.replace(HOLE, figure.amount, 1)]
    parts += [one.phrase.replace(HOLE, one.amount, 1) for one in figure.attached if one.value and HOLE in one.phrase]
    return f"đã {' '.join(parts)}" + _moved(about, figure) + _attached_moved(about, figure)


def _moved(about: About, figure: Figure) -> str:
    """How the number moved, in its own unit: ", tăng 2 buổi (20 %) so với cùng kỳ năm trước"."""
    if not about.against or about.base_thin or figure.value is None:
        return ""
    against = "kỳ so sánh" if about.named else about.against
    if figure.base is None:
        return f" ({against} chưa có số liệu)"
    if not (is_exact(figure.value) and is_exact(figure.base)):
        return f" ({against}: {figure.in_words(figure.base)})"
    moved = figure.value - figure.base
    if not moved:
        return f", bằng {against}"
    part = share(figure.value, figure.base)
    if isinstance(figure.value, Share):
        points = in_marks(abs(moved), 0, english=False)
        told = f", {'tăng' if moved > 0 else 'giảm'} {points} điểm %"
        return told if about.named else f"{told} so với {about.against}"
    percent = f" ({in_marks(abs(part), 0, english=False)} %)" if part else ""
    amount = f"{in_marks(abs(moved), figure.decimals, english=False)} {figure.unit}"
    told = f", {'tăng' if moved > 0 else 'giảm'} {amount}{percent}"
    return told if about.named else f"{told} so với {about.against}"


def _attached_moved(about: About, figure: Figure) -> str:
    """What is told with a figure and moved more than it: ", lượt người giảm 30 %"."""
    if not about.against or about.base_thin:
        return ""
    most = abs(share(figure.value, figure.base) or 0)
    found = [(one, share(one.value, one.base) or 0) for one in figure.attached]
    return "".join(
        f", {one.unit} {'tăng' if part > 0 else 'giảm'} {in_marks(abs(part), 0, english=False)} %"
        for one, part in found
        if abs(part) > most
    )


def _doubts(about: About) -> Iterable[str]:
    if about.until:
        yield f"Kỳ chưa kết thúc, số liệu tính đến ngày {about.until}."
    if about.units > 1 and (about.missing or about.partial):
        lacking = [f"{_whole(about.missing)}/{_whole(about.units)} đơn vị chưa báo cáo"] if about.missing else []
        lacking += [f"{_whole(about.partial)} đơn vị mới báo cáo một phần"] if about.partial else []
        yield f"Còn {', '.join(lacking)}."
    elif about.partial:
        yield "Đơn vị mới báo cáo một phần kỳ."
    if about.base_thin:
        yield f"Không so sánh với {about.against}: {about.base_thin}."
    elif about.base_lacks:
        yield f"Kỳ so sánh chưa đủ số liệu: {about.base_lacks}."
    if about.provisional:
        yield "Số liệu sơ bộ, chưa duyệt hết."


def _whole(count: int) -> str:
    return in_marks(count * SCALE, 0, english=False)


def _when(about: About) -> str:
    """Say "Trong đợt cao điểm bảo vệ Tết (từ ngày 15/10 đến ngày 14/11/2026)", or the days alone."""
    days = _days(about.days)
    return f"Trong {about.campaign} ({days[:1].lower()}{days[1:]})" if about.campaign else days


def _days(days: Days) -> str:
    """Say "Từ ngày 15/10 đến ngày 14/11/2026": the year once where it is one."""
    if days.start == days.end:
        return f"Ngày {days.end:%d/%m/%Y}"
    start = f"{days.start:%d/%m}" if days.start.year == days.end.year else f"{days.start:%d/%m/%Y}"
    return f"Từ ngày {start} đến ngày {days.end:%d/%m/%Y}"
