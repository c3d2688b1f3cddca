"""Finds the clients who have deliveries to send."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """One audited lookup."""

    dependencies = [("crm_sync", "0003_retries")]
    operations = [
        migrations.RunSQL((SQL / "lookup_deliveries_due.sql").read_text(), "drop function lookup_deliveries_due()"),
    ]
