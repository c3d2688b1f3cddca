"""Locks the tables of visitors."""

from pathlib import Path

from django.db import migrations

from tenants.rls import TenantTable

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """Row-level security and functions."""

    dependencies = [("visitors", "0001_initial"), ("tenants", "0002_row_level_security")]
    operations = [
        TenantTable("Visitor"),
        TenantTable("Visit"),
        TenantTable("PageView", referenced=False),
        migrations.RunSQL((SQL / "arrival.sql").read_text(), migrations.RunSQL.noop),
    ]
