"""Sort and find Vietnamese names alike on every database, without its collations."""

from __future__ import annotations

import re
import unicodedata

TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng; ngang is 0
# Marked letters follow all words in the plain letter, so their second character is above "z". Space, hyphen and
# apostrophe come before digits and letters, in this order; the bare space is left for the end of the letters.
LETTERS = str.maketrans({"ă": "a{", "â": "a|", "đ": "d{", "ê": "e{", "ô": "o{", "ơ": "o|", "ư": "u{", " ": "!"})
SIGNS = str.maketrans({"-": '"', "–": '"', "'": "#", "’": "#"})


def sort_key(name: str) -> str:
    """Return printable ASCII whose byte order is the Vietnamese order of names.

    Letters decide first (a ă â b c d đ e ê …), then the tones of the syllables; numbers count as numbers.
    """
    syllables, tones = [], []
    for word in unicodedata.normalize("NFD", name.casefold()).split():
        tones.append(str(next((TONES[char] for char in word if char in TONES), 0)))
        syllables.append("".join(char for char in word if char not in TONES))
    letters = unicodedata.normalize("NFC", " ".join(syllables)).translate(LETTERS).translate(SIGNS)
    numbered = re.sub(r"[0-9]+", lambda m: f"{len(m[0].lstrip('0')):02}{m[0].lstrip('0')}", letters)
    return f"{numbered} {''.join(tones)}".encode("ascii", "ignore").decode()


def search_key(text: str) -> str:
    """Return lower-case ASCII words without diacritics or punctuation: "giao hieu" for "Giáo Hiệu"."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"[a-z0-9]+", letters))
