"""Locks the tables of triggers."""

from django.db import migrations

from tenants.rls import TenantTable


class Migration(migrations.Migration):
    """Row-level security and functions."""

    dependencies = [("triggers", "0001_initial"), ("conversations", "0002_row_level_security")]
    operations = [
        TenantTable("Trigger"),
        TenantTable("Invitation", referenced=False),
    ]
