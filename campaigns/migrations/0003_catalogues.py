"""The first catalogues, an administrator's data from then on, and the figures of their own that the counted ones bring.

Dates: semi-professional officers and civil guards ended and grassroots teams began with Law 30/2023 (1/7/2024); district
police ended on 1/3/2025; the groups of weapons are those of Law 14/2017 until 31/12/2024 and of Law 42/2024 since.
Electroshock devices have no group of their own in either law: administrators assign one.
"""

from datetime import date

from django.db import migrations
from django.db.models import Max

ALWAYS = date(2000, 1, 1)
LAW_30 = date(2024, 7, 1)
BEFORE_LAW_30 = date(2024, 6, 30)
DISTRICT_POLICE_ENDED = date(2025, 2, 28)
LAW_14, BEFORE_LAW_42, LAW_42 = date(2018, 7, 1), date(2024, 12, 31), date(2025, 1, 1)

# key, name, name in English, valid from, valid to
FORCE_KINDS = [
    ("commune_police", "Công an cấp xã", "Commune police", ALWAYS, None),
    ("grassroots_team", "Tổ bảo vệ an ninh, trật tự", "Grassroots security team", LAW_30, None),
    ("self_mgmt_group", "Tổ tự quản", "Self-management group", ALWAYS, None),
    ("militia", "Dân quân", "Militia", ALWAYS, None),
    ("civil_defence", "Đội dân phòng", "Civil defence team", ALWAYS, None),
    ("mass_organisations", "Mặt trận, đoàn thể", "Mass organisations", ALWAYS, None),
    ("border_guard", "Bộ đội Biên phòng", "Border guard", ALWAYS, None),
    ("provincial_police", "Công an tỉnh tăng cường", "Provincial police", ALWAYS, None),
    ("other", "Lực lượng khác", "Other forces", ALWAYS, None),
    ("semi_professional_officer", "Công an viên bán chuyên trách", "Semi-professional officers", ALWAYS, BEFORE_LAW_30),
    ("civil_guard", "Bảo vệ dân phố", "Civil guards", ALWAYS, BEFORE_LAW_30),
    ("district_police", "Công an cấp huyện", "District police", ALWAYS, DISTRICT_POLICE_ENDED),
]  # fmt: skip

SESSION_FORMS = [
    ("village_meeting", "Họp dân", "Village meeting"),
    ("loudspeaker", "Loa truyền thanh", "Loudspeaker"),
    ("mobile", "Lưu động", "Mobile loudspeaker"),
    ("door_to_door", "Đi từng ngõ, gõ từng nhà", "Door to door"),
    ("one_to_one", "Cá biệt", "One to one"),
    ("social_media", "Mạng xã hội", "Social media"),
    ("conference", "Hội nghị, tập huấn", "Conference, training"),
    ("school_talk", "Nói chuyện tại trường học", "School talk"),
    ("leaflets", "Phát tờ rơi, ký cam kết", "Leaflets, commitments"),
]  # fmt: skip

TOPICS = [
    ("security_movement", "Phong trào Toàn dân bảo vệ ANTQ", "The movement itself"),
    ("online_fraud", "Lừa đảo trên mạng", "Online fraud"),
    ("drugs", "Ma túy", "Drugs"),
    ("theft", "Trộm cắp", "Theft"),
    ("weapons_fireworks", "Vũ khí, vật liệu nổ, pháo", "Weapons, explosives, fireworks"),
    ("fire_safety", "Phòng cháy, chữa cháy", "Fire safety"),
    ("traffic", "An toàn giao thông", "Traffic safety"),
    ("gambling_usury", "Cờ bạc, tín dụng đen", "Gambling, usury"),
    ("school_violence", "Bạo lực học đường, bảo vệ trẻ em", "School violence, child protection"),
    ("illegal_migration", "Xuất nhập cảnh trái phép, mua bán người", "Illegal migration, trafficking"),
    ("residence", "Cư trú, định danh điện tử", "Residence, electronic identity"),
    ("other", "Nội dung khác", "Other topics"),
]  # fmt: skip

