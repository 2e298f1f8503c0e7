"""Read residential areas pasted one a line, from a letter, a chat or a column of a spreadsheet."""

import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communes.models import ResidentialArea
from communes.namesakes import FAMILY, HEROES, IN_FULL, NAMESAKES, UNITS
from communes.privacy import no_personal_data

Kind = ResidentialArea.Kind
LONGEST = 100
MOST = 300

# What stands before the name, longest first; a name without one gets that of the form.
PREFIXES = {
    "tổ dân phố": Kind.TO_DAN_PHO,
    "tổ nhân dân": Kind.KHAC,
    "khu dân cư": Kind.KHAC,
    "khu phố": Kind.KHAC,
    "tiểu khu": Kind.KHAC,
    "tdp": Kind.TO_DAN_PHO,
    "thôn": Kind.THON,
    "bản": Kind.BAN,
    "tổ": Kind.TO_DAN_PHO,
    "xóm": Kind.KHAC,
    "ấp": Kind.KHAC,
    "buôn": Kind.KHAC,
    "bon": Kind.KHAC,
    "plei": Kind.KHAC,
    "làng": Kind.KHAC,
    "khối": Kind.KHAC,
    "khóm": Kind.KHAC,
    "khu": Kind.KHAC,
    "phố": Kind.KHAC,
}
WRITTEN = {"tdp": "Tổ dân phố"}
NUMBERING = re.compile(r"^(?:[-–*•+]|[0-9]{1,3}\s*[.)/\-\t])\s*")
PLACE = "(?:thôn|bản|xóm|ấp|tổ|khu|khối)"
ROLE = re.compile(
    rf"\b(?:{PLACE} (?:trưởng|phó)|(?:trưởng|phó) {PLACE}|bí thư|đ/c|đồng chí|sđt|điện thoại|cccd|cmnd)\b",
    re.IGNORECASE,
)
# Given names in full; villages are named after heroes, but then the kind stands before.
PERSON = re.compile(r"^(?:(?:ông|bà|anh|chị) \w|\w+ (?:\w+ )?(?:văn|thị) \w)", re.IGNORECASE)
# Without a kind before it, three words that begin with a family name are a person.
FULL_NAME = re.compile(rf"^{FAMILY}(?: [^\W\d_]+){{2,3}}$", re.IGNORECASE)
# Behind a kind: family name, văn or thị, given name, wherever they stand; a title before a family name. Titles in small
# letters tell people from places, which are written with capitals ("Ấp Bà Chiêm").
NAMED_PERSON = re.compile(
    rf"\b(?:{FAMILY} (?:\w+ )?(?:văn|thị) \w|(?:ông|bà|anh|chị|cô|chú) {FAMILY} \w)", re.IGNORECASE
)
TITLED = re.compile(r"\b(?:ông|bà|anh|chị|cô|chú) \w")
# Behind a dash or a comma stands another name of the place, or somebody.
BEHIND = re.compile(rf"[-–,]\s*{IN_FULL}\s*(?:$|[-–,])")
ALLOWED = re.compile(r"^[\w\s.,\-–/'’]+$")


@dataclass(frozen=True)
class Named:
    """A residential area as it will be stored."""

    name: str
    kind: Kind

    @property
    def key(self) -> str:
        """What makes two of them one: the name, however its letters are cased."""
        return self.name.casefold()


@dataclass(frozen=True)
class Refused:
    """A line that cannot be a residential area, and why."""

    number: int
    text: str
    reason: str


def read_lines(text: str, prefix: str) -> tuple[list[Named], list[Refused], list[str]]:
    """Give the areas in order, the refused lines, and the names that came more than once."""
    named: dict[str, Named] = {}
    refused, repeated = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        plain = tidy(line)
        if not plain:
            continue
        try:
            area = name_of(plain, prefix)
        except ValidationError as problem:
            refused.append(Refused(number, plain, problem.messages[0]))
            continue
        if area.key in named:
            repeated.append(area.name)
        named.setdefault(area.key, area)
    return list(named.values()), refused, repeated


def tidy(line: str) -> str:
    """Composed, without numbering and needless spaces; the cells of a row become words of a line."""
    return " ".join(NUMBERING.sub("", unicodedata.normalize("NFC", line).strip()).split()).strip(" ,;.")


def name_of(plain: str, prefix: str) -> Named:
    """The kind and the full name of a line; raises ValidationError."""
    no_personal_data(plain)
    if ROLE.search(plain):
        raise ValidationError(_("Chỉ ghi tên thôn, bản, tổ; không ghi tên và chức danh người."))
    if not ALLOWED.match(plain):
        raise ValidationError(_("Tên chỉ gồm chữ, số và dấu cách."))
    found = next(
        (word for word in PREFIXES if plain.casefold() == word or plain.casefold().startswith(f"{word} ")), None
    )
    if found is None:
        if PERSON.match(plain) or FULL_NAME.match(plain) or names_person(plain):
            raise ValidationError(_("Giống tên người: chỉ ghi tên thôn, bản, tổ."))
        return checked(f"{prefix} {plain}", PREFIXES[prefix.casefold()])
    rest = plain[len(found) :].strip()
    if not rest:
        raise ValidationError(_("Thiếu tên sau “%(kind)s”.") % {"kind": plain})
    if names_person(rest):
        raise ValidationError(_("Giống tên người: chỉ ghi tên thôn, bản, tổ."))
    written = WRITTEN.get(found, found.capitalize())
    return checked(f"{written} {rest}", PREFIXES[found])


def names_person(rest: str) -> bool:
    """Whether a person is named, and none after whom places are."""
    others = HEROES.sub("", rest)
    places = NAMESAKES.sub("", UNITS.sub("", others))
    return bool(NAMED_PERSON.search(others) or TITLED.search(others) or BEHIND.search(places))


def checked(name: str, kind: Kind) -> Named:
    if len(name) > LONGEST:
        raise ValidationError(_("Tên dài quá %(longest)s ký tự.") % {"longest": LONGEST})
    return Named(name, kind)
