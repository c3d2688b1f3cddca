"""Locks the table of answers."""

from django.db import migrations

from tenants.rls import TenantTable


class Migration(migrations.Migration):
    """Row-level security."""

    dependencies = [("polls", "0001_initial"), ("visitors", "0002_row_level_security")]
    operations = [TenantTable("PollAnswer", referenced=False)]
