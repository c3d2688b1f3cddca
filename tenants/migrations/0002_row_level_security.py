"""Locks the tables of tenants."""

from pathlib import Path

from django.db import migrations

from tenants.rls import TenantTable, agency_rule, guard_table, tenant_rule

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    """Row-level security and functions."""

    dependencies = [("tenants", "0001_initial")]
    operations = [
        TenantTable("Department"),
        TenantTable("Site"),
        TenantTable("Member"),
        TenantTable("DepartmentMember", referenced=False),
        TenantTable("Face", referenced=False),
        migrations.RunSQL(guard_table("tenants_agency", agency_rule("id")), migrations.RunSQL.noop),
        migrations.RunSQL(guard_table("tenants_agencymember", agency_rule("agency_id")), migrations.RunSQL.noop),
        migrations.RunSQL(
            guard_table("tenants_tenant", f"{tenant_rule('id')} or {agency_rule('agency_id')}"), migrations.RunSQL.noop
        ),
        migrations.RunSQL((SQL / "lookups.sql").read_text(), migrations.RunSQL.noop),
    ]
