"""A client lets rules open the chat window by themselves, and on phones too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns."""

    dependencies = [
        ("tenants", "0005_consent_and_retention"),
    ]

    operations = [
        migrations.AddField(
            model_name="site",
            name="rules_open_on_phones",
            field=models.BooleanField(
                default=False,
                help_text="There the window covers most of the page: visitors may take it for an advertisement.",
                verbose_name="on phones too",
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="rules_open_window",
            field=models.BooleanField(
                default=False,
                help_text="By itself, without a click. Off: what such a rule asks comes in a bubble.",
                verbose_name="rules may open the chat window",
            ),
        ),
    ]
