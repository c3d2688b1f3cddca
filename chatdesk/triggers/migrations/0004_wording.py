"""Questions may have gaps."""

from django.db import migrations, models

import chatdesk.triggers.validators


class Migration(migrations.Migration):
    dependencies = [("triggers", "0003_withdrawn")]

    operations = [
        migrations.AlterField(
            model_name="trigger",
            name="text",
            field=models.CharField(
                help_text="{search_query|a reactor} stands for what was searched for, else for “a reactor”. Also: {page_title|…}, {visitor_name|…}, {operator_name}.",
                max_length=300,
                validators=[chatdesk.triggers.validators.validate_wording],
                verbose_name="question",
            ),
        )
    ]
