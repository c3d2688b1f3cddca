"""A rule has drafts and versions, and is deleted so that it can be brought back."""

import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models

import tenants.scoped
from tenants.rls import TenantTable


class Migration(migrations.Migration):
    """Rules that are there have version 0 until they are published once more."""

    dependencies = [
        ("tenants", "0006_rules_open_window"),
        ("triggers", "0017_poll"),
    ]

    operations = [
        migrations.AddField(
            model_name="trigger",
            name="deleted_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="trigger",
            name="version",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False, verbose_name="version"),
        ),
        migrations.CreateModel(
            name="TriggerVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("found", "as it was before"),
                            ("published", "published"),
                            ("on", "switched on"),
                            ("off", "switched off"),
                            ("moved", "moved in the order"),
                            ("deleted", "deleted"),
                            ("restored", "brought back after it was deleted"),
                        ],
                        max_length=9,
                    ),
                ),
                ("document", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("by", models.CharField(max_length=254)),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "trigger",
                    tenants.scoped.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="triggers.trigger",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["tenant", "trigger", "id"], name="versions_of_trigger")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "draft")), fields=("tenant", "trigger"), name="trigger_one_draft"
                    )
                ],
            },
        ),
        TenantTable("TriggerVersion", referenced=False),
    ]