GIFT_KINDS = [
    ("rice", "Gạo", "Rice"),
    ("essentials", "Nhu yếu phẩm", "Essentials"),
    ("household_goods", "Đồ gia dụng", "Household goods"),
    ("seeds_livestock", "Cây giống, con giống", "Seedlings, livestock"),
    ("farm_tools", "Nông cụ", "Farm tools"),
    ("other", "Quà khác", "Other gifts"),
]  # fmt: skip

AUDIENCES = [
    ("residents", "Người dân", "Residents"),
    ("pupils", "Học sinh, sinh viên", "Pupils and students"),
    ("youth", "Thanh thiếu niên", "Youth"),
    ("women", "Phụ nữ", "Women"),
    ("elderly", "Người cao tuổi", "Elderly people"),
    ("ethnic_minorities", "Đồng bào dân tộc thiểu số", "Ethnic minorities"),
    ("workers", "Công nhân, người lao động", "Workers"),
    ("businesses", "Hộ kinh doanh, doanh nghiệp", "Businesses"),
    ("officials", "Cán bộ, đảng viên", "Officials and party members"),
]  # fmt: skip

PARTNER_ORGS = [
    ("peoples_committee", "Ủy ban nhân dân", "People's Committee", ALWAYS),
    ("fatherland_front", "Mặt trận Tổ quốc", "Fatherland Front", ALWAYS),
    ("womens_union", "Hội Liên hiệp Phụ nữ", "Women's Union", ALWAYS),
    ("farmers_association", "Hội Nông dân", "Farmers' Association", ALWAYS),
    ("youth_union", "Đoàn Thanh niên", "Youth Union", ALWAYS),
    ("veterans_association", "Hội Cựu chiến binh", "Veterans' Association", ALWAYS),
    ("party_cell", "Bí thư chi bộ", "Party cell secretary", ALWAYS),
    ("village_head", "Trưởng thôn, tổ trưởng tổ dân phố", "Village head", ALWAYS),
    ("front_committee", "Ban công tác Mặt trận", "Front committee of the village", ALWAYS),
    ("grassroots_team", "Tổ bảo vệ an ninh, trật tự", "Grassroots security team", LAW_30),
    ("schools", "Nhà trường", "Schools", ALWAYS),
    ("military_command", "Ban Chỉ huy Quân sự", "Military command", ALWAYS),
    ("border_guard", "Bộ đội Biên phòng", "Border guard", ALWAYS),
    ("steering_committee_138", "Ban Chỉ đạo 138", "Steering Committee 138", ALWAYS),
    ("other", "Đơn vị khác", "Others", ALWAYS),
]  # fmt: skip

LINKED_MOVEMENTS = [
    ("new_rural_areas", "Xây dựng nông thôn mới", "New rural areas"),
    ("cultural_life", "Toàn dân đoàn kết xây dựng đời sống văn hóa", "Cultural life"),
    ("skilled_mass_mobilisation", "Dân vận khéo", "Skilful mass mobilisation"),
    ("fire_safety", "Toàn dân phòng cháy, chữa cháy", "Fire safety by all"),
    ("traffic_culture", "Xây dựng văn hóa giao thông", "Culture of traffic"),
]  # fmt: skip

