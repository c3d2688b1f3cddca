"""Rules may say whom visitors get to who write without having been asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("triggers", "0015_banner")]

    operations = [
        migrations.AddField(
            model_name="trigger",
            name="unasked",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Whoever opens the chat by themselves, while the conditions are true, gets there too.",
                verbose_name="also who writes unasked",
            ),
        ),
    ]
