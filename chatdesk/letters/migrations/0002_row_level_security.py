"""Locks the tables of letters."""

from django.db import migrations

from tenants.rls import TenantTable


class Migration(migrations.Migration):
    """Row-level security."""

    dependencies = [("letters", "0001_initial"), ("visitors", "0002_row_level_security")]
    operations = [
        TenantTable("Letter"),
        TenantTable("LetterLink"),
        TenantTable("LetterOpening", referenced=False),
    ]
