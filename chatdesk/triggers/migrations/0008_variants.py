"""A rule has variants, other languages and a control group; a site has goals."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import chatdesk.triggers.validators
import tenants.scoped
from tenants.rls import TenantTable


class Migration(migrations.Migration):
    """What was asked until now was variant A."""

    dependencies = [
        ("conversations", "0004_participants_parted"),
        ("tenants", "0004_invitation_limits"),
        ("triggers", "0007_gaps"),
        ("visitors", "0002_row_level_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(help_text="What was reached: Order placed.", max_length=80, verbose_name="name"),
                ),
                (
                    "page",
                    models.CharField(
                        help_text="The address of the page that is seen then; * stands for anything: */thank-you*",
                        max_length=300,
                        validators=[chatdesk.triggers.validators.validate_goal_page],
                        verbose_name="page",
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="After the moment of the question. Later does not count.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="within days",
                    ),
                ),
            ],
            options={
                "verbose_name": "goal",
                "verbose_name_plural": "goals",
                "ordering": ["id"],
                "abstract": False,
                "base_manager_name": "objects",
            },
        ),
        migrations.AddField(
            model_name="invitation",
            name="variant",
            field=models.CharField(blank=True, default="A", max_length=1, verbose_name="variant"),
        ),
        migrations.AddField(
            model_name="trigger",
            name="held_percent",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="So many of a hundred visitors are shown nothing when their moment comes. What they do without the question tells what the question brings. 0: everybody is asked.",
                validators=[django.core.validators.MaxValueValidator(50)],
                verbose_name="control group, per cent",
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="texts",
            field=models.JSONField(
                blank=True,
                default=dict,
                validators=[chatdesk.triggers.validators.validate_texts],
                verbose_name="in other languages",
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="variants",
            field=models.JSONField(
                blank=True,
                default=dict,
                validators=[chatdesk.triggers.validators.validate_variants],
                verbose_name="further variants",
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="weight",
            field=models.PositiveSmallIntegerField(
                default=1,
                help_text="Counts only beside variants: 2 against 1 is two thirds.",
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)],
                verbose_name="share of the first question",
            ),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="state",
            field=models.CharField(
                choices=[
                    ("sent", "sent"),
                    ("shown", "shown"),
                    ("dismissed", "dismissed"),
                    ("answered", "answered"),
                    ("withdrawn", "withdrawn: the operator went away"),
                    ("held", "control group: nothing was shown"),
                ],
                default="sent",
                max_length=9,
                verbose_name="state",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["tenant", "trigger", "created_at"], name="invitation_of_rule"),
        ),
        migrations.AddField(
            model_name="goal",
            name="site",
            field=tenants.scoped.TenantForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="tenants.site",
                verbose_name="site",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="tenant",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tenants.tenant"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("tenant", "site", "name"), name="goal_name"),
        ),
        TenantTable("Goal", referenced=False),
    ]
