"""How long a site may keep visits and visitors."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    """Bounds and words."""

    dependencies = [
        ("tenants", "0006_rules_open_window"),
    ]

    operations = [
        migrations.AlterField(
            model_name="site",
            name="keep_visitors_days",
            field=models.PositiveSmallIntegerField(
                default=730,
                help_text="Counted from the last visit: then a visitor who never wrote is forgotten altogether, with the contacts that were left in forms. Recipients of letters are forgotten so long after the links have run out.",
                validators=[
                    django.core.validators.MinValueValidator(30, "At least a month: 30 days."),
                    django.core.validators.MaxValueValidator(3650, "At most ten years: 3650 days."),
                ],
                verbose_name="days that visitors are kept",
            ),
        ),
        migrations.AlterField(
            model_name="site",
            name="keep_visits_days",
            field=models.PositiveSmallIntegerField(
                default=365,
                help_text="Then the pages, sources and doings of visitors who never wrote are deleted. What your rules and letters brought stays, as plain numbers. Whoever wrote is kept with the conversation. 365 is a year.",
                validators=[
                    django.core.validators.MinValueValidator(7, "At least a week: 7 days."),
                    django.core.validators.MaxValueValidator(3650, "At most ten years: 3650 days."),
                ],
                verbose_name="days that visits and pages are kept",
            ),
        ),
    ]
