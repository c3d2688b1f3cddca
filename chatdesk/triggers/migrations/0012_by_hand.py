"""Operators invite by hand: an invitation needs no rule."""

import django.db.models.deletion
from django.db import migrations, models

import tenants.scoped


class Migration(migrations.Migration):
    """A column that may be empty, and the index by which an operator's last minute is counted."""

    dependencies = [
        ("conversations", "0004_participants_parted"),
        ("tenants", "0005_consent_and_retention"),
        ("triggers", "0011_actions"),
        ("visitors", "0007_consent_words"),
    ]

    operations = [
        migrations.AlterField(
            model_name="invitation",
            name="trigger",
            field=tenants.scoped.TenantForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="triggers.trigger",
                verbose_name="trigger",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                condition=models.Q(("trigger__isnull", True)),
                fields=["tenant", "member", "created_at"],
                name="invitation_by_hand",
            ),
        ),
    ]
