"""How often a site may invite."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns with the limits that held for everybody so far."""

    dependencies = [("tenants", "0003_admin_action")]

    operations = [
        migrations.AddField(
            model_name="site",
            name="invitations_per_visit",
            field=models.PositiveSmallIntegerField(
                default=2,
                validators=[django.core.validators.MaxValueValidator(20)],
                verbose_name="invitations in one visit at most",
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="invitation_pause",
            field=models.PositiveIntegerField(
                default=120,
                validators=[django.core.validators.MaxValueValidator(86400)],
                verbose_name="seconds between any two invitations",
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="invitations_per_minute",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="On the whole site, so that answers don't come all at once. Empty: no limit.",
                null=True,
                verbose_name="invitations in one minute at most",
            ),
        ),
    ]
