"""More gaps that a question may have."""

from django.db import migrations, models

import chatdesk.triggers.validators


class Migration(migrations.Migration):
    """A longer help text."""

    dependencies = [
        ("triggers", "0006_branches"),
    ]

    operations = [
        migrations.AlterField(
            model_name="trigger",
            name="text",
            field=models.CharField(
                help_text="{search_query|a reactor} stands for what was searched for, else for “a reactor”. Also: {page_title|…}, {product|…}, {city|…}, {visitor_name|…}, {operator_name}.",
                max_length=300,
                validators=[chatdesk.triggers.validators.validate_wording],
                verbose_name="question",
            ),
        ),
    ]
