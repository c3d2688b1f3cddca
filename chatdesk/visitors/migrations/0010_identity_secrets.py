"""Secrets with which sites vouch for their visitors, and which contacts they vouched for."""

import django.db.models.deletion
from django.db import migrations, models

import chatdesk.visitors.models
import tenants.scoped
import tenants.secrets
from tenants.rls import TenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0005_consent_and_retention"),
        ("visitors", "0009_visit_window_opened_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="contactpoint",
            name="verified_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="verified"),
        ),
        migrations.CreateModel(
            name="IdentitySecret",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kid",
                    models.CharField(
                        default=chatdesk.visitors.models.new_kid, editable=False, max_length=8, verbose_name="key id"
                    ),
                ),
                (
                    "secret",
                    tenants.secrets.SecretField(
                        default=chatdesk.visitors.models.new_secret, editable=False, verbose_name="signing secret"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
                (
                    "ends_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="valid until"),
                ),
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
                "verbose_name": "signing secret of a site",
                "verbose_name_plural": "signing secrets of sites",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "site", "kid"), name="identity_secret_kid"),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_at__isnull", True)),
                        fields=("tenant", "site"),
                        name="identity_secret_one",
                    ),
                ],
            },
        ),
        TenantTable("IdentitySecret", referenced=False),
    ]
