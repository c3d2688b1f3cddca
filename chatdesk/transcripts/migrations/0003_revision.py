"""Numbers the records of a conversation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Changes of columns."""

    dependencies = [
        ("transcripts", "0002_row_level_security"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="transcript",
            name="transcript_once",
        ),
        migrations.AddField(
            model_name="transcript",
            name="revision",
            field=models.PositiveIntegerField(default=1, verbose_name="revision"),
        ),
        migrations.AddConstraint(
            model_name="transcript",
            constraint=models.UniqueConstraint(
                fields=("tenant", "conversation", "revision"), name="transcript_revision"
            ),
        ),
    ]