# key, name, name in English, valid from, valid to
LAW_GROUPS = [
    ("military_2017", "Vũ khí quân dụng (Luật 14/2017)", "Military weapons (Law 14/2017)", LAW_14, BEFORE_LAW_42),
    ("hunting_2017", "Súng săn (Luật 14/2017)", "Hunting guns (Law 14/2017)", LAW_14, BEFORE_LAW_42),
    ("rudimentary_2017", "Vũ khí thô sơ (Luật 14/2017)", "Rudimentary weapons (Law 14/2017)", LAW_14, BEFORE_LAW_42),
    ("sport_2017", "Vũ khí thể thao (Luật 14/2017)", "Sport weapons (Law 14/2017)", LAW_14, BEFORE_LAW_42),
    ("similar_2017", "Vũ khí có tính năng tương tự (Luật 14/2017)", "Similar weapons (Law 14/2017)", LAW_14, BEFORE_LAW_42),
    ("explosives_2017", "Vật liệu nổ (Luật 14/2017)", "Explosives (Law 14/2017)", LAW_14, BEFORE_LAW_42),
    ("support_tools_2017", "Công cụ hỗ trợ (Luật 14/2017)", "Support tools (Law 14/2017)", LAW_14, BEFORE_LAW_42),
    ("military_2024", "Vũ khí quân dụng (Luật 42/2024)", "Military weapons (Law 42/2024)", LAW_42, None),
    ("hunting_2024", "Súng săn (Luật 42/2024)", "Hunting guns (Law 42/2024)", LAW_42, None),
    ("rudimentary_2024", "Vũ khí thô sơ (Luật 42/2024)", "Rudimentary weapons (Law 42/2024)", LAW_42, None),
    ("knives_2024", "Dao có tính sát thương cao (Luật 42/2024)", "Highly lethal knives (Law 42/2024)", LAW_42, None),
    ("sport_2024", "Vũ khí thể thao (Luật 42/2024)", "Sport weapons (Law 42/2024)", LAW_42, None),
    ("explosives_2024", "Vật liệu nổ (Luật 42/2024)", "Explosives (Law 42/2024)", LAW_42, None),
    ("support_tools_2024", "Công cụ hỗ trợ (Luật 42/2024)", "Support tools (Law 42/2024)", LAW_42, None),
    ("fireworks", "Pháo (quản lý riêng)", "Fireworks (their own rules)", ALWAYS, None),
]  # fmt: skip

KHAU, VIEN, CHIEC, BO, QUA = (
    ("khau", "khẩu", "guns", 0),
    ("vien", "viên", "rounds", 0),
    ("chiec", "chiếc", "pieces", 0),
    ("bo", "bộ", "sets", 0),
    ("qua", "quả", "pieces", 0),
)
KG, M, HOP, PART = (
    ("kg", "kg", "kg", 3),
    ("m", "m", "m", 2),
    ("hop", "hộp", "boxes", 0),
    ("linh_kien", "linh kiện", "parts", 0),
)
GUNS = ("guns_collected", "guns_seized")
NOTHING = (None, None)

# key, name, name in English, group until 2024, group since 2025,
# units: (key, name, name in English, decimals), what hand-over and recovery feed, what seizure feeds
ITEM_KINDS = [
    ("flintlock", "Súng kíp", "Flintlock guns", "hunting_2017", "military_2024", [(KHAU, *GUNS)]),
    ("alcohol_gun", "Súng cồn", "Alcohol guns", "similar_2017", "military_2024", [(KHAU, *GUNS)]),
    ("air_gun", "Súng hơi", "Air guns", "hunting_2017", "military_2024", [(KHAU, *GUNS)]),
    ("homemade_gun", "Súng tự chế", "Home-made guns", "similar_2017", "military_2024", [(KHAU, *GUNS)]),
    ("hunting_gun", "Súng săn", "Hunting guns", "hunting_2017", "hunting_2024", [(KHAU, *GUNS)]),
    ("military_gun", "Súng quân dụng", "Military guns", "military_2017", "military_2024", [(KHAU, *GUNS)]),
    ("other_gun", "Súng khác", "Other guns", None, None, [(KHAU, *GUNS)]),
    ("ammunition", "Đạn", "Ammunition", "military_2017", "military_2024", [(VIEN, "ammunition_collected", "ammunition_seized"), (KG, *NOTHING)]),
    ("gun_part", "Linh kiện súng", "Gun parts", None, "military_2024", [(PART, "gun_parts_collected", None)]),
    ("electroshock_device", "Kích điện", "Electroshock devices", None, None, [(BO, "electroshock_devices_collected", "electroshock_devices_seized")]),
    ("rudimentary_weapon", "Vũ khí thô sơ", "Rudimentary weapons", "rudimentary_2017", "rudimentary_2024", [(CHIEC, "rudimentary_weapons_collected", "rudimentary_weapons_seized")]),
    ("highly_lethal_knife", "Dao có tính sát thương cao", "Highly lethal knives", None, "knives_2024", [(CHIEC, *NOTHING)]),
    ("sport_weapon", "Vũ khí thể thao", "Sport weapons", "sport_2017", "sport_2024", [(CHIEC, *NOTHING)]),
    ("support_tool", "Công cụ hỗ trợ", "Support tools", "support_tools_2017", "support_tools_2024", [(CHIEC, "support_tools_collected", "support_tools_seized")]),
    ("bomb_mine_grenade", "Bom, mìn, lựu đạn", "Bombs, mines, grenades", "military_2017", "military_2024", [(QUA, "bombs_collected", None)]),
    ("explosive", "Thuốc nổ, vật liệu nổ", "Explosives", "explosives_2017", "explosives_2024", [(KG, "explosives_collected", "explosives_seized")]),
    ("detonator", "Kíp nổ", "Detonators", "explosives_2017", "explosives_2024", [(CHIEC, "detonators_collected", None)]),
    ("fuse", "Dây cháy chậm", "Fuse", "explosives_2017", "explosives_2024", [(M, "fuse_collected", None)]),
    ("firecracker", "Pháo", "Firecrackers", "fireworks", "fireworks", [(KG, "firecrackers_collected", "firecrackers_seized"), (QUA, *NOTHING), (HOP, *NOTHING)]),
]  # fmt: skip
# Kinds that the law knows only since a day.
ITEM_KINDS_FROM = {"highly_lethal_knife": LAW_42}

