"""Call the channel what it is; nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_title")]
    operations = [
        migrations.AlterField(
            model_name="auditentry",
            name="channel",
            field=models.CharField(
                choices=[("web", "Trang web"), ("admin", "Trang quản trị"), ("command", "Lệnh máy chủ")],
                max_length=7,
                verbose_name="kênh thực hiện",
            ),
        ),
    ]
