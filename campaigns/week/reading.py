"""Text of a cell, typed or pasted, into what a form takes."""

import re
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from campaigns.forms.numbers import read_number
from campaigns.week.matching import Choice, Unclear, find
from communes.vietnamese import search_key

YES = {"x", "v", "✓", "✔", "co", "1"}
NO = {"-", "–", "—", "khong", "0"}
AMOUNT = re.compile(r"\d+(?:[.,]\d+)*")
# A comma parts two things unless it stands inside a number.
PARTS = re.compile(r"[;\n]|,(?!\d)|(?<!\d),")


def read_yes(text: str) -> bool:
    words = {text.casefold(), search_key(text)}
    if words & YES or words & NO:
        return not words & NO
    raise Unclear(_("Ghi x nếu có, để trống nếu không."))


def read_amounts(
    text: str, choices: Sequence[Choice], *, units: Sequence[str] = (), decimals: Mapping[str, int] | None = None
) -> dict[Choice, str]:
    """Read "2 khẩu súng kíp; 18,5 kg pháo" as amounts, in words, of choices.

    The names of the choices say their unit of count, one of `units`, if any; `decimals` by the value of a choice.
    """
    found: dict[Choice, str] = {}
    for part in _parts(text):
        numbers = AMOUNT.findall(part)
        if len(numbers) != 1:
            raise Unclear(_("Ghi số lượng rồi tên, mỗi loại cách nhau bằng dấu ;, ví dụ “%(example)s”.")
                          % {"example": _example(choices)})  # fmt: skip
        choice = _find_counted(part.replace(numbers[0], " "), choices, units)
        if choice in found:
            raise Unclear(_("%(name)s ghi hai lần.") % {"name": choice.name})
        try:
            read_number(numbers[0], decimals=(decimals or {}).get(choice.value, 0))
        except ValidationError as error:
            raise Unclear(f"{choice.name}: {' '.join(error.messages)}") from error
        found[choice] = numbers[0]
    return found


def _example(choices: Sequence[Choice]) -> str:
    return "; ".join(f"{place} {choice.called or choice.name}" for place, choice in enumerate(choices[:2], 1))


def _parts(text: str) -> list[str]:
    """Part the text into amounts; what has no number belongs to the one before it ("Bom, mìn, lựu đạn")."""
    parts: list[str] = []
    for part in PARTS.split(text):
        if parts and part.strip() and not AMOUNT.search(part):
            parts[-1] += part
        elif part.strip():
            parts.append(part)
    return parts


def _find_counted(text: str, choices: Sequence[Choice], units: Sequence[str]) -> Choice:
    """Find "súng kíp", "khẩu súng kíp" or "súng kíp (khẩu)": a unit of count is taken off and narrows the choice."""
    words = search_key(text)
    for unit in units:
        key = search_key(unit)
        rest = words.removeprefix(f"{key} ") if words.startswith(f"{key} ") else words.removesuffix(f" {key}")
        counted = [choice for choice in choices if choice.key.endswith(f" {key}")] if rest != words else []
        try:
            return find(rest, counted)
        except Unclear:
            continue
    return find(re.sub(r"[:=×*]", " ", text), choices)