MODES = [
    ("voluntary_handover", "vận động giao nộp", "handed over"),
    ("recovery", "thu hồi", "recovered"),
    ("seizure", "thu giữ", "seized"),
]

# Made with the first indicators, because pages show them together.
EXISTING = {"patrol_attendances_commune_police", "patrol_attendances_grassroots_team", "patrol_attendances_other"}

# catalogue, prefix of its indicators, the indicator that they are parts of, pattern of names (Vietnamese, English)
COUNTED = [
    ("ForceKind", "patrol_attendances_", "patrol_attendances", ("Tuần tra: {}", "Patrols: {}"), FORCE_KINDS),
    ("SessionForm", "propaganda_sessions_form_", "propaganda_sessions", ("Tuyên truyền, hình thức: {}", "Propaganda by form: {}"), SESSION_FORMS),
    ("Topic", "propaganda_sessions_topic_", "propaganda_sessions", ("Tuyên truyền, nội dung: {}", "Propaganda by topic: {}"), TOPICS),
    ("GiftKind", "gifts_given_", "gifts_given", ("Quà đổi vũ khí: {}", "Gifts for weapons: {}"), GIFT_KINDS),
]  # fmt: skip
PLAIN = [
    ("Audience", AUDIENCES),
    ("PartnerOrg", PARTNER_ORGS),
    ("LinkedMovement", LINKED_MOVEMENTS),
    ("LawGroup", LAW_GROUPS),
]


def dated(row):
    """Fields of a catalogue row; dates are optional in the lists above."""
    key, name_vi, name_en, valid_from, valid_to = (*row, ALWAYS, None)[:5] if len(row) < 4 else (*row, None)[:5]
    return {"key": key, "name_vi": name_vi, "name_en": name_en, "valid_from": valid_from, "valid_to": valid_to}


class Slots:
    """Make indicators with the next free slots."""

    def __init__(self, indicator_model):
        self.model = indicator_model
        self.slot = (indicator_model.objects.aggregate(slot=Max("slot"))["slot"] or 0) + 1
        self.order = (indicator_model.objects.aggregate(order=Max("order"))["order"] or 0) + 10

    def part(self, key, whole, *, name_vi, name_en, unit_vi, unit_en, group):
        """Give the stored indicator `key`, made where it does not exist."""
        defaults = {
            "name_vi": name_vi, "name_en": name_en, "unit_vi": unit_vi, "unit_en": unit_en, "group": group,
            "aggregation": "sum", "source": "log", "slot": self.slot, "order": self.order, "breakdown_of": whole,
        }  # fmt: skip
        indicator, created = self.model.objects.get_or_create(key=key, defaults=defaults)
        if created:
            self.slot += 1
            self.order += 10
        return indicator


