"""What a site records of its visitors, and for how long it is kept."""

from pathlib import Path

import django.core.validators
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """Columns, and the lookup that tells of them before a scope exists."""

    dependencies = [
        ("tenants", "0004_invitation_limits"),
    ]

    operations = [
        migrations.AddField(
            model_name="site",
            name="consent",
            field=models.CharField(
                choices=[("always", "of every visitor"), ("after", "of visitors who agreed"), ("never", "of nobody")],
                default="always",
                help_text="Your consent banner tells who agreed: ChatDesk('consent', true). Before that nothing is stored in the browser, no page is recorded and nobody is invited. Whoever writes is answered in any case; only the conversation is kept then.",
                max_length=6,
                verbose_name="record pages",
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="keep_visitors_days",
            field=models.PositiveSmallIntegerField(
                default=730,
                help_text="Counted from the last visit: then a visitor who never wrote is forgotten altogether.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(3650),
                ],
                verbose_name="days that visitors are kept",
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="keep_visits_days",
            field=models.PositiveSmallIntegerField(
                default=365,
                help_text="Visits in which nothing was written, with their pages. Conversations and their records stay.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(3650),
                ],
                verbose_name="days that visits and pages are kept",
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="respects_signals",
            field=models.BooleanField(
                default=False,
                help_text="Visitors whose browser sends such a signal are recorded only if they agree.",
                verbose_name="respect “Do Not Track” and Global Privacy Control",
            ),
        ),
        migrations.RunSQL((SQL / "lookup_site.sql").read_text(), migrations.RunSQL.noop),
    ]
