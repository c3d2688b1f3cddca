"""A migrated database per test process, under the product's own roles: the tests run as the app role, locks on."""

import os

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from tenants import database_roles

_GAP = 1_000_000


def make_database(worker: int) -> None:
    """Creates, fills and selects the worker's database; ids start apart, so that workers can share Redis channels."""
    name = f"chatdesk_test_{worker}"
    admin = os.environ["DATABASE_ADMIN_URL"]
    with psycopg.connect(admin, autocommit=True) as server:
        server.execute(f'drop database if exists "{name}" with (force)')
        database_roles.create_roles(server, passwords={})
        database_roles.create_database(server, name)
    with psycopg.connect(admin, dbname=name, autocommit=True) as database:
        database_roles.prepare_schema(database)
    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = settings.DATABASES[alias]["NAME"] = name
    call_command("migrate", database="owner", verbosity=0)
    with connections["owner"].cursor() as cursor:
        for table in ("tenants_tenant", "tenants_agency", "tenants_user", "tenants_member"):
            cursor.execute("select setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, (worker + 1) * _GAP])
    connections["owner"].close()


def next_id(table: str) -> int:
    """A fresh number from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        return cursor.fetchone()[0]
