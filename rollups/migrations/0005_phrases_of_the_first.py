"""How reports tell the first indicators: {} stands for number and unit."""

from django.db import migrations

PHRASES = {
    "patrol_sessions": "tổ chức {} tuần tra, kiểm soát",
    "patrol_reminders": "nhắc nhở {} khi tuần tra",
    "patrol_incidents": "phát hiện {} việc khi tuần tra",
    "propaganda_sessions": "tổ chức {} tuyên truyền, phát động phong trào",
    "launch_sessions": "tổ chức {} phát động phong trào",
    "propaganda_households": "tuyên truyền đến {} gia đình",
    "weapon_handovers": "tiếp nhận vũ khí, vật liệu nổ, công cụ hỗ trợ {}",
    "guns_collected": "vận động giao nộp, thu hồi {} súng các loại",
    "gun_parts_collected": "vận động giao nộp, thu hồi {} súng",
    "ammunition_collected": "vận động giao nộp, thu hồi {} đạn",
    "electroshock_devices_collected": "vận động giao nộp, thu hồi {} kích điện",
    "rudimentary_weapons_collected": "vận động giao nộp, thu hồi {} vũ khí thô sơ",
    "explosives_collected": "vận động giao nộp, thu hồi {} vật liệu nổ",
    "detonators_collected": "vận động giao nộp, thu hồi {} kíp nổ",
    "fuse_collected": "vận động giao nộp, thu hồi {} dây cháy chậm",
    "bombs_collected": "vận động giao nộp, thu hồi {} bom, mìn, lựu đạn",
    "support_tools_collected": "vận động giao nộp, thu hồi {} công cụ hỗ trợ",
    "firecrackers_collected": "vận động giao nộp, thu hồi {} pháo",
    "guns_seized": "thu giữ {} súng các loại",
    "ammunition_seized": "thu giữ {} đạn",
    "electroshock_devices_seized": "thu giữ {} kích điện",
    "rudimentary_weapons_seized": "thu giữ {} vũ khí thô sơ",
    "explosives_seized": "thu giữ {} vật liệu nổ",
    "support_tools_seized": "thu giữ {} công cụ hỗ trợ",
    "firecrackers_seized": "thu giữ {} pháo",
    "gifts_given": "trao {} quà đổi vũ khí",
}
ATTACHED = {
    "patrol_villages_covered": ("patrol_sessions", "tại {}"),
    "patrol_attendances": ("patrol_sessions", "với {} tham gia"),
    "propaganda_villages_covered": ("propaganda_sessions", "tại {}"),
    "propaganda_attendances": ("propaganda_sessions", "với {} tham dự"),
}


def tell(apps, schema_editor):
    indicators = apps.get_model("rollups", "Indicator").objects
    for key, phrase in PHRASES.items():
        indicators.filter(key=key).update(phrase=phrase)
    for key, (head, phrase) in ATTACHED.items():
        indicators.filter(key=key).update(phrase=phrase, attached_to=indicators.filter(key=head).values("pk")[:1])


def forget(apps, schema_editor):
    apps.get_model("rollups", "Indicator").objects.update(phrase="", attached_to=None)


class Migration(migrations.Migration):
    dependencies = [("rollups", "0004_phrases")]
    operations = [migrations.RunPython(tell, forget)]
