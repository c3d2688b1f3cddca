"""The admin's own log, with its clients in it."""

import django.db.models.deletion
from django.db import migrations, models

from tenants.rls import agency_rule, guard_table, tenant_rule


class Migration(migrations.Migration):
    """AdminAction and its lock."""

    dependencies = [("tenants", "0002_row_level_security")]

    operations = [
        migrations.CreateModel(
            name="AdminAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=254, verbose_name="by")),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "added"), (2, "changed"), (3, "deleted")], verbose_name="action"
                    ),
                ),
                ("model", models.CharField(max_length=80)),
                ("object_id", models.CharField(max_length=40)),
                ("object_name", models.CharField(max_length=200)),
                ("details", models.JSONField(default=list)),
                ("action_time", models.DateTimeField(auto_now_add=True, verbose_name="time")),
                (
                    "agency",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.agency",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "verbose_name": "admin action",
                "verbose_name_plural": "admin actions",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["tenant", "model", "object_id"], name="admin_action_of_client"),
                    models.Index(fields=["agency", "model", "object_id"], name="admin_action_of_agency"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency__isnull", False), ("tenant__isnull", True)),
                            models.Q(("agency__isnull", True), ("tenant__isnull", False)),
                            _connector="OR",
                        ),
                        name="admin_action_owner",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            guard_table("tenants_adminaction", f"{tenant_rule()} or {agency_rule('agency_id')}"),
            migrations.RunSQL.noop,
        ),
    ]
