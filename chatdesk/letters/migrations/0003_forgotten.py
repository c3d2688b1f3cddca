"""A letter counts visitors of whom nothing else is known any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [
        ("letters", "0002_row_level_security"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="forgotten",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
