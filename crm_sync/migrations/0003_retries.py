"""Retries: until when, and when a connection rests."""

from django.db import migrations, models

import crm_sync.guard
import crm_sync.models


class Migration(migrations.Migration):
    """Changes of columns."""

    dependencies = [
        ("crm_sync", "0002_row_level_security"),
    ]

    operations = [
        migrations.AddField(
            model_name="connection",
            name="rests_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="outboxentry",
            name="expires_at",
            field=models.DateTimeField(
                default=crm_sync.models.in_three_days, editable=False, verbose_name="given up after"
            ),
        ),
        migrations.AlterField(
            model_name="connection",
            name="enabled",
            field=models.BooleanField(
                default=True,
                help_text="Switches itself off when the receiver answers 410 Gone.",
                verbose_name="enabled",
            ),
        ),
        migrations.AlterField(
            model_name="connection",
            name="url",
            field=models.CharField(max_length=2000, validators=[crm_sync.guard.validate_url], verbose_name="address"),
        ),
    ]
