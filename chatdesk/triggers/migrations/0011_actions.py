"""A rule may do something else than ask in a bubble; what was done and clicked is kept."""

from django.db import migrations, models

import chatdesk.triggers.validators


class Migration(migrations.Migration):
    """Columns."""

    dependencies = [
        ("triggers", "0010_asked_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="action",
            field=models.CharField(
                choices=[
                    ("bubble", "asks in a bubble above the launcher"),
                    ("window", "opens the chat window with the question"),
                    ("banner", "shows a banner with a link"),
                    ("glow", "lets the launcher glow for a moment"),
                ],
                default="bubble",
                max_length=6,
                verbose_name="what it does",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="clicked_at",
            field=models.DateTimeField(null=True, verbose_name="clicked"),
        ),
        migrations.AddField(
            model_name="trigger",
            name="action",
            field=models.CharField(
                choices=[
                    ("bubble", "asks in a bubble above the launcher"),
                    ("window", "opens the chat window with the question"),
                    ("banner", "shows a banner with a link"),
                    ("glow", "lets the launcher glow for a moment"),
                ],
                default="bubble",
                help_text="The window opens by itself only where the site allows it, and on phones only where it allows that too; elsewhere the question comes in a bubble.",
                max_length=6,
                verbose_name="what it does",
            ),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="state",
            field=models.CharField(
                choices=[
                    ("sent", "sent"),
                    ("shown", "shown"),
                    ("clicked", "clicked"),
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
        migrations.AlterField(
            model_name="invitation",
            name="text",
            field=models.CharField(blank=True, max_length=300, verbose_name="question"),
        ),
        migrations.AlterField(
            model_name="trigger",
            name="text",
            field=models.CharField(
                blank=True,
                help_text="{search_query|a reactor} stands for what was searched for, else for “a reactor”. Also: {page_title|…}, {product|…}, {city|…}, {visitor_name|…}, {operator_name}.",
                max_length=300,
                validators=[chatdesk.triggers.validators.validate_wording],
                verbose_name="question",
            ),
        ),
    ]
