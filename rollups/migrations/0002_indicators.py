"""The first indicators: those that records count, with their slots, and the other keys of the source articles.

A slot is for ever: slot ÷ 16 is the block of a Total row, slot mod 16 its column. Block 0 holds what a page shows
together. Slots 0 to 31 are given here; catalogues and administrators take the next free one from 32 on.
Decimals 0 means: as many as the value has.
"""

from django.db import migrations

ACTIVITY, PROPAGANDA, WEAPONS = "activity", "propaganda", "weapons"
MODELS, STATIONS, EMULATION, INFORMATION, CONTEXT = "models", "stations", "emulation", "information", "context"

# slot, key, group, name, unit, name in English, unit in English
STORED = [
    (0, "reports", ACTIVITY, "Phiếu đã ghi", "phiếu", "Records entered", "records"),
    (1, "patrol_sessions", ACTIVITY, "Tuần tra, kiểm soát", "buổi", "Patrols", "patrols"),
    (2, "propaganda_sessions", PROPAGANDA, "Tuyên truyền, phát động phong trào", "buổi", "Propaganda sessions", "sessions"),
    (3, "weapon_handovers", WEAPONS, "Tiếp nhận vũ khí", "lần", "Weapon hand-overs", "hand-overs"),
    (4, "guns_collected", WEAPONS, "Súng các loại giao nộp, thu hồi", "khẩu", "Guns handed over or recovered", "guns"),
    (5, "ammunition_collected", WEAPONS, "Đạn giao nộp, thu hồi", "viên", "Rounds handed over or recovered", "rounds"),
    (6, "electroshock_devices_collected", WEAPONS, "Kích điện giao nộp, thu hồi", "bộ", "Electroshock devices handed over or recovered", "devices"),
    (7, "propaganda_attendances", PROPAGANDA, "Lượt người dự tuyên truyền", "lượt người", "Attendances at propaganda sessions", "attendances"),
    (8, "patrol_attendances", ACTIVITY, "Lượt người tham gia tuần tra", "lượt người", "Patrol attendances", "attendances"),
    (9, "patrol_attendances_commune_police", ACTIVITY, "Công an cấp xã tham gia tuần tra", "lượt người", "Patrol attendances of commune police", "attendances"),
    (10, "patrol_attendances_grassroots_team", ACTIVITY, "Tổ bảo vệ an ninh, trật tự tham gia tuần tra", "lượt người", "Patrol attendances of grassroots security teams", "attendances"),
    (11, "patrol_attendances_other", ACTIVITY, "Lực lượng khác tham gia tuần tra", "lượt người", "Patrol attendances of other forces", "attendances"),
    (12, "patrol_reminders", ACTIVITY, "Nhắc nhở khi tuần tra", "lượt", "Reminders given on patrol", "reminders"),
    (13, "patrol_incidents", ACTIVITY, "Vụ việc phát hiện khi tuần tra", "vụ", "Incidents found on patrol", "incidents"),
    (14, "launch_sessions", PROPAGANDA, "Phát động phong trào", "buổi", "Launches of the movement", "sessions"),
    (15, "propaganda_households", PROPAGANDA, "Hộ gia đình được tuyên truyền", "hộ", "Households reached", "households"),
    (16, "gun_parts_collected", WEAPONS, "Linh kiện súng giao nộp, thu hồi", "linh kiện", "Gun parts handed over or recovered", "parts"),
    (17, "gifts_given", WEAPONS, "Quà tặng người giao nộp vũ khí", "suất", "Gifts given for weapons", "gifts"),
    (18, "guns_seized", WEAPONS, "Súng các loại thu giữ", "khẩu", "Guns seized", "guns"),
    (19, "ammunition_seized", WEAPONS, "Đạn thu giữ", "viên", "Rounds seized", "rounds"),
    (20, "rudimentary_weapons_collected", WEAPONS, "Vũ khí thô sơ giao nộp, thu hồi", "chiếc", "Rudimentary weapons handed over or recovered", "pieces"),
    (21, "explosives_collected", WEAPONS, "Vật liệu nổ giao nộp, thu hồi", "kg", "Explosives handed over or recovered", "kg"),
    (22, "detonators_collected", WEAPONS, "Kíp nổ giao nộp, thu hồi", "chiếc", "Detonators handed over or recovered", "pieces"),
    (23, "fuse_collected", WEAPONS, "Dây cháy chậm giao nộp, thu hồi", "m", "Fuse handed over or recovered", "m"),
    (24, "bombs_collected", WEAPONS, "Bom, mìn, lựu đạn giao nộp, thu hồi", "quả", "Bombs, mines and grenades handed over or recovered", "pieces"),
    (25, "support_tools_collected", WEAPONS, "Công cụ hỗ trợ giao nộp, thu hồi", "chiếc", "Support tools handed over or recovered", "pieces"),
    (26, "firecrackers_collected", WEAPONS, "Pháo giao nộp, thu hồi", "kg", "Firecrackers handed over or recovered", "kg"),
    (27, "electroshock_devices_seized", WEAPONS, "Kích điện thu giữ", "bộ", "Electroshock devices seized", "devices"),
    (28, "rudimentary_weapons_seized", WEAPONS, "Vũ khí thô sơ thu giữ", "chiếc", "Rudimentary weapons seized", "pieces"),
    (29, "explosives_seized", WEAPONS, "Vật liệu nổ thu giữ", "kg", "Explosives seized", "kg"),
    (30, "support_tools_seized", WEAPONS, "Công cụ hỗ trợ thu giữ", "chiếc", "Support tools seized", "pieces"),
    (31, "firecrackers_seized", WEAPONS, "Pháo thu giữ", "kg", "Firecrackers seized", "kg"),
]  # fmt: skip

