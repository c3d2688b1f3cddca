"""Finds the clients who keep something for too long."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """One audited lookup."""

    dependencies = [
        ("conversations", "0004_participants_parted"),
        ("letters", "0003_forgotten"),
        ("tenants", "0005_consent_and_retention"),
        ("visitors", "0011_retention"),
    ]
    operations = [
        migrations.RunSQL((SQL / "lookup_outdated.sql").read_text(), "drop function lookup_outdated()"),
    ]
