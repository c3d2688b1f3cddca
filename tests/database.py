"""A migrated database per test process, under the product's own roles: the tests run as the app role, locks on.

The migrations run once for each state of the code, in a template; each process copies that, which takes no time.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg import Connection, sql

from tenants import database_roles

_GAP = 1_000_000
_LOCK = 7_420_195  # processes that begin together: one makes the template, the others wait
_TEMPLATE = "chatdesk_template_"
_CHECKOUT = Path(__file__).parents[1]
_PACKAGES = ("chatdesk", "tenants", "widget", "operators", "crm_sync", "demo")


def make_database(worker: int) -> None:
    """Creates, fills and selects the worker's database; ids start apart, so that workers can share Redis channels."""
    name = f"chatdesk_test_{worker}"
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], autocommit=True) as server:
        server.execute("select pg_advisory_lock(%s)", [_LOCK])
        template = _template(server)
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        server.execute(sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template)))
    _prepare(name)
    _select(name)
    with connections["owner"].cursor() as cursor:
        for table in ("tenants_tenant", "tenants_agency", "tenants_user", "tenants_member"):
            cursor.execute("select setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, (worker + 1) * _GAP])
    connections["owner"].close()


def next_id(table: str) -> int:
    """A fresh number from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        return cursor.fetchone()[0]


# Internal


def _template(server: Connection) -> str:
    """The name of the database that the code's migrations made; ``server`` is an administrator's and holds the lock."""
    database_roles.create_roles(server, passwords={})
    name = _TEMPLATE + _shape()
    there = {
        found for (found,) in server.execute("select datname from pg_database where datname like %s", [f"{_TEMPLATE}%"])
    }
    if name not in there:
        for old in there:
            server.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(old)))
        _migrate(server, name)
    return name


def _migrate(server: Connection, name: str) -> None:
    unfinished = "chatdesk_unfinished"
    server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(unfinished)))
    database_roles.create_database(server, unfinished)
    _prepare(unfinished)
    _select(unfinished)
    call_command("migrate", database="owner", verbosity=0)
    connections.close_all()
    server.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(unfinished), sql.Identifier(name)))


def _prepare(name: str) -> None:
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], dbname=name, autocommit=True) as database:
        database_roles.prepare_schema(database)


def _select(name: str) -> None:
    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = settings.DATABASES[alias]["NAME"] = name


def _shape() -> str:
    """What the template depends on, as a name."""
    found = hashlib.sha256()
    for path in sorted(_files()):
        found.update(str(path.relative_to(_CHECKOUT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def _files() -> Iterator[Path]:
    for package in _PACKAGES:
        for kind in ("*.py", "*.sql"):
            yield from (_CHECKOUT / package).glob(f"**/migrations/**/{kind}")
    yield from (_CHECKOUT / "chatdesk" / "settings").glob("*.py")
    yield from (
        _CHECKOUT / "requirements.txt",
        _CHECKOUT / "tenants" / "rls.py",
        _CHECKOUT / "tenants" / "database_roles.py",
    )
