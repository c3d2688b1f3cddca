"""Finds the clients who have silent conversations."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """One audited lookup."""

    dependencies = [("conversations", "0002_row_level_security")]
    operations = [
        migrations.RunSQL((SQL / "lookup_silent.sql").read_text(), "drop function lookup_silent(interval)"),
    ]
