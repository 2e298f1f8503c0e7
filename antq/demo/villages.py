"""Names of residential areas. Those of the articles are real; the rest are invented in the manner of the region."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from antq.demo.chance import Chance, shuffled
from communes.models import Kind, ResidentialArea

# Tày and Nùng names of the hills, by their first word.
HILLS = {
    "Nà": "Lìn Coóc Phầy Đon Hin Chang Kéo Lồm Vài Mò Tấu Pục Giảo Lẹng Ngoà Sang Hoi Đông",
    "Bản": "Chang Mới Cám Duồm Lạn Nghè Pjạc Sao Hon Khén Vèn Tàn Giềng Lùng Cào",
    "Khuổi": "Slao Đăm Khún Bốc Mạn Thung Luông Tấy Ún Lặng Cụ Pài",
    "Pác": "Nghiên Cốp Liển Chang Phai Châm Ngòi Bó",
    "Lũng": "Vài Cháng Mò Pán Luông Phặc Siên Khoang",
    "Cốc": "Phường Lùng Nọt Xả Mòn Keng Thốc Diển",
    "Phja": "Đăm Khao Chang Mạ Bủng Luông",
    "Nặm": "Đăm Dắt Lìn Mây Lẻng Tốc",
    "Khau": "Vai Phạ Slôm Cưởm Lịa Tớn",
    "Tổng": "Ngay Chảo Kẻng Mu Dùng",
    "Thôm": "Mò Toòng Khoan Thoi Pả",
    "Kéo": "Pjàn Nàng Sáng Lỷ",
}
# Names of the lower land around Thái Nguyên, where a village is called "xóm".
PLAIN = {
    "Đồng": "Tâm Chằm Bòng Đình Hòa Mỏ Rôm Ngõ Quan Vung Sầm Dài Lạnh",
    "Làng": "Hin Chanh Bầng Giai Phan Cà Đảng Muông Thượng Hạ",
    "Cây": "Thị Xanh Sấu Hồng Đa Vải Trám",
    "Gốc": "Gạo Sữa Thị Vải Mít",
    "Ao": "Sen Rôm Đình Then Vàng",
    "Trại": "Giữa Mới Cau Vải Điện Gião",
    "Đầm": "Mây Sen Ban Diềm Làng",
    "Cầu": "Trà Đá Mành Gáo Muối",
    "Núi": "Chùa Tiện Hột Phấn",
    "Soi": "Mít Vàng Chiễn Hồng",
    "Phú": "Thịnh Sơn Lợi Hải Minh Thái Xuân",
    "Tân": "Tiến Lập Sơn Bình Hòa Thành Ấp Long",
    "Bình": "Minh Xuân Định Sơn Hương Lâm",
    "Đoàn": "Kết Lâm Thắng",
}
# Named in the articles, so real; and villages that the demonstration tells stories about.
REAL = {"02047-2000": ("Nà Cà", "Bản Liên", "Nà Mền", "Bản Bây")}
CHOSEN = {"01870-2000": ("Nà Muồng", "Khuổi Lè", "Nặm Cắm")}
COUNTS = {"02047-2000": 10, "01843-2000": 12}  # as the articles count them
OLD_BAC_KAN, OLD_THAI_NGUYEN, CAO_BANG, LANG_SON = "06", "19", "04", "20"


@dataclass(frozen=True)
class Village:
    name: str
    kind: ResidentialArea.Kind
    real: bool


@dataclass(frozen=True)
class Commune:
    """What the names of its villages depend on."""

    slug: str
    kind: str
    province: str


def villages_of(predecessors: Sequence[Commune]) -> Iterator[tuple[str, list[Village]]]:
    """Name the villages of communes that became one, by commune; no name comes twice among them."""
    fixed = {name for names in (*REAL.values(), *CHOSEN.values()) for name in names}
    pools: dict[str, list[str]] = {}
    for commune in predecessors:
        kind = "hills" if commune.province in {OLD_BAC_KAN, CAO_BANG, LANG_SON} else "plain"
        if kind not in pools:
            words = HILLS if kind == "hills" else PLAIN
            names = [f"{first} {second}" for first, rest in words.items() for second in rest.split()]
            pools[kind] = [name for name in shuffled(names, "villages", predecessors[0].slug) if name not in fixed]
        yield commune.slug, list(_villages(commune, pools[kind]))


def _villages(commune: Commune, pool: list[str]) -> Iterator[Village]:
    count = COUNTS.get(commune.slug) or Chance("villages", commune.slug).between(5, 12)
    if commune.kind in {Kind.PHUONG, Kind.THI_TRAN}:
        for number in range(1, count + 1):
            yield Village(f"Tổ dân phố {number}", ResidentialArea.Kind.TO_DAN_PHO, real=False)
        return
    word = "Xóm" if commune.province in {OLD_THAI_NGUYEN, CAO_BANG} else "Thôn"
    real, chosen = REAL.get(commune.slug, ()), CHOSEN.get(commune.slug, ())
    invented = [pool.pop() for _ in range(count - len(real) - len(chosen))]
    for name in (*real, *chosen, *invented):
        yield Village(f"{word} {name}", ResidentialArea.Kind.THON, real=name in real)
