"""The three PostgreSQL roles and what each may do: one text for development, tests and production.

* owner: owns the database and its schema, runs migrations, nothing else;
* app: the web, socket and worker processes; reads and writes rows under row-level security, changes no structure;
* platform: cannot log in; owns the few SECURITY DEFINER functions that look across tenants.

Everything here may run again and again: it repairs what somebody altered by hand.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from psycopg import Connection, errors, sql

OWNER = "chatdesk_owner"
APP = "chatdesk_app"
PLATFORM = "chatdesk_platform"

_PLAIN = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
_ATTRIBUTES = {
    OWNER: f"LOGIN NOBYPASSRLS {_PLAIN}",
    APP: f"LOGIN NOBYPASSRLS {_PLAIN}",
    PLATFORM: f"NOLOGIN BYPASSRLS {_PLAIN}",
}

# A request that waits longer has lost its reader; a forgotten transaction must not hold rows or vacuum back.
_SETTINGS = {
    OWNER: {"search_path": "public", "lock_timeout": "10s"},
    APP: {
        "search_path": "public",
        "statement_timeout": "15s",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "30s",
    },
}

_LOCK = 7_420_194

# The owner must be able to give a function to platform, which needs membership here and CREATE on the schema below.
_MEMBERSHIP = "GRANT {platform} TO {owner}"

_SCHEMA = (
    "ALTER DATABASE {database} OWNER TO {owner}",
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {database} TO {app}",
    "ALTER SCHEMA public OWNER TO {owner}",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO {app}",
    "GRANT USAGE, CREATE ON SCHEMA public TO {platform}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
    " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT SELECT ON TABLES TO {platform}",
    # Only the global default can take EXECUTE away from PUBLIC: a per-schema one can but add.
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
)


def create_roles(connection: Connection, *, passwords: Mapping[str, str]) -> None:
    """Make or repair the three roles; ``connection`` is a superuser's, ``passwords`` are by role and may be empty."""
    with _alone(connection):
        _create_roles(connection, passwords)


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    # Roles belong to the whole server: of two installations that begin at once, one would fail.
    connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        connection.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _create_roles(connection: Connection, passwords: Mapping[str, str]) -> None:
    for role, attributes in _ATTRIBUTES.items():
        _create_role(connection, role)
        _run(connection, [f"ALTER ROLE {{role}} {attributes}"], role=role)
    for role, settings in _SETTINGS.items():
        for name, value in settings.items():
            connection.execute(_set_for_role(role, name, value))
    for role, password in passwords.items():
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password)),
        )
    _run(connection, [_MEMBERSHIP], platform=PLATFORM, owner=OWNER)


def create_database(connection: Connection, name: str) -> None:
    """Make the database unless it exists; ``connection`` is an autocommitting administrator's."""
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        _run(connection, ["CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8'"], database=name)


def prepare_schema(connection: Connection) -> None:
    """Hand the connected database to the owner and say what app and platform may do in it."""
    _run(connection, _SCHEMA, database=connection.info.dbname, owner=OWNER, app=APP, platform=PLATFORM)


def _create_role(connection: Connection, role: str) -> None:
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        return
    try:
        _run(connection, ["CREATE ROLE {role}"], role=role)
    except errors.DuplicateObject:
        return  # another process made it in this instant


def _set_for_role(role: str, name: str, value: str) -> sql.Composed:
    return sql.SQL("ALTER ROLE {} SET {} = {}").format(sql.Identifier(role), sql.Identifier(name), sql.Literal(value))


def _run(connection: Connection, statements: Iterable[str], **names: str) -> None:
    identifiers = {key: sql.Identifier(name) for key, name in names.items()}
    for statement in statements:
        connection.execute(sql.SQL(statement).format(**identifiers))
