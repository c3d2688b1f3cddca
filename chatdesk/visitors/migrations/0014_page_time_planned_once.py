"""How long a page was seen is written down with a plan that is kept."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """The same function in another language."""

    dependencies = [("visitors", "0013_speaks")]
    operations = [
        migrations.RunSQL((SQL / "page_time_planned_once.sql").read_text(), migrations.RunSQL.noop),
    ]
