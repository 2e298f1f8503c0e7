"""Family names, and after whom places and schools are named: what tells a person from a place."""

import re
from collections.abc import Iterable, Iterator

from communes.vietnamese import search_key

# All of them: the one list. Behind a name stands where else it is looked for; without marks many are another word:
# p in the number of a paper without its marks, s in a sentence without its marks, b with them before "văn" or "thị",
# l begins names of lakes when it stands before others. "!" is looked for nowhere else: it begins names of places.
_LISTED = (
    "âu bàn bế/p bùi/ps cầm cao/!p chu/p đàm/p đặng/ps điêu đinh/ps đỗ/p đoàn/ps dương/ps giàng/p hà/p hầu hồ/pl"
    " hoàng/ps hứa/!psb huỳnh/ps la/p lã/!b lâm/p lê/ps lò/p lộc lục lương/ps lường lưu/p lý/p ma/p mạc mai/p ngô/p"
    " ngọc nguyễn/ps nông/ps phạm/ps phan/ps phùng/p quàng quan/p sầm sằm sùng/p tạ/p thào/p tô/p tống tráng trần/ps"
    " triệu/ps trịnh/ps trương/ps vàng/p vi/p võ/ps vũ/ps vương"
)
_WHERE = {name: where for name, _, where in (one.partition("/") for one in _LISTED.split())}
FAMILY_NAMES = tuple(name for name, where in _WHERE.items() if "!" not in where)


def _either(names: Iterable[str]) -> str:
    return f"(?:{'|'.join(dict.fromkeys(names))})"


def _bare(sign: str) -> Iterator[str]:
    return (search_key(name) for name, where in _WHERE.items() if sign in where)


