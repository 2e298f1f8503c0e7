"""The types of the source articles and of the trade, an administrator's data from then on, with their figures.

Figures that the catalogue had already are claimed; the others are new. Stocks take the next free slot of their own
blocks, flows that of theirs, whatever other migrations took before.
"""

import re
import unicodedata
from datetime import date

from django.db import migrations
from django.db.models import Max

ALWAYS = date(2000, 1, 1)
LAW_30 = date(2024, 7, 1)  # grassroots security teams
STOCK_SLOTS = 16_000
PRESENCE = "model_registers"
MODEL, TEAM, POINT, HOUSEHOLD = ("mô hình", "models"), ("tổ", "teams"), ("điểm", "points"), ("hộ", "households")
PERSON, CLUSTER = ("người", "members"), ("cụm", "clusters")


def stock(key, name_vi, name_en, unit, decimals=0):
    return {
        "key": key,
        "aggregation": "last",
        "name_vi": name_vi,
        "name_en": name_en,
        "unit": unit,
        "decimals": decimals,
    }


def models(key, name_vi, name_en):
    """Instances in use."""
    return stock(f"{key}_models_active", f"Mô hình “{name_vi}”", f"“{name_en}” models", MODEL)


# Figures that belong to no type.
OF_ALL = [
    (stock(PRESENCE, "Đơn vị đã lập sổ mô hình", "Units that keep a register of models", ("đơn vị", "units")), PRESENCE),
    (stock("security_clusters_joined", "Tham gia cụm an ninh liên hoàn", "Security clusters joined", CLUSTER), "models"),
    ({"key": "self_mgmt_models_active"}, "models"),
    ({"key": "self_mgmt_models_new"}, "models"),
    ({"key": "movement_models_active"}, "models"),
]  # fmt: skip

