"""The roles: what the app may not do, whatever its code tries."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from ground.databases import Databases, open_databases
from ground.places import Places
from ground.servers.server import Server
from tenants import database_roles

pytestmark = pytest.mark.xdist_group("ground")

_TABLES = """
    CREATE TABLE letter (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id bigint, text text);
    ALTER TABLE letter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY own ON letter USING (tenant_id = nullif(current_setting('app.tenant', true), '')::bigint);
    CREATE FUNCTION count_letters() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM letter';
    ALTER FUNCTION count_letters() OWNER TO chatdesk_platform;
    SET LOCAL app.tenant = '7';
    INSERT INTO letter (tenant_id, text) VALUES (7, 'secret');
"""


@pytest.fixture(scope="module")
def databases(lasting_places: Places) -> Iterator[Databases]:
    servers: list[Server] = []
    found = _open(lasting_places, servers)
    with psycopg.connect(found.owner_url) as connection:
        connection.execute(_TABLES)
    yield found
    for server in servers:
        server.stop()


@pytest.fixture
def app(databases: Databases) -> Iterator[psycopg.Connection]:
    with psycopg.connect(databases.app_url, autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE letter",
        "CREATE TABLE mine ()",
        "CREATE TEMPORARY TABLE mine ()",
        "CREATE TABLE mine (letter bigint REFERENCES letter)",
        "ALTER TABLE letter DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE letter NO FORCE ROW LEVEL SECURITY",
        "DROP TABLE letter",
        "SET ROLE chatdesk_owner",
        "SET ROLE chatdesk_platform",
        "ALTER ROLE chatdesk_app BYPASSRLS",
        "SELECT count_letters()",
        "SET row_security = off; SELECT * FROM letter",
        "CREATE DATABASE mine",
        "COPY letter TO PROGRAM 'cat'",
    ],
)
def test_the_app_is_refused(app: psycopg.Connection, statement: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        app.execute(statement)


def test_the_app_reads_and_writes_rows_of_its_tenant_only(app: psycopg.Connection) -> None:
    assert app.execute("SELECT count(*) FROM letter").fetchone() == (0,)
    with app.transaction():
        app.execute("SET LOCAL app.tenant = '8'")
        app.execute("INSERT INTO letter (tenant_id, text) VALUES (8, 'x')")
        assert app.execute("DELETE FROM letter RETURNING tenant_id").fetchall() == [(8,)]


def test_the_owner_is_bound_by_the_policies_of_its_own_tables(databases: Databases) -> None:
    with psycopg.connect(databases.owner_url) as owner:
        assert owner.execute("SELECT count(*) FROM letter").fetchone() == (0,)


def test_a_listed_function_sees_across_tenants_once_it_is_granted(
    databases: Databases, app: psycopg.Connection
) -> None:
    with psycopg.connect(databases.owner_url) as owner:
        owner.execute("GRANT EXECUTE ON FUNCTION count_letters() TO chatdesk_app")
    assert app.execute("SELECT count_letters()").fetchone() == (1,)
    with psycopg.connect(databases.owner_url) as owner:
        owner.execute("REVOKE EXECUTE ON FUNCTION count_letters() FROM chatdesk_app")


def test_nobody_logs_in_as_platform(databases: Databases) -> None:
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        psycopg.connect(databases.app_url.replace(database_roles.APP, database_roles.PLATFORM))


def test_a_request_that_waits_too_long_is_cut(app: psycopg.Connection) -> None:
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    assert [app.execute(f"SHOW {name}").fetchone() for name in names] == [("15s",), ("5s",), ("30s",)]


def test_a_right_that_somebody_added_by_hand_is_taken_back(databases: Databases, lasting_places: Places) -> None:
    with psycopg.connect(databases.admin_url) as administrator:
        administrator.execute("ALTER ROLE chatdesk_app BYPASSRLS CREATEDB")
    _open(lasting_places, [])
    with psycopg.connect(databases.admin_url) as administrator:
        facts = "SELECT rolbypassrls, rolcreatedb, rolsuper FROM pg_roles WHERE rolname = 'chatdesk_app'"
        assert administrator.execute(facts).fetchone() == (False, False, False)


def _open(places: Places, servers: list[Server]) -> Databases:
    """Without the addresses that the run itself got."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.delenv("REDIS_URL", raising=False)
        return open_databases(places, started=servers.append)