def counted_catalogues(apps, slots):
    for model, prefix, whole_key, (pattern_vi, pattern_en), rows in COUNTED:
        whole = slots.model.objects.get(key=whole_key)
        for place, row in enumerate(rows):
            fields = dated(row)
            indicator = slots.part(
                prefix + fields["key"], whole,
                name_vi=pattern_vi.format(fields["name_vi"]), name_en=pattern_en.format(fields["name_en"]),
                unit_vi=whole.unit_vi, unit_en=whole.unit_en, group=whole.group,
            )  # fmt: skip
            apps.get_model("campaigns", model).objects.create(order=10 * (place + 1), indicator=indicator, **fields)


def plain_catalogues(apps):
    for model, rows in PLAIN:
        apps.get_model("campaigns", model).objects.bulk_create(
            apps.get_model("campaigns", model)(order=10 * (place + 1), **dated(row)) for place, row in enumerate(rows)
        )


def items(apps, slots):
    kinds = apps.get_model("campaigns", "ItemKind")
    group_of = apps.get_model("campaigns", "ItemLawGroup")
    groups = {group.key: group for group in apps.get_model("campaigns", "LawGroup").objects.all()}
    for place, (key, name_vi, name_en, until_2024, since_2025, units) in enumerate(ITEM_KINDS):
        since = ITEM_KINDS_FROM.get(key, ALWAYS)
        kind = kinds.objects.create(key=key, name_vi=name_vi, name_en=name_en, order=10 * (place + 1), valid_from=since)
        if until_2024 and until_2024 == since_2025:
            group_of.objects.create(item_kind=kind, law_group=groups[since_2025], valid_from=ALWAYS)
        else:
            if until_2024:
                group_of.objects.create(
                    item_kind=kind, law_group=groups[until_2024], valid_from=LAW_14, valid_to=BEFORE_LAW_42
                )
            if since_2025:
                group_of.objects.create(item_kind=kind, law_group=groups[since_2025], valid_from=LAW_42)
        item_units(apps, slots, kind, since, units)


def item_units(apps, slots, kind, since, units):
    unit_model = apps.get_model("campaigns", "ItemUnit")
    rule_model = apps.get_model("campaigns", "ItemRule")
    for place, ((unit_key, unit_vi, unit_en, decimals), collected, seized) in enumerate(units):
        item_unit = unit_model.objects.create(
            item_kind=kind, name_vi=unit_vi, name_en=unit_en, decimals=decimals, order=10 * (place + 1)
        )
        for mode, mode_vi, mode_en in MODES:
            fed = seized if mode == "seizure" else collected
            whole = slots.model.objects.get(key=fed) if fed else None
            detail = slots.part(
                f"items_{kind.key}_{unit_key}_{mode}", whole,
                name_vi=f"{kind.name_vi}: {mode_vi}", name_en=f"{kind.name_en}: {mode_en}",
                unit_vi=unit_vi, unit_en=unit_en, group="weapons",
            )  # fmt: skip
            rule_model.objects.create(item_unit=item_unit, mode=mode, indicator=whole, detail=detail, valid_from=since)


def forwards(apps, schema_editor):
    slots = Slots(apps.get_model("rollups", "Indicator"))
    counted_catalogues(apps, slots)
    plain_catalogues(apps)
    items(apps, slots)


def own_indicators():
    """Keys of the indicators that this migration makes."""
    keys = {prefix + row[0] for _, prefix, _, _, rows in COUNTED for row in rows}
    keys |= {f"items_{row[0]}_{unit[0]}_{mode}" for row in ITEM_KINDS for unit, *_ in row[5] for mode, *_ in MODES}
    return keys - EXISTING


def backwards(apps, schema_editor):
    keys = {row[0] for row in ITEM_KINDS}
    for model, path in [("ItemRule", "item_unit__item_kind__key"), ("ItemUnit", "item_kind__key"),
                        ("ItemLawGroup", "item_kind__key"), ("ItemKind", "key")]:  # fmt: skip
        apps.get_model("campaigns", model).objects.filter(**{f"{path}__in": keys}).delete()
    for model, rows in [*PLAIN, *((model, rows) for model, _, _, _, rows in COUNTED)]:
        apps.get_model("campaigns", model).objects.filter(key__in=[row[0] for row in rows]).delete()
    apps.get_model("rollups", "Indicator").objects.filter(key__in=own_indicators()).delete()


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_day_in_unit"), ("rollups", "0002_indicators")]
    operations = [migrations.RunPython(forwards, backwards)]