# key, names, group, self-management, figures, measures (short names, figure, place of the whole, decimals), aliases, other fields
TYPES = [
    (
        "security_camera", "Camera an ninh", "Security cameras", "model", True,
        {"in_use": models("security_camera", "Camera an ninh", "Security cameras")},
        [
            ("Điểm lắp", "Points", {"key": "camera_points_active"}, None),
            ("Thiết bị", "Devices", {"key": "cameras_active"}, None),
            ("Đang hoạt động", "Working", stock("cameras_working", "Camera an ninh đang hoạt động", "Security cameras that work", ("thiết bị", "devices")), 2),
        ],
        ["Camera giám sát an ninh", "Mắt thần an ninh", "Camera với an ninh trật tự"], {},
    ),
    (
        "security_lighting", "Ánh sáng an ninh", "Security lighting", "model", True,
        {"in_use": models("security_lighting", "Ánh sáng an ninh", "Security lighting"), "places": "lighting_villages"},
        [
            ("Bóng đèn", "Lamps", stock("security_lamps", "Bóng đèn của mô hình Ánh sáng an ninh", "Lamps of security lighting", ("bóng", "lamps")), None),
            ("Đang sáng", "Working", stock("security_lamps_working", "Bóng đèn Ánh sáng an ninh đang sáng", "Lamps of security lighting that work", ("bóng", "lamps")), 1),
            ("Đường được chiếu sáng", "Lit road", stock("lit_road_km", "Đường được chiếu sáng", "Lit roads", ("km", "km")), None, 2),
        ],
        ["Điện thắp sáng đường quê", "Thắp sáng đường quê", "Thắp sáng an ninh", "Điện thắp sáng"], {},
    ),
    (
        "safe_household", "Hộ an toàn – tổ dân phố bình yên", "Safe households", "model", True,
        {"in_use": models("safe_household", "Hộ an toàn", "Safe household"), "places": "safe_household_groups"},
        [("Hộ tham gia", "Households", stock("safe_households", "Hộ tham gia mô hình Hộ an toàn", "Households in safe household models", HOUSEHOLD), None)],
        ["Hộ an toàn, thôn, tổ bình yên", "Hộ an toàn", "Tổ dân phố bình yên", "Thôn bình yên", "Khu dân cư an toàn"], {},
    ),
    (
        "self_mgmt_group", "Tổ tự quản về an ninh, trật tự", "Self-management groups", "model", True,
        {"in_use": {"key": "self_mgmt_groups_active"}},
        [("Thành viên", "Members", stock("self_mgmt_group_members", "Thành viên tổ tự quản", "Members of self-management groups", PERSON), None)],
        ["Tổ tự quản về ANTT", "Tổ tự quản"], {},
    ),
    (
        "interfamily_fire_group", "Tổ liên gia an toàn PCCC", "Inter-family fire safety groups", "model", True,
        {
            "in_use": stock("interfamily_fire_groups_active", "Tổ liên gia an toàn PCCC", "Inter-family fire safety groups", TEAM),
            "new": "interfamily_fire_groups_new",
        },
        [("Hộ tham gia", "Households", stock("interfamily_fire_households", "Hộ tham gia Tổ liên gia an toàn PCCC", "Households in inter-family fire safety groups", HOUSEHOLD), None)],
        ["Tổ liên gia PCCC", "Tổ liên gia an toàn phòng cháy, chữa cháy", "Tổ liên gia"], {},
    ),
    (
        "farmers_branch", "Chi hội nông dân bảo đảm an ninh, trật tự", "Farmers' branches for security", "model", True,
        {"in_use": models("farmers_branch", "Chi hội nông dân", "Farmers' branch"), "new": "farmers_branch_models_new"},
        [("Hội viên", "Members", stock("farmers_branch_members", "Hội viên mô hình Chi hội nông dân", "Members of farmers' branch models", PERSON), None)],
        ["Chi hội nông dân", "Chi hội nông dân trong công tác đảm bảo ANTT"], {},
    ),
    (
        "youth_security_team", "Đội An ninh măng non", "Youth security teams", "model", True,
        {"in_use": {"key": "youth_security_teams_active"}},
        [("Đội viên", "Members", stock("youth_security_team_members", "Đội viên Đội An ninh măng non", "Members of youth security teams", PERSON), None)],
        ["An ninh măng non"], {},
    ),
    (
        "volunteer_social_team", "Đội công tác xã hội tình nguyện", "Volunteer social work teams", "model", True,
        {"in_use": {"key": "volunteer_social_teams_active"}},
        [("Thành viên", "Members", stock("volunteer_social_team_members", "Thành viên Đội công tác xã hội tình nguyện", "Members of volunteer social work teams", PERSON), None)],
        [], {},
    ),
    (
        "security_cluster", "Cụm an ninh liên hoàn", "Security clusters", "model", True,
        {"in_use": stock("security_clusters_active", "Cụm an ninh liên hoàn", "Security clusters", CLUSTER)},
        [], ["Cụm liên hoàn an ninh", "Cụm an ninh giáp ranh"], {"across": True},
    ),
    (
        "gift_for_weapon", "Đổi quà lấy súng", "Gifts for weapons", "model", True,
        {"in_use": models("gift_for_weapon", "Đổi quà lấy súng", "Gifts for weapons")},
        [("Điểm tiếp nhận", "Reception points", stock("gift_for_weapon_points", "Điểm tiếp nhận “Đổi quà lấy súng”", "Reception points of gifts for weapons", POINT), None)],
        ["Đổi súng lấy quà", "Đổi vũ khí lấy quà"], {},
    ),
    (
        "skilled_mass_mobilisation", "Dân vận khéo", "Skilful mass mobilisation", "model", False,
        {"in_use": {"key": "dan_van_kheo_models_active"}},
        [], ["Dân vận khéo trong đảm bảo ANTT"], {},
    ),
    (
        "reintegration", "Tái hòa nhập cộng đồng", "Reintegration", "model", False,
        {"in_use": models("reintegration", "Tái hòa nhập cộng đồng", "Reintegration")},
        # Off until an administrator turns it on; no names ever.
        [], [], {"named": False, "active": False},
    ),
    (
        "security_bulletin_board", "Bản tin an ninh, trật tự", "Security bulletin boards", "equipment", False,
        {
            "in_use": stock("bulletin_boards_active", "Điểm bản tin an ninh, trật tự", "Sites of security bulletin boards", POINT),
            "places": "bulletin_board_villages",
        },
        [("Bảng tin", "Boards", stock("bulletin_boards", "Bảng tin an ninh, trật tự", "Security bulletin boards", ("bảng", "boards")), None)],
        ["Bản tin ANTT", "Bảng tin an ninh"], {},
    ),
    (
        "public_fire_point", "Điểm chữa cháy công cộng", "Public fire points", "equipment", False,
        {
            "in_use": stock("public_fire_points_active", "Điểm chữa cháy công cộng", "Public fire points", POINT),
            "new": "public_fire_points_new",
        },
        [], ["Điểm chữa cháy"], {},
    ),
    (
        "peoples_security_group", "Tổ an ninh nhân dân", "People's security groups", "force", False,
        {"in_use": stock("peoples_security_groups_active", "Tổ an ninh nhân dân", "People's security groups", TEAM)},
        [("Thành viên", "Members", stock("peoples_security_group_members", "Thành viên Tổ an ninh nhân dân", "Members of people's security groups", PERSON), None)],
        ["Tổ ANND"], {},
    ),
    (
        "mediation_group", "Tổ hòa giải", "Mediation groups", "force", False,
        {"in_use": {"key": "mediation_groups_active"}},
        [("Thành viên", "Members", stock("mediation_group_members", "Thành viên tổ hòa giải", "Members of mediation groups", PERSON), None)],
        ["Tổ hòa giải ở cơ sở"], {"named": False},
    ),
    (
        "grassroots_security_team", "Tổ bảo vệ an ninh, trật tự ở cơ sở", "Grassroots security teams", "force", False,
        {"in_use": {"key": "antt_teams_active"}},
        [("Thành viên", "Members", {"key": "antt_team_members"}, None)],
        ["Tổ bảo vệ ANTT", "Tổ bảo vệ ANTT ở cơ sở", "Lực lượng tham gia bảo vệ ANTT ở cơ sở"], {"valid_from": LAW_30},
    ),
]  # fmt: skip


