"""How a report tells an indicator."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rollups", "0003_totals_without_constraints"),
    ]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="attached_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attached",
                to="rollups.indicator",
                verbose_name="viết kèm chỉ tiêu",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="phrase",
            field=models.CharField(
                blank=True,
                help_text="{} là chỗ của số liệu và đơn vị tính, ví dụ: tổ chức {} tuần tra.",
                max_length=160,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[^{}]*\\{\\}[^{}]*$", "Viết {} một lần, ở chỗ số liệu, ví dụ: tổ chức {} tuần tra."
                    )
                ],
                verbose_name="cách viết trong báo cáo",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("phrase", ""), ("phrase__contains", "{}"), _connector="OR"),
                name="indicator_phrase_has_a_hole",
                violation_error_message="Viết {} ở chỗ số liệu, ví dụ: tổ chức {} tuần tra.",
            ),
        ),
    ]
