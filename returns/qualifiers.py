"""Words beside a number that was reported and not counted: "gần 310", "hơn 2.566", "hàng nghìn", "nhiều"."""

import unicodedata
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from rollups.models import SCALE
from rollups.numbers import grouped, is_exact


class Qualifier(models.TextChoices):
    EXACT = "exact", _("đúng")
    NEARLY = "nearly", _("gần")
    OVER = "over", _("hơn")
    AT_LEAST = "at_least", _("tối thiểu")
    THOUSANDS = "thousands", _("hàng nghìn")
    TENS_OF_THOUSANDS = "tens_of_thousands", _("hàng chục nghìn")
    MANY = "many", _("nhiều")
    SOME = "some", _("các")
    MORE = "more", _("tăng")
    FEWER = "fewer", _("giảm")
    EXCEEDED = "exceeded", _("vượt")
    NONE = "none", _("không có")


# Beside a number; the others say all there is to say.
WITH_NUMBER = {Qualifier.EXACT, Qualifier.NEARLY, Qualifier.OVER, Qualifier.AT_LEAST}
# What some words are worth at least, in thousandths.
LEAST = {Qualifier.THOUSANDS: 1000 * SCALE, Qualifier.TENS_OF_THOUSANDS: 10_000 * SCALE, Qualifier.NONE: 0}
# What may stand beside or for a number of a return, and so in a sum; on which side of the number the truth then lies.
RETURNED = (
    Qualifier.EXACT, Qualifier.NEARLY, Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.MANY, Qualifier.SOME,
    Qualifier.THOUSANDS, Qualifier.TENS_OF_THOUSANDS,
)  # fmt: skip
BELOW = (Qualifier.NEARLY,)
ABOVE = tuple(word for word in RETURNED if word not in {Qualifier.EXACT, Qualifier.NEARLY})
# Say how a figure moved or stood; a unit would make no sentence of them.
ALONE = {Qualifier.MORE, Qualifier.FEWER, Qualifier.EXCEEDED}
ELLIPSIS = "…"  # the list goes on: "72 viên đạn…"


def refuse_word(text: str, offered: Collection[Qualifier]) -> None:
    """Lead whoever types "gần 310" as one number to the field beside it, which offers these words; else to 0."""
    typed = f"{unicodedata.normalize('NFC', text).casefold().strip()} "
    if Qualifier.NONE not in offered and typed.startswith(f"{str(Qualifier.NONE.label).casefold()} "):
        raise ValidationError(_t("Ô này chỉ ghi số: không có thì ghi 0."), code="word")
    for word in sorted(offered, key=lambda one: len(one.label), reverse=True):
        if typed.startswith(f"{str(word.label).casefold()} "):
            words = _t("Ô này chỉ ghi số: chọn “%(word)s” ở ô “Mức” bên cạnh.") % {"word": word.label}
            raise ValidationError(words, code="word")


def said(thousandths: int | None, qualifier: str, unit: str, open_list: bool = False, decimals: int = 0) -> str:
    """A figure as it was told: "gần 310 buổi", "72 viên…", "không có"."""
    tail = ELLIPSIS if open_list else ""
    word = Qualifier(qualifier)
    if word not in WITH_NUMBER or thousandths is None:
        return f"{word.label} {unit}{tail}" if unit and word not in ALONE else f"{word.label}{tail}"
    number = f"{grouped(thousandths, decimals)} {unit}".rstrip()
    return f"{number}{tail}" if word == Qualifier.EXACT else f"{word.label} {number}{tail}"


def difference(reported: int | None, counted: int | None) -> str:
    """How the sum of records stands to what was reported: "phiếu: 310", or that nobody entered records.

    What is not exact is not held against a number.
    """
    if counted is None:
        return _t("chưa có phiếu")
    if reported is None or not is_exact(counted):
        return _t("phiếu cộng được %(counted)s") % {"counted": grouped(counted)}
    if reported == counted:
        return _t("bằng số phiếu cộng được")
    moved = counted - reported
    words = (
        _t("phiếu cộng được %(counted)s, nhiều hơn %(n)s")
        if moved > 0
        else _t("phiếu cộng được %(counted)s, ít hơn %(n)s")
    )
    return words % {"counted": grouped(counted), "n": grouped(abs(moved))}
