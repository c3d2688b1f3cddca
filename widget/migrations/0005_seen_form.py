"""Forms of a site that browsers met lately."""

import django.db.models.deletion
from django.db import migrations, models

import tenants.scoped
from tenants.rls import TenantTable


class Migration(migrations.Migration):
    """A table behind row-level security."""

    dependencies = [
        ("tenants", "0007_retention"),
        ("widget", "0004_sizes"),
    ]

    operations = [
        migrations.CreateModel(
            name="SeenForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("selector", models.CharField(max_length=160, verbose_name="form")),
                ("page", models.CharField(blank=True, max_length=2048, verbose_name="page")),
                ("fields", models.JSONField(default=list, verbose_name="fields")),
                ("seen_at", models.DateTimeField(verbose_name="seen")),
                (
                    "site",
                    tenants.scoped.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.site",
                        verbose_name="site",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "verbose_name": "seen form",
                "verbose_name_plural": "seen forms",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [models.UniqueConstraint(fields=("tenant", "site", "selector"), name="seen_form_once")],
            },
        ),
        TenantTable("SeenForm", referenced=False),
    ]
