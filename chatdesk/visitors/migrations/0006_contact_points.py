"""How visitors can be reached, and where that was seen."""

import django.db.models.deletion
from django.db import migrations, models

import tenants.scoped
from tenants.rls import TenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0004_invitation_limits"),
        ("visitors", "0005_letter"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("name", "name"), ("email", "e-mail"), ("phone", "phone")],
                        max_length=5,
                        verbose_name="kind",
                    ),
                ),
                ("value", models.CharField(max_length=254, verbose_name="value")),
                ("normal", models.CharField(max_length=254, verbose_name="normalised")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("form", "a form of the site"),
                            ("message", "a message"),
                            ("identify", "told by the site"),
                            ("operator", "written by an operator"),
                        ],
                        max_length=8,
                        verbose_name="seen in",
                    ),
                ),
                ("page", models.CharField(blank=True, max_length=2048, verbose_name="page")),
                ("form", models.CharField(blank=True, max_length=80, verbose_name="form")),
                ("conversation", models.UUIDField(blank=True, null=True, verbose_name="conversation")),
                (
                    "consent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("site", "the site records everybody"),
                            ("given", "the visitor agreed"),
                            ("chat", "none: the visitor only wrote"),
                            ("withdrawn", "the visitor agreed, then withdrew"),
                        ],
                        max_length=9,
                        verbose_name="consent",
                    ),
                ),
                (
                    "doubt",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("syntax", "there can be no such one"),
                            ("disposable", "a throw-away mailbox"),
                            ("typo", "mistyped"),
                            ("fake", "made up"),
                        ],
                        max_length=10,
                        verbose_name="doubt",
                    ),
                ),
                ("suggestion", models.CharField(blank=True, max_length=254, verbose_name="probably meant")),
                ("first_at", models.DateTimeField(verbose_name="first seen")),
                ("last_at", models.DateTimeField(verbose_name="last seen")),
                ("chosen_at", models.DateTimeField(blank=True, null=True, verbose_name="chosen")),
                (
                    "chosen_by",
                    tenants.scoped.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="tenants.member",
                        verbose_name="chosen by",
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
                (
                    "visitor",
                    tenants.scoped.TenantForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="visitors.visitor",
                        verbose_name="visitor",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacts",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "visitor", "kind", "normal"), name="contact_point_once")
                ],
            },
        ),
        TenantTable("ContactPoint", referenced=False),
    ]
