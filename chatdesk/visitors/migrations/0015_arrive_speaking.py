"""What the window speaks is noted with the arrival itself, in the same statement."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """The same function with one parameter more."""

    dependencies = [("visitors", "0014_page_time_planned_once")]
    operations = [
        migrations.RunSQL((SQL / "arrive_speaking.sql").read_text(), migrations.RunSQL.noop),
    ]
