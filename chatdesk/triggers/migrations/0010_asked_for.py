"""A rule may ask in the name of a department or of one operator."""

import django.db.models.deletion
from django.db import migrations, models

import tenants.scoped
from tenants.rls import ComposeKey


class Migration(migrations.Migration):
    """Columns and the keys that hold them within their client."""

    dependencies = [
        ("tenants", "0004_invitation_limits"),
        ("triggers", "0009_goals"),
    ]

    operations = [
        migrations.AddField(
            model_name="trigger",
            name="department",
            field=tenants.scoped.TenantForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Asks in the name of somebody of it and gets the conversation. Empty: as on the rest of the site.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenants.department",
                verbose_name="department",
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="member",
            field=tenants.scoped.TenantForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Asks in this name if its owner is at the desk and free, before anybody else.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenants.member",
                verbose_name="operator",
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="otherwise",
            field=models.CharField(
                choices=[("silent", "it is silent"), ("anybody", "anybody of the site asks")],
                db_default="silent",
                default="silent",
                help_text="Counts only with a department or an operator.",
                max_length=7,
                verbose_name="while they are away",
            ),
        ),
        ComposeKey("Trigger", "department"),
        ComposeKey("Trigger", "member"),
    ]
