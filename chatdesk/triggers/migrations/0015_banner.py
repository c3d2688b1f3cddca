"""A banner leads somewhere, in this tab or another, and stands above the launcher or in the window."""

from django.db import migrations, models

import chatdesk.triggers.validators


class Migration(migrations.Migration):
    """Columns."""

    dependencies = [
        ("triggers", "0014_tally"),
    ]

    operations = [
        migrations.AddField(
            model_name="trigger",
            name="banner_link",
            field=models.CharField(
                blank=True,
                help_text="/sale for a page of the site, or a whole address. If it belongs to another site, the banner says which.",
                max_length=500,
                validators=[chatdesk.triggers.validators.validate_link],
                verbose_name="banner leads to",
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="banner_opens",
            field=models.CharField(
                choices=[("here", "in the same tab"), ("apart", "in a new tab")],
                default="here",
                max_length=5,
                verbose_name="the page opens",
            ),
        ),
        migrations.AddField(
            model_name="trigger",
            name="banner_place",
            field=models.CharField(
                choices=[
                    ("beside", "above the launcher, and in the window once it is open"),
                    ("window", "in the chat window alone"),
                ],
                default="beside",
                max_length=6,
                verbose_name="the banner stands",
            ),
        ),
    ]