# Parts of another indicator.
PARTS = {
    "patrol_attendances_commune_police": "patrol_attendances",
    "patrol_attendances_grassroots_team": "patrol_attendances",
    "patrol_attendances_other": "patrol_attendances",
    "launch_sessions": "propaganda_sessions",
    "farmers_branch_models_new": "self_mgmt_models_new",
}

# key, group, aggregation, source, name, unit, name in English, unit in English
OTHERS = [
    ("propaganda_villages_covered", PROPAGANDA, "distinct", "log", "Khu dân cư được tuyên truyền", "thôn, bản, tổ", "Residential areas reached by propaganda", "areas"),
    ("patrol_villages_covered", ACTIVITY, "distinct", "log", "Khu dân cư được tuần tra", "thôn, bản, tổ", "Residential areas patrolled", "areas"),
    ("valuable_tips", INFORMATION, "sum", "return", "Tin có giá trị", "tin", "Valuable tips", "tips"),
    ("conflicts_resolved", INFORMATION, "sum", "return", "Mâu thuẫn được rà soát, giải quyết", "mâu thuẫn", "Conflicts resolved", "conflicts"),
    ("self_mgmt_models_active", MODELS, "last", "register", "Mô hình tự quản đang hoạt động", "mô hình", "Self-management models active", "models"),
    ("self_mgmt_models_new", MODELS, "sum", "register", "Mô hình tự quản xây dựng mới", "mô hình", "Self-management models created", "models"),
    ("farmers_branch_models_new", MODELS, "sum", "register", "Mô hình chi hội nông dân xây dựng mới", "mô hình", "Farmers' branch models created", "models"),
    ("movement_models_active", MODELS, "last", "register", "Loại mô hình đang duy trì", "loại", "Kinds of models kept up", "kinds"),
    ("dan_van_kheo_models_active", MODELS, "last", "register", "Mô hình “Dân vận khéo”", "mô hình", "“Skilful mass mobilisation” models", "models"),
    ("self_mgmt_groups_active", MODELS, "last", "register", "Tổ tự quản về an ninh, trật tự", "tổ", "Self-management groups", "groups"),
    ("mediation_groups_active", MODELS, "last", "register", "Tổ hòa giải", "tổ", "Mediation groups", "groups"),
    ("youth_security_teams_active", MODELS, "last", "register", "Đội An ninh măng non", "đội", "Youth security teams", "teams"),
    ("volunteer_social_teams_active", MODELS, "last", "register", "Đội công tác xã hội tình nguyện", "đội", "Volunteer social work teams", "teams"),
    ("safe_household_groups", MODELS, "last", "register", "Tổ dân phố có mô hình Hộ an toàn", "tổ dân phố", "Neighbourhood groups with safe households", "groups"),
    ("cameras_active", MODELS, "last", "register", "Camera an ninh", "thiết bị", "Security cameras", "devices"),
    ("camera_points_active", MODELS, "last", "register", "Điểm lắp camera an ninh", "điểm", "Security camera points", "points"),
    ("lighting_villages", MODELS, "last", "register", "Khu dân cư có điện thắp sáng", "thôn, bản, tổ", "Residential areas with lighting", "areas"),
    ("bulletin_board_villages", MODELS, "last", "register", "Khu dân cư có bản tin an ninh, trật tự", "thôn, bản, tổ", "Residential areas with a bulletin board", "areas"),
    ("interfamily_fire_groups_new", MODELS, "sum", "register", "Tổ liên gia PCCC thành lập mới", "tổ", "Inter-family fire safety groups created", "groups"),
    ("public_fire_points_new", MODELS, "sum", "register", "Điểm chữa cháy công cộng lập mới", "điểm", "Public fire points created", "points"),
    ("stations_total", STATIONS, "last", "register", "Công an cấp xã", "đơn vị", "Commune police stations", "stations"),
    ("stations_independent_office", STATIONS, "last", "register", "Công an cấp xã có trụ sở độc lập", "đơn vị", "Stations with an office of their own", "stations"),
    ("stations_independent_office_pct", STATIONS, "ratio", "register", "Tỷ lệ có trụ sở độc lập", "%", "Share with an office of their own", "%"),
    ("stations_office_under_construction", STATIONS, "last", "register", "Công an cấp xã đang xây dựng trụ sở", "đơn vị", "Stations with an office under construction", "stations"),
    ("stations_with_housing_pct", STATIONS, "ratio", "register", "Tỷ lệ có nhà ở công vụ", "%", "Share with official housing", "%"),
    ("stations_fully_staffed_pct", STATIONS, "ratio", "register", "Tỷ lệ bố trí đủ biên chế", "%", "Share fully staffed", "%"),
    ("stations_with_investigator_pct", STATIONS, "ratio", "register", "Tỷ lệ có Điều tra viên", "%", "Share with an investigator", "%"),
    ("staff_norm_per_station", STATIONS, "last", "register", "Định mức cán bộ, chiến sĩ mỗi đơn vị", "cán bộ, chiến sĩ", "Staff norm of a station", "officers"),
    ("investigator_norm_per_station", STATIONS, "last", "register", "Định mức Điều tra viên mỗi đơn vị", "Điều tra viên", "Investigator norm of a station", "investigators"),
    ("antt_teams_active", STATIONS, "last", "register", "Tổ bảo vệ an ninh, trật tự ở cơ sở", "tổ", "Grassroots security teams", "teams"),
    ("antt_team_members", STATIONS, "last", "register", "Thành viên Tổ bảo vệ an ninh, trật tự", "người", "Members of grassroots security teams", "members"),
    ("villages_total", STATIONS, "last", "register", "Thôn, bản", "thôn, bản", "Villages", "villages"),
    ("neighbourhood_groups_total", STATIONS, "last", "register", "Tổ dân phố", "tổ dân phố", "Neighbourhood groups", "groups"),
    ("officers_disciplined", STATIONS, "sum", "return", "Cán bộ, chiến sĩ bị xử lý kỷ luật", "người", "Officers disciplined", "officers"),
    ("pledge_villages_signed", EMULATION, "last", "log", "Khu dân cư ký giao ước thi đua", "thôn, bản, tổ", "Residential areas with a signed pledge", "areas"),
    ("pledge_groups_signed", EMULATION, "sum", "log", "Tổ ký giao ước thi đua", "tổ", "Groups with a signed pledge", "groups"),
    ("festival_events", EMULATION, "sum", "log", "Ngày hội Toàn dân bảo vệ an ninh Tổ quốc", "ngày hội", "Festivals of the movement", "festivals"),
    ("fire_contest_participations", EMULATION, "sum", "log", "Tham gia hội thi PCCC", "hội thi", "Fire safety contests joined", "contests"),
    ("awards_given", EMULATION, "sum", "log", "Bằng khen, Giấy khen", "lượt", "Certificates and letters of commendation", "awards"),
    ("campaigns_joined", EMULATION, "sum", "return", "Đợt cao điểm tham gia", "đợt", "Campaigns joined", "campaigns"),
    ("campaign_elapsed_months", EMULATION, "last", "return", "Thời gian đã thực hiện cao điểm", "tháng", "Months into the campaign", "months"),
    ("pilot_elapsed_months", EMULATION, "last", "return", "Thời gian đã thực hiện điểm", "tháng", "Months into the pilot", "months"),
    ("model_units_selected", EMULATION, "sum", "return", "Đơn vị được chọn xây dựng điển hình", "đơn vị", "Units chosen as models", "units"),
    ("model_commune_target", EMULATION, "last", "return", "Xã, phường phấn đấu đạt điển hình", "đơn vị", "Communes to become models", "communes"),
    ("target_exceeded", EMULATION, "last", "return", "Chỉ tiêu giao hoàn thành vượt", "chỉ tiêu", "Targets exceeded", "targets"),
]  # fmt: skip

