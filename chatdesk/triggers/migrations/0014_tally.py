"""What became of questions outlives the visits that tell it."""

import django.db.models.deletion
from django.db import migrations, models

import tenants.scoped
from tenants.rls import TenantTable


class Migration(migrations.Migration):
    """A table of sums, behind row-level security."""

    dependencies = [
        ("tenants", "0007_retention"),
        ("triggers", "0013_schedule"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="tallied",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("variant", models.CharField(blank=True, max_length=1)),
                ("since", models.DateTimeField(null=True)),
                ("people", models.PositiveIntegerField(default=0)),
                ("shown", models.PositiveIntegerField(default=0)),
                ("clicked", models.PositiveIntegerField(default=0)),
                ("dismissed", models.PositiveIntegerField(default=0)),
                ("contacts", models.PositiveIntegerField(default=0)),
                ("goals", models.JSONField(default=dict)),
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
                "verbose_name": "tally",
                "verbose_name_plural": "tallies",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "trigger", "variant"), name="tally_of_variant")
                ],
            },
        ),
        TenantTable("Tally", referenced=False),
    ]
