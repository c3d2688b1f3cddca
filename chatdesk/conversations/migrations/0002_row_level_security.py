"""Locks the tables of conversations."""

from pathlib import Path

from django.db import migrations

from tenants.rls import TenantTable

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """Row-level security and functions."""

    dependencies = [("conversations", "0001_initial"), ("visitors", "0002_row_level_security")]
    operations = [
        TenantTable("Conversation"),
        TenantTable("Message", referenced=False),
        TenantTable("Participant", referenced=False),
        migrations.RunSQL((SQL / "post_message.sql").read_text(), migrations.RunSQL.noop),
    ]
