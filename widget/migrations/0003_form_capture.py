"""Which forms of a site are read."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import tenants.scoped
import widget.models
from tenants.rls import TenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0004_invitation_limits"),
        ("widget", "0002_row_level_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormCapture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "enabled",
                    models.BooleanField(
                        default=False,
                        help_text="Name, e-mail and phone number, when a visitor sends a form. Never passwords, cards, codes or hidden fields.",
                        verbose_name="take over contacts from forms of the site",
                    ),
                ),
                (
                    "only",
                    models.TextField(
                        blank=True,
                        help_text="CSS selectors such as #newsletter or form.order, one a line. Empty: every form.",
                        validators=[widget.models.validate_lines],
                        verbose_name="only these forms",
                    ),
                ),
                (
                    "besides",
                    models.TextField(
                        blank=True,
                        help_text="CSS selectors, one a line.",
                        validators=[widget.models.validate_lines],
                        verbose_name="not these forms",
                    ),
                ),
                (
                    "fields",
                    models.TextField(
                        blank=True,
                        help_text="One a line: a CSS selector, = and name, email, phone or nothing. For example: #fio = name. Fields that look like a secret are not read even then.",
                        validators=[widget.models.validate_fields],
                        verbose_name="fields that are not recognised",
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        help_text="Two letters such as GB or RU, for numbers without a country code. Empty: the visitor's country.",
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator("^[A-Z]{2}$", "Write two capital letters such as GB.")
                        ],
                        verbose_name="country of phone numbers",
                    ),
                ),
                (
                    "site",
                    tenants.scoped.TenantOneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="form_capture",
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
                "verbose_name": "contacts from forms",
                "verbose_name_plural": "contacts from forms",
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        TenantTable("FormCapture", referenced=False),
    ]
