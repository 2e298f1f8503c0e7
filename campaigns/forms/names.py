"""No names of people: what the number of a paper never needs."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communes.namesakes import (
    BARE,
    BARE_IN_PAPERS,
    CAPITAL,
    FAMILY,
    FAMILY_BETWEEN,
    FAMILY_NAMES,
    HEROES,
    IN_FULL,
    NAMESAKES,
    UNITS,
)
from communes.privacy import no_personal_data
from communes.vietnamese import search_key

A_NAME = _("Chỉ ghi số của biên bản, không ghi tên người.")
# Words that papers carry in full. What is left of "BB-CôngAnXã" names nobody.
OF_PAPERS = re.compile(
    r"(?<!\w)số(?!\w)|biên[\W_]*bản|công[\W_]*an|ủy[\W_]*ban|tiếp[\W_]*nhận|giao[\W_]*nộp|thu[\W_]*hồi|thu[\W_]*giữ|vũ[\W_]*khí"
    r"|thị[\W_]*trấn|phường|đặc[\W_]*khu|xã|tết[\W_]*nguyên[\W_]*đán|bản[\W_]*sao|(?<!\w)(?:súng|kho|thôn|trưởng)(?!\w)"
    # Words that count: quyển 2, đợt 1, tháng 3.
    r"|(?<!\w)(?:quyển|tờ|sổ|mẫu|lần|đợt|quý|năm|tháng|ngày|bản|tổ|đội|cụm|khu|xóm|khối|ấp)(?=[\W_]*(?:số[\W_]*)?\d)",
    re.IGNORECASE,
)
# Whom one speaks of: "ông A" needs no name to be somebody.
SPOKEN_OF = re.compile(r"(?<!\w)(?:ông|bà|đồng[\W_]*chí|đ/c)[\W_]+\w", re.IGNORECASE)
# Places that are called so: tỉnh Bà Rịa – Vũng Tàu, xã Bà Điểm.
SPOKEN_PLACE = re.compile(
    r"(?<!\w)(?:tỉnh|thành[\W_]+phố|thị[\W_]+xã|thị[\W_]+trấn|huyện|quận|xã|phường|đặc[\W_]+khu)\s+"
    r"(?:Ông|Bà)(?=\s+[^\W\d_])"
)
# A syllable as names are made of: Nguyễn, An, Thị. "Bb", "Qd" and "Cax" are none.
ENDS = "(?:ch|nh|ng|[cmnpt])?"
SYLLABLE = re.compile(rf"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{{1,3}}{ENDS}")
# Abbreviations that could be syllables: Công an, xã, Công an phường.
ABBREVIATED = {"ca", "xa", "cap"}
# Family names, then the word between that tells men from women, however it is written: nguyenvanan, NGUYỄN-VĂN-AN.
# Apart, a word that only begins so is no word between: Lương Thịnh, Lê Vang.
IN_PAPERS = re.compile(
    rf"(?:^|\s){BARE_IN_PAPERS}(?:(?:van|thi)\s?|\s(?!{SYLLABLE.pattern}\b)(?:van|thi)|\s(?:van|thi)\s)[a-z]"
    r"|(?:^|\s)nguyen\s?[a-z]{2}"
)
# In a sentence the marks tell: "đô thị", "là văn bản" are none. Without marks, what is hardly another word.
BETWEEN = "(?:văn|thị|van|thi)"
SENTENCE = re.compile(
    rf"\b(?:{FAMILY_BETWEEN}|{BARE})(?:{BETWEEN}|\s{BETWEEN}\s)\w"
    r"|\bnguyễn\s?\w{2}|\bnguyen\s?(?!(?:nhan|tac|dan|lieu|trang|ven)\b)\w{2}",
    re.IGNORECASE,
)
# Words that begin like a family name: quản lý văn bản, nâng cao văn hóa, xử lý thị trường.
ORDINARY = re.compile(
    r"\b(?i:lý|cao|hồ|mai|bàn|la|vi|ngọc|dương|hà|quan) "
    r"(?:văn (?:hóa|hoá|bản|minh|phòng|nghệ|học|kiện|thư|thể)|thị (?:xã|trấn|trường|chính|sát)|thi hành)\b"
    # Typed without marks: đang vận động, trường văn hóa, quy trình vận hành. Few are given names, too.
    r"|\b(?i:dang|duong|truong|nong|doan|vu|trinh|quan|chu|ma|la) "
    r"(?:van (?:dong|hoa|minh|ban|phong|nghe|chuyen|hanh|hoc|kien|thu|su|the)|thi (?:xa|tran|truong|chinh|sat|dua))\b"
    r"|\b(?i:le|phan|luong|vo) (?:van (?:ban|nghe|chuyen)|thi (?:xa|tran|truong|dua))\b"
    r"|\b(?i:dang|quan) thi hanh\b"
)
# Those that nobody has in mind: bà con, bà mẹ, ông bà.
KIN = re.compile(rf"\b(?:ông\W+bà(?!\s+(?-i:{CAPITAL}))|bà\s+(?:con|mẹ|nội|ngoại)\b)", re.IGNORECASE)
CLAN = re.compile(rf"\bhọ\s+{FAMILY}\b(?!\s+(?-i:{CAPITAL}))", re.IGNORECASE)
# In small letters before a capital: anh Hòa, cô Lan.
TITLED = re.compile(rf"\b(?:anh|chị|cô|chú|bác|cụ)\s+{CAPITAL}")
# A school, a street or a place may be called so, but for the word between.
PUBLIC = re.compile(
    r"\b(?:(?:trường|thpt|thcs|tiểu học|mầm non|mẫu giáo|đường|phố|tuyến|ngõ|phường|xã|công viên|quảng trường|chợ)\s+)+"
    rf"(?-i:Nguyễn(?:\s+(?!Văn\b|Thị\b){CAPITAL}\w*){{1,3}})",
    re.IGNORECASE,
)
# A name and nothing else, also behind a dash or a comma; whose house or household it is.
NAME = rf"(?:\s+{CAPITAL}[^\W\d_]*)"
CALLED = re.compile(
    rf"(?:^|[-–,(]|\b[Hh]ộ(?=\s))\s*{IN_FULL}\s*(?:$|[-–,)])"
    rf"|\b[Nn]hà\s+(?:{'|'.join(one.capitalize() for one in FAMILY_NAMES)}){NAME}"
)
# Nothing but a number and a given name: 12 Hoa. With more around it, a word may be a place of one syllable.
ALONE = re.compile(r"[\W\d_]*([^\W\d_]+)[\W\d_]*")
# Initials with the word between (văn, thị) behind the number of a paper: 12/BB-CAX NTH.
INITIALS = re.compile(r"[/\-][^\W\d_]\S*\s+[A-ZĐ][VT][A-ZĐ]\s*\Z")


def names_nobody(text: str, *, places: Iterable[str] = ()) -> None:
    """Refuse what is plainly the name of a person; `places` may stand in it.

    A place of one syllable may stand beside a number, and is a name beside a family name: 12 Huế, 12 Nguyễn Huế.
    """
    rest, known = unicodedata.normalize("NFC", text), list(places)
    short = {place.casefold() for place in known if " " not in place}
    for place in sorted(known, key=len, reverse=True):
        if place.casefold() in short:
            continue
        rest = re.sub(r"[\W_]*".join(map(re.escape, place.split())), " ", rest, flags=re.IGNORECASE)
    rest = OF_PAPERS.sub(" ", rest)
    words = {search_key(word) for word in _capitalised(rest)} - ABBREVIATED
    named = [word for word in words if SYLLABLE.fullmatch(word)]
    only = ALONE.fullmatch(rest.strip())
    alone = bool(named) and only is not None and only[1].casefold() not in short and " " in text.strip()
    if len(named) > 1 or alone or INITIALS.search(rest) or SPOKEN_OF.search(rest) or IN_PAPERS.search(search_key(rest)):
        raise ValidationError(A_NAME, code="name")


def speaks_of_nobody(text: str) -> None:
    """The same of a sentence, where places have names: refuse whom one speaks of, and names in full."""
    if _speaks_of_somebody(text):
        raise ValidationError(_("Ghi việc, không ghi tên người."), code="name")


def calls_nobody(text: str) -> None:
    """The same of a name or a unit: what is called so, "trường Nguyễn Du", and never whose it is."""
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    if _speaks_of_somebody(text) or CALLED.search(NAMESAKES.sub(" ", UNITS.sub(" ", HEROES.sub(" ", composed)))):
        raise ValidationError(_("Không ghi tên người."), code="name")


def no_person(text: str) -> None:
    """What every field of free words asks: no name of a person, no number of one."""
    no_personal_data(text)
    calls_nobody(text)


def _speaks_of_somebody(text: str) -> bool:
    parted = re.sub(r"\s+", " ", "".join(_parted(unicodedata.normalize("NFC", text))))
    called = KIN.sub(" ", NAMESAKES.sub(" ", UNITS.sub(" ", SPOKEN_PLACE.sub(" ", parted))))
    if SPOKEN_OF.search(called) or TITLED.search(called):
        return True
    return bool(SENTENCE.search(PUBLIC.sub(" ", ORDINARY.sub(" ", CLAN.sub(" ", HEROES.sub(" ", called))))))


def _parted(text: str) -> Iterable[str]:
    """Words that run together become words: NguyễnVănAn."""
    return (f" {sign}" if sign.isupper() and before.islower() else sign for before, sign in pairwise(f" {text}"))


def _capitalised(text: str) -> list[str]:
    """Words of a capital and small letters, also where they run together."""
    parted = "".join(f" {sign}" if sign.isupper() else sign for sign in text)
    return [word for word in re.findall(r"[^\W\d_]+", parted) if len(word) > 1]
