"""What the site tells of a visitor, and on what ground a visit was recorded."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns that the database fills by itself: arrivals are written in SQL."""

    dependencies = [
        ("visitors", "0002_row_level_security"),
    ]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="consent",
            field=models.CharField(
                choices=[
                    ("site", "the site records everybody"),
                    ("given", "the visitor agreed"),
                    ("chat", "none: the visitor only wrote"),
                    ("withdrawn", "the visitor agreed, then withdrew"),
                ],
                db_default="site",
                default="site",
                max_length=9,
                verbose_name="consent",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="consent_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="consent told"),
        ),
        migrations.AddField(
            model_name="visitor",
            name="attributes",
            field=models.JSONField(
                blank=True, db_default=models.Value({}, models.JSONField()), default=dict, verbose_name="attributes"
            ),
        ),
        migrations.AddField(
            model_name="visitor",
            name="external_id",
            field=models.CharField(blank=True, db_default="", max_length=128, verbose_name="id on the site"),
        ),
        migrations.AddField(
            model_name="visitor",
            name="seen_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="visitor",
            name="verified_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="identity verified"),
        ),
        migrations.AddField(
            model_name="visitor",
            name="vouched",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=80),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="verified",
            ),
        ),
    ]
