"""What operators note of a visitor."""

import django.db.models.deletion
from django.db import migrations, models

import tenants.scoped
from tenants.rls import ComposeKey


class Migration(migrations.Migration):
    """Columns, and the key that holds their author within the client."""

    dependencies = [
        ("tenants", "0007_retention"),
        ("visitors", "0011_retention"),
    ]

    operations = [
        migrations.AddField(
            model_name="visitor",
            name="do_not_offer",
            field=models.CharField(blank=True, db_default="", default="", max_length=300, verbose_name="do not offer"),
        ),
        migrations.AddField(
            model_name="visitor",
            name="do_not_invite",
            field=models.BooleanField(db_default=False, default=False, verbose_name="do not invite"),
        ),
        migrations.AddField(
            model_name="visitor",
            name="noted_by",
            field=tenants.scoped.TenantForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="tenants.member",
                verbose_name="noted by",
            ),
        ),
        migrations.AddField(
            model_name="visitor",
            name="noted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="noted"),
        ),
        ComposeKey("Visitor", "noted_by"),
    ]
