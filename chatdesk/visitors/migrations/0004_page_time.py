"""Pages are timed in the foreground; what visitors do on them; where they come from."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import tenants.scoped
from tenants.rls import TenantTable

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """New columns, the table of events behind row-level security, and the functions that know them."""

    dependencies = [
        ("tenants", "0004_invitation_limits"),
        ("visitors", "0003_identity_and_consent"),
    ]

    operations = [
        migrations.AddField(
            model_name="pageview",
            name="key",
            field=models.CharField(blank=True, db_default="", default="", max_length=24),
        ),
        migrations.AddField(
            model_name="pageview",
            name="product",
            field=models.CharField(blank=True, db_default="", default="", max_length=200, verbose_name="product"),
        ),
        migrations.AddField(
            model_name="pageview",
            name="seconds",
            field=models.FloatField(null=True, verbose_name="seconds"),
        ),
        migrations.AddField(
            model_name="pageview",
            name="signals",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name="visit",
            name="away",
            field=models.FloatField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="visit",
            name="away_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="visit",
            name="cart",
            field=models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name="visit",
            name="city",
            field=models.CharField(blank=True, db_default="", default="", max_length=80, verbose_name="city"),
        ),
        migrations.AddField(
            model_name="visit",
            name="country",
            field=models.CharField(blank=True, db_default="", default="", max_length=2, verbose_name="country"),
        ),
        migrations.AddField(
            model_name="visit",
            name="front",
            field=models.CharField(blank=True, db_default="", default="", max_length=32),
        ),
        migrations.AddField(
            model_name="visit",
            name="page_product",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="visit",
            name="page_view",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="visit",
            name="window_closed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("track", "told by the site"), ("click", "a click on a watched element")],
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("meta", models.JSONField(blank=True, default=dict, verbose_name="details")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "tenant",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
                (
                    "visit",
                    tenants.scoped.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="visitors.visit",
                        verbose_name="visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["tenant", "visit", "at"], name="event_of_visit")],
            },
        ),
        TenantTable("Event", referenced=False),
        migrations.RunSQL((SQL / "page_time.sql").read_text(), migrations.RunSQL.noop),
    ]
