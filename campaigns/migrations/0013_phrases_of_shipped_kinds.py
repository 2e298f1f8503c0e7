"""How reports tell the figures of the kinds that ship: {} stands for number and unit. What somebody wrote stays."""

from django.db import migrations

PHRASES = {
    "pledge_rounds": "tổ chức {} ký giao ước thi đua",
    "pledge_households": "vận động {} gia đình ký giao ước thi đua",
    "pledge_groups_signed": "vận động {} ký giao ước thi đua",
    "pledge_agencies": "vận động {} ký giao ước thi đua",
    "pledge_enterprises": "vận động {} ký giao ước thi đua",
    "pledge_schools": "vận động {} ký giao ước thi đua",
    "festival_events": "tổ chức {} Toàn dân bảo vệ an ninh Tổ quốc",
    "festival_villages": "tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc tại {}",
    "festival_attendances": "thu hút {} dự Ngày hội Toàn dân bảo vệ an ninh Tổ quốc",
    "contest_participations": "tham gia {}, hội thao",
    "contest_members": "có {} dự hội thi, hội thao",
    "award_rounds": "tổ chức {} khen thưởng",
    "awards_given": "có {} được tặng Bằng khen, Giấy khen",
    "awards_collectives": "có {} được khen thưởng",
    "awards_individuals": "có {} được khen thưởng",
    "directive_documents": "ban hành, tham mưu {} chỉ đạo",
    "duty_shifts": "duy trì {} trực ban, trực chiến",
    "exchange_days": "tổ chức {} đổi quà lấy súng",
    "exchange_points": "bố trí {} tiếp nhận đổi quà lấy súng",
    "commitment_rounds": "tổ chức {} ký cam kết",
    "commitment_villages": "tổ chức ký cam kết tại {}",
    "commitment_households": "vận động {} gia đình ký cam kết",
    "commitment_businesses": "vận động {} kinh doanh ký cam kết",
    "commitment_persons": "vận động {} ký cam kết",
    "review_conferences": "tổ chức {} sơ kết, tổng kết",
    "review_attendances": "có {} dự hội nghị sơ kết, tổng kết",
}


def tell(apps, schema_editor):
    indicators = apps.get_model("rollups", "Indicator").objects
    for key, phrase in PHRASES.items():
        indicators.filter(key=key, phrase="").update(phrase=phrase)


def forget(apps, schema_editor):
    indicators = apps.get_model("rollups", "Indicator").objects
    for key, phrase in PHRASES.items():
        indicators.filter(key=key, phrase=phrase).update(phrase="")


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0012_numbers_parted_by_signs"), ("rollups", "0004_phrases")]
    operations = [migrations.RunPython(tell, forget)]
