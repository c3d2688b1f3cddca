"""Locks the tables of crm_sync."""

from django.db import migrations

from tenants.rls import TenantTable


class Migration(migrations.Migration):
    """Row-level security and functions."""

    dependencies = [("crm_sync", "0001_initial"), ("transcripts", "0002_row_level_security")]
    operations = [
        TenantTable("Connection"),
        TenantTable("OutboxEntry"),
        TenantTable("DeliveryAttempt", referenced=False),
    ]