# Restricted: entered and read by roles of the province alone, off until it turns them on.
RESTRICTED = [
    ("serious_crimes", CONTEXT, "sum", "return", "Tội phạm nghiêm trọng trở lên", "vụ", "Serious crimes", "cases"),
    ("complex_hotspots", CONTEXT, "last", "return", "Tụ điểm phức tạp", "tụ điểm", "Complex hotspots", "hotspots"),
    ("hotspots_arising", CONTEXT, "sum", "return", "Điểm nóng phát sinh", "điểm nóng", "Hotspots arising", "hotspots"),
    ("drug_users_change_vs_2020", CONTEXT, "last", "return", "Người nghiện ma túy so với năm 2020", "người", "Drug users compared with 2020", "persons"),
    ("order_crime_cases_solved", CONTEXT, "sum", "return", "Vụ phạm tội về trật tự xã hội được làm rõ", "vụ", "Social order crimes solved", "cases"),
    ("order_crime_offenders", CONTEXT, "sum", "return", "Đối tượng phạm tội về trật tự xã hội", "đối tượng", "Social order offenders", "offenders"),
    ("drug_crime_cases", CONTEXT, "sum", "return", "Vụ phạm tội về ma túy", "vụ", "Drug crimes", "cases"),
    ("drug_crime_offenders", CONTEXT, "sum", "return", "Đối tượng phạm tội về ma túy", "đối tượng", "Drug offenders", "offenders"),
    ("drug_rings_dismantled", CONTEXT, "sum", "return", "Đường dây ma túy bị triệt xóa", "đường dây", "Drug rings dismantled", "rings"),
    ("at_risk_youth_managed", CONTEXT, "last", "return", "Thanh thiếu niên hư, vi phạm được quản lý", "người", "Youth at risk under supervision", "persons"),
    ("managed_subjects_warned_pct", CONTEXT, "ratio", "return", "Tỷ lệ đối tượng quản lý được gọi hỏi, răn đe", "%", "Share of managed subjects warned", "%"),
    ("crime_reduction_target_pct", CONTEXT, "last", "return", "Chỉ tiêu kéo giảm tội phạm", "%", "Target for the reduction of crime", "%"),
    ("released_persons_supported", CONTEXT, "sum", "return", "Người chấp hành xong án phạt tù được giúp đỡ", "người", "Released persons supported", "persons"),
]  # fmt: skip


