"""A rule asks on certain days and at certain hours only."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns; every rule asks always until somebody says otherwise."""

    dependencies = [
        ("triggers", "0012_by_hand"),
    ]

    operations = [
        migrations.AddField(
            model_name="trigger",
            name="first_day",
            field=models.DateField(blank=True, null=True, verbose_name="first day"),
        ),
        migrations.AddField(
            model_name="trigger",
            name="from_time",
            field=models.TimeField(blank=True, null=True, verbose_name="from"),
        ),
        migrations.AddField(
            model_name="trigger",
            name="last_day",
            field=models.DateField(
                blank=True, help_text="It still asks on this day.", null=True, verbose_name="last day"
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="until_time",
            field=models.TimeField(
                blank=True,
                help_text="Earlier than it begins: it ends on the next day.",
                null=True,
                verbose_name="until",
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="weekdays",
            field=models.CharField(
                db_default="1234567",
                default="1234567",
                help_text="None: every day.",
                max_length=7,
                validators=[django.core.validators.RegexValidator("^1?2?3?4?5?6?7?$")],
                verbose_name="days of the week",
            ),
        ),
    ]
