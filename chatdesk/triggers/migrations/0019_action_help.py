"""The form says what each action does; there is no text for all of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("triggers", "0018_versions")]

    operations = [
        migrations.AlterField(
            model_name="trigger",
            name="action",
            field=models.CharField(
                choices=[
                    ("bubble", "asks in a bubble above the launcher"),
                    ("window", "opens the chat window with the question"),
                    ("banner", "shows a banner with a link"),
                    ("glow", "lets the launcher glow for a moment"),
                    ("poll", "asks a poll of one to three questions"),
                ],
                default="bubble",
                max_length=6,
                verbose_name="what it does",
            ),
        ),
    ]
