"""Locks the tables of transcripts."""

from django.db import migrations

from tenants.rls import TenantTable


class Migration(migrations.Migration):
    """Row-level security and functions."""

    dependencies = [("transcripts", "0001_initial"), ("conversations", "0002_row_level_security")]
    operations = [
        TenantTable("Transcript"),
    ]