class Figures:
    """Claims figures of the catalogue for what counts them, and makes those that it lacks."""

    def __init__(self, apps):
        self.model = apps.get_model("rollups", "Indicator")

    def next_slot(self, aggregation):
        last = self.model.objects.aggregate(slot=Max("slot"))["slot"]
        if aggregation == "last":
            return max(last + 1, STOCK_SLOTS)
        return self.model.objects.filter(slot__lt=STOCK_SLOTS).aggregate(slot=Max("slot"))["slot"] + 1

    def claim(self, told, fed_by):
        figure = self.model.objects.filter(key=told["key"]).first() or self.made(told)
        figure.fed_by = fed_by
        if figure.slot is None and figure.aggregation in {"sum", "last"}:
            figure.slot = self.next_slot(figure.aggregation)
        if figure.key != PRESENCE:
            figure.presence = self.model.objects.get(key=PRESENCE)
        figure.save()
        return figure

    def made(self, told):
        unit_vi, unit_en = told["unit"]
        return self.model(
            key=told["key"], name_vi=told["name_vi"], name_en=told["name_en"], unit_vi=unit_vi, unit_en=unit_en,
            group="models", aggregation=told["aggregation"], source="register",
            order=self.model.objects.aggregate(order=Max("order"))["order"] + 10,
        )  # fmt: skip


def search_key(text):
    """As communes.vietnamese makes it."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    return " ".join(re.findall(r"[a-z0-9]+", "".join(one for one in plain if not unicodedata.combining(one))))


def forwards(apps, schema_editor):
    figures = Figures(apps)
    types, aliases, measures = (
        apps.get_model("models_selfmgmt", name) for name in ("ModelType", "ModelTypeAlias", "TypeMeasure")
    )
    for told, fed_by in OF_ALL:
        figures.claim(told, fed_by)
    for place, row in enumerate(TYPES):
        key, name_vi, name_en, group, self_management, counted, counts, called, others = row
        fed_by = f"model:{key}"
        kind = types.objects.create(
            key=key, name_vi=name_vi, name_en=name_en, order=10 * (place + 1), group=group,
            self_management=self_management, in_use_indicator=figures.claim(counted["in_use"], fed_by),
            new_indicator=figures.claim({"key": counted["new"]}, fed_by) if "new" in counted else None,
            places_indicator=figures.claim({"key": counted["places"]}, fed_by) if "places" in counted else None,
            **{"valid_from": ALWAYS, **others},
        )  # fmt: skip
        made = []
        for order, (short_vi, short_en, told, whole, *decimals) in enumerate(counts, 1):
            made.append(measures.objects.create(
                type=kind, name_vi=short_vi, name_en=short_en, order=order, indicator=figures.claim(told, fed_by),
                within=made[whole - 1] if whole else None, valid_from=kind.valid_from, decimals=(*decimals, 0)[0],
                rest_vi="Hỏng" if whole else "", rest_en="Broken" if whole else "",
            ))  # fmt: skip
        for name in called:
            aliases.objects.create(type=kind, name=name, search_key=search_key(name))


def backwards(apps, schema_editor):
    """Nothing hangs on the types any more: rows of the register have gone before, or this is refused."""
    apps.get_model("models_selfmgmt", "TypeMeasure").objects.update(within=None)
    for name in ("ModelTypeAlias", "TypeMeasure", "ModelType"):
        rows = apps.get_model("models_selfmgmt", name).objects.all()
        rows._raw_delete(rows.db)
    indicators = apps.get_model("rollups", "Indicator").objects
    fed = indicators.filter(fed_by__startswith="model")
    fed.update(presence=None)
    made = [told["key"] for told, _ in OF_ALL if "unit" in told]
    for _, _, _, _, _, counted, counts, _, _ in TYPES:
        made += [told["key"] for told in [counted["in_use"], *(row[2] for row in counts)] if "unit" in told]
    gone = indicators.filter(key__in=made)
    gone._raw_delete(gone.db)
    fed.update(fed_by="", slot=None)


class Migration(migrations.Migration):
    dependencies = [("models_selfmgmt", "0002_within_unit_life"), ("rollups", "0007_sources_of_figures")]
    operations = [migrations.RunPython(forwards, backwards)]
