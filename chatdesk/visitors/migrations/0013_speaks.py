"""Questions come in the language of the window, which a page may choose, whatever the browser speaks.

It is told with the arrival and noted in its one statement.
"""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """A column, and ``arrive`` with one parameter more."""

    dependencies = [("visitors", "0012_notes")]

    operations = [
        migrations.AddField(
            model_name="visitor",
            name="speaks",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=2),
        ),
        migrations.RunSQL((SQL / "arrive_speaking.sql").read_text(), migrations.RunSQL.noop),
    ]