def forwards(apps, schema_editor):
    indicator_model = apps.get_model("rollups", "Indicator")
    rows = [
        indicator_model(
            key=key, group=group, aggregation="sum", source="log", slot=slot,
            name_vi=name_vi, unit_vi=unit_vi, name_en=name_en, unit_en=unit_en,
        )
        for slot, key, group, name_vi, unit_vi, name_en, unit_en in STORED
    ]  # fmt: skip
    for restricted, others in [(False, OTHERS), (True, RESTRICTED)]:
        rows += [
            indicator_model(
                key=key, group=group, aggregation=aggregation, source=source,
                name_vi=name_vi, unit_vi=unit_vi, name_en=name_en, unit_en=unit_en,
                sensitivity="restricted" if restricted else "open", active=not restricted,
            )
            for key, group, aggregation, source, name_vi, unit_vi, name_en, unit_en in others
        ]  # fmt: skip
    for place, row in enumerate(rows):
        row.order = 10 * (place + 1)  # gaps for those that come between
    indicator_model.objects.bulk_create(rows)
    for part, whole in PARTS.items():
        indicator_model.objects.filter(key=part).update(breakdown_of=indicator_model.objects.get(key=whole))


def backwards(apps, schema_editor):
    indicator_model = apps.get_model("rollups", "Indicator")
    indicator_model.objects.update(breakdown_of=None)
    indicator_model.objects.filter(key__in=[row[1] for row in STORED]).delete()
    indicator_model.objects.filter(key__in=[row[0] for row in OTHERS + RESTRICTED]).delete()


class Migration(migrations.Migration):
    dependencies = [("rollups", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
