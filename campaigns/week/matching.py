"""Find what somebody means in a list: by its number on the sheet or by a part of its name, without diacritics."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.vietnamese import search_key

# Words for the kind of a place: "Nà Muồng" is Thôn Nà Muồng, but "súng" is not Linh kiện súng.
KIND_WORDS = {"thon", "ban", "xom", "ap", "buon", "lang", "khom", "khu", "pho", "to", "dan", "so"}
SHOWN = 4  # as many are named when several are possible


class Unclear(Exception):
    """The text of a cell is not understood; `message` is for the page."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Choice:
    """`code` is what one writes on paper ("3", "T"), `value` what the form takes, `called` a shorter name."""

    code: str
    name: str
    value: str
    called: str = ""

    @property
    def key(self) -> str:
        return search_key(self.name)

    def names(self, form: Callable[[str], str]) -> list[str]:
        return [form(name) for name in (self.name, self.called) if name]

    def is_code(self, text: str, form: Callable[[str], str]) -> bool:
        return bool(text) and text == form(self.code)

    def is_called(self, text: str, form: Callable[[str], str]) -> bool:
        """Whether `text` is the name without the words for its kind: "Nà Muồng", the "4" of Tổ 4."""
        return any(KIND_WORDS.issuperset(search_key(rest).split()) for rest in self.before(text, form))

    def before(self, text: str, form: Callable[[str], str]) -> list[str]:
        """What stands before `text` in the names that end with it."""
        return [name.removesuffix(text) for name in self.names(form) if text and name.endswith(f" {text}")]


def find(text: str, choices: Sequence[Choice]) -> Choice:
    """Give the one choice that `text` means. The more exact reading wins; two of the same exactness are unclear."""
    written, key = _plain(text), search_key(text)
    readings = (
        [choice for choice in choices if written in choice.names(_plain)],
        _called(written, choices, _plain),
        [choice for choice in choices if key in choice.names(search_key)],
        _called(key, choices, search_key),
        [choice for choice in choices if key and _begins_words(key, choice.key)],
        [choice for choice in choices if key.isalpha() and key in choice.key],
    )
    found = next((reading for reading in readings if reading), [])
    if len(found) > 1:
        names = "; ".join(choice.name for choice in found[:SHOWN]) + ("…" if len(found) > SHOWN else "")
        raise Unclear(_("“%(text)s” có thể là: %(names)s.") % {"text": text.strip(), "names": names})
    if not found:
        raise Unclear(_("Không có “%(text)s” trong danh sách.") % {"text": text.strip()})
    return found[0]


def find_all(text: str, choices: Sequence[Choice]) -> list[Choice]:
    """Give all that `text` means: several are parted by ";" or ","; a name may hold a comma itself."""
    found: list[Choice] = []
    for part in re.split(r"[;\n]", text):
        if "," in part and not any(search_key(part) == choice.key for choice in choices):
            found += [find(piece, choices) for piece in part.split(",") if piece.strip()]
        elif part.strip():
            found.append(find(part, choices))
    return list(dict.fromkeys(found))


def _called(text: str, choices: Sequence[Choice], form: Callable[[str], str]) -> list[Choice]:
    """Those whose number or short name it is; then also those whose name ends with it, so that both are asked."""
    if not any(choice.is_code(text, form) or choice.is_called(text, form) for choice in choices):
        return []
    return [choice for choice in choices if choice.is_code(text, form) or choice.before(text, form)]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _begins_words(key: str, name: str) -> bool:
    """Whether each word typed begins a word of the name, in the same order; a number is typed whole."""
    words = iter(name.split())
    return all(any(word == part or (word.startswith(part) and not part.isdigit()) for word in words)
               for part in key.split())  # fmt: skip
