"""What stands on the first page of the admin site: tasks in the order in which an administrator meets them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Group:
    """A part of the page: its models by name, each with a note of what one does there."""

    key: str
    name: Promise
    models: dict[str, Promise]


GROUPS = (
    Group("units", _("Đơn vị và trụ sở"), {
        "province": _("Tên, mã, thời gian; hình thành từ đâu."),
        "commune": _("Tên, mã, thời gian; đơn vị trước và sau."),
        "station": _("Xã, phường nào có trụ sở, từ ngày nào."),
        "area": _("Gộp xã, phường thành khu vực; chuyển xã giữa các khu vực."),
        "district": _("Để tra số liệu trước 01/07/2025."),
    }),
    Group("accounts", _("Tài khoản và quyền"), {
        "user": _("Tạo, khóa tài khoản; cấp lại mật khẩu."),
        "grant": _("Ai làm vai trò gì, ở đâu, đến ngày nào; thu hồi."),
    }),
    Group("log", _("Danh mục của sổ ghi"), {
        "forcekind": _("Ai tham gia tuần tra."),
        "sessionform": _("Họp thôn, loa truyền thanh, mạng xã hội…"),
        "topic": _("Nội dung để chọn trong phiếu tuyên truyền."),
        "audience": _("Người nghe của buổi tuyên truyền."),
        "partnerorg": _("Cùng tổ chức buổi tuyên truyền."),
        "linkedmovement": _("Phong trào được lồng ghép."),
    }),
    Group("activities", _("Loại việc tự định nghĩa"), {
        "activitykind": _("Việc cần ghi thêm: hỏi gì, đếm gì, cho nơi nào."),
        "choicelist": _("Các mục để chọn hoặc để tách một số liệu."),
        "returnform": _("Số liệu báo cáo theo kỳ: hỏi số nào, của nơi nào, bao lâu một lần."),
    }),
    Group("weapons", _("Danh mục vũ khí, vật liệu"), {
        "itemkind": _("Loại, đơn vị tính, nhóm theo luật."),
        "itemrule": _("Mỗi loại tính vào chỉ tiêu nào."),
        "lawgroup": _("Nhóm của luật đang áp dụng và luật cũ."),
        "giftkind": _("Quà tặng người giao nộp."),
    }),
    Group("models", _("Mô hình"), {
        "modeltype": _("Loại mô hình, thiết bị, tổ đội; tên gọi khác; số liệu phải ghi."),
    }),
    Group("figures", _("Chỉ tiêu, kỳ, đợt"), {
        "indicator": _("Tên, đơn vị tính, thứ tự; thêm chỉ tiêu."),
        "period": _("Tháng báo cáo từ ngày 15 đến ngày 14."),
        "campaign": _("Thời gian, phạm vi, giai đoạn."),
    }),
    Group("trail", _("Nhật ký"), {
        "auditentry": _("Ai làm gì, lúc nào, trước và sau ra sao."),
    }),
)  # fmt: skip


NOTES = {name: note for group in GROUPS for name, note in group.models.items()}


def in_order(app: dict[str, Any]) -> dict[str, Any]:
    """An app of stock Django with its models noted, in the order of the first page."""
    seen = {model["object_name"].lower(): model for model in app["models"]}
    return app | {"models": [seen[name] | {"note": note} for name, note in NOTES.items() if name in seen]}


def grouped(apps: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The models that a person may see, in the shape in which stock Django hands over its apps."""
    seen = {model["object_name"].lower(): model for app in apps for model in app["models"]}
    shown = []
    for group in GROUPS:
        models = [seen[name] | {"note": note} for name, note in group.models.items() if name in seen]
        if models:
            address = f"{reverse('admin:index')}#{group.key}"
            shown.append({"name": group.name, "app_label": group.key, "app_url": address, "models": models})
    return shown
