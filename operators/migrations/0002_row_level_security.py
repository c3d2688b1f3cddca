"""Locks the tables of operators."""

from django.db import migrations

from tenants.rls import TenantTable


class Migration(migrations.Migration):
    """Row-level security and functions."""

    dependencies = [("operators", "0001_initial"), ("tenants", "0002_row_level_security")]
    operations = [
        TenantTable("Operator", referenced=False),
    ]
