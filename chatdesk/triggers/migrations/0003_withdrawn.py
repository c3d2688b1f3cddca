"""Lets an invitation be withdrawn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Changes of columns."""

    dependencies = [
        ("triggers", "0002_row_level_security"),
    ]

    operations = [
        migrations.AlterField(
            model_name="invitation",
            name="state",
            field=models.CharField(
                choices=[
                    ("sent", "sent"),
                    ("shown", "shown"),
                    ("dismissed", "dismissed"),
                    ("answered", "answered"),
                    ("withdrawn", "withdrawn: the operator went away"),
                ],
                default="sent",
                max_length=9,
                verbose_name="state",
            ),
        ),
    ]