# Of regular expressions.
FAMILY = _either(FAMILY_NAMES)
FAMILY_BETWEEN = _either(name for name, where in _WHERE.items() if "!" not in where or "b" in where)
BARE_IN_PAPERS, BARE = _either(_bare("p")), _either(_bare("s"))
# Letters that are capitals: À-Ỹ would take small ones too.
CAPITAL = f"[A-ZĐ{''.join(sign for sign in map(chr, range(0xC0, 0x1EFA)) if sign.isupper())}]"
# A family name and two or three others, all with capitals; what begins with a province or wishes for peace is no name.
IN_FULL = (
    r"(?!Hà (?:Đông|Giang|Nam|Nội|Tiên|Tĩnh)\b|Lâm Đồng\b"
    r"|[^-–,]*\b(?:An Toàn|Bình Yên|Đoàn Kết|Tự Quản|Văn Minh|Xanh)\b)"
    rf"{_either(name.capitalize() for name in FAMILY_NAMES if 'l' not in _WHERE[name])}"
    rf"(?:\s+{CAPITAL}[^\W\d_]*){{2,3}}"
)
# After whom places are named.
HEROES = re.compile(
    r"\b(?:bùi thị xuân|chu văn an|đặng văn ngữ|đoàn thị điểm|huỳnh văn bánh|lê văn thiêm|lê văn thịnh|nguyễn văn siêu"
    r"|nguyễn văn thoại|phan văn trị|hà thị quế|hoàng văn thái|hoàng văn thụ|lê văn duyệt|lê văn hưu"
    r"|lê văn lương|lê văn sỹ|lê văn tám"
    r"|lê thị hồng gấm|lê thị riêng|lương văn can|lương văn tri|lý văn lâm|mạc thị bưởi|nguyễn thị định"
    r"|nguyễn thị minh khai|nguyễn thị thập|nguyễn văn cừ|nguyễn văn huyên|nguyễn văn linh|nguyễn văn tố"
    r"|nguyễn văn trỗi|phạm văn đồng|trần thị lý|trần văn giàu|trần văn ơn|trần văn thời|võ thị sáu|võ văn kiệt"
    r"|võ văn tần|phùng thị chính|bế văn đàn|la văn cầu)\b",
    re.IGNORECASE,
)
# Units that are called as people are. A capital behind makes another name of it: Bà Gia Hân, Nguyễn Nghiêm Trang.
UNITS = re.compile(
    r"\b(?:(?-i:Bà Gia|Bà Nà|Bà Rịa(?: Vũng Tàu)?|Bà Điểm|Ông Đình)|cầu ông lãnh|đảo cô tô"
    r"|đinh văn lâm hà|hồ thị kỷ|nguyễn văn thảnh|phạm văn cội|phạm văn hai"
    r"|bùi hữu nghĩa|bùi la nhân|hoàng su phì|hoàng thu phố|huỳnh hữu nghĩa|lê minh xuân|lê ích mộc"
    r"|nguyễn (?:huân|nghiêm|phích|việt khái|úy|đại năng)"
    r"|bàn tân định|dương (?:hồng thủy|xuân hội)|đinh trang (?:hòa|thượng)|giàng chu phìn|la p[aá]n tẩn|lâm trung thủy"
    r"|lục sĩ thành|lương (?:an trà|hòa (?:a|lạc)|thế trân)|lưu (?:nghiệp anh|vĩnh sơn)|ma (?:đa guôi|li pho|thì hồ)"
    r"|quan hồ thẩn|tạ an khương(?: nam| đông)?|thào chư phìn|trương quang trọng|vàng ma chải"
    r"|phan (?:ngọc hiển|rí cửa|rí thành|si păng|sào nam)|phạm (?:sư mạnh|đình hổ)|trần thành ngọ)"
    rf"\b(?!\s+(?-i:{CAPITAL}))",
    re.IGNORECASE,
)
# The others after whom schools, streets and wards are named.
NAMESAKES = re.compile(
    r"\b(?:nguyễn (?:ái quốc|an ninh|bá ngọc|bỉnh khiêm|chí thanh|công trứ|cư trinh|du|đình chiểu|huệ|hữu cảnh"
    r"|khuyến|lương bằng|phong sắc|thái học|thái bình|thiện thuật|thượng hiền|tất thành|trãi"
    r"|tri phương|trung trực|viết xuân)"
    r"|trần (?:hưng đạo|quốc toản|nhân tông|nhật duật|quang diệu|quang khải|đăng ninh|đại nghĩa|khánh dư|nguyên hãn)"
    r"|lê (?:hồng phong|quý đôn|đại hành|thánh tông|thanh nghị|hữu trác)"
    r"|phan (?:đình phùng|đình giót|bội châu|chu trinh)"
    r"|hoàng (?:hoa thám|quốc việt|diệu)|võ (?:nguyên giáp)|phạm (?:hồng thái|ngũ lão|ngọc thạch)"
    r"|đặng (?:thùy trâm|dung)"
    r"|bùi (?:bằng đoàn|quang chiêu|xuân phái)|đinh (?:bộ lĩnh|công tráng|tiên hoàng)|đoàn (?:thanh niên|trần nghiệp)"
    r"|dương (?:minh châu|quảng hàm|tự minh)|hà huy (?:giáp|tập)|hoàng ngân|huỳnh thúc kháng|lâm hoành"
    r"|lương (?:định của|khánh thiện|ngọc quyến|thế vinh)|lưu (?:nhân chú|trọng lư|hữu phước)"
    r"|lý (?:chính thắng|công uẩn|nam đế|thái tổ|thường kiệt|tự trọng)|mạc đĩnh chi|phùng (?:chí kiên|hưng)"
    r"|tô (?:hiến thành|ngọc vân|vĩnh diện)|tống duy tân|triệu (?:quang phục|quốc đạt|việt vương)"
    r"|trịnh hoài đức|vũ (?:trọng phụng|xuân thiều)"
    r"|ngô (?:gia tự|thì nhậm|sĩ liên)|hai bà trưng|bà (?:triệu|huyện thanh quan)|ông ích khiêm)\b",
    re.IGNORECASE,
)
