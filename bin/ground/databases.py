"""The databases of one world as its processes see them: ours on sockets, or those that the environment names."""

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

from ground.places import Places
from ground.progress import Failure
from ground.servers import postgres, valkey
from ground.servers.server import Server
from tenants import database_roles
from tenants.database_roles import APP, OWNER

NAME = "chatdesk"
_MAINTENANCE = ("", "postgres")  # databases that belong to the server itself


@dataclass(frozen=True)
class Databases:
    """The address of one database for each role, and that of Redis."""

    admin_url: str
    owner_url: str
    app_url: str
    redis_url: str


def open_databases(places: Places, *, started: Callable[[Server], object]) -> Databases:
    """Start what is not given by DATABASE_URL and REDIS_URL, and make roles and database.

    ``started`` is called with each server as soon as it runs: whoever passes it stops them.
    DATABASE_URL is an administrator's; raises Failure when it does not allow what is needed.
    """

    def run(start: Callable[[Places], Server]) -> str:
        server = start(places)
        started(server)
        return server.url

    redis_url = os.environ.get("REDIS_URL") or run(valkey.start)
    admin_url = os.environ.get("DATABASE_URL") or run(postgres.start)
    passwords = _passwords(admin_url) if os.environ.get("DATABASE_URL") else {}
    name = _database_of(admin_url)
    _prepare(admin_url, name, passwords)
    return Databases(
        admin_url=at_database(admin_url, name),
        owner_url=for_role(admin_url, OWNER, name, passwords.get(OWNER)),
        app_url=for_role(admin_url, APP, name, passwords.get(APP)),
        redis_url=redis_url,
    )


def at_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{quote(name, safe='')}"))


def for_role(admin_url: str, role: str, database: str, password: str | None) -> str:
    """The address of ``database`` for ``role`` on the server of ``admin_url``."""
    parts = urlsplit(admin_url)
    host = parts.netloc.rpartition("@")[2]
    login = role if password is None else f"{role}:{quote(password, safe='')}"
    return at_database(urlunsplit(parts._replace(netloc=f"{login}@{host}")), database)


def _passwords(admin_url: str) -> dict[str, str]:
    """The same for every checkout that uses the server, and unknown to who does not know the administrator's."""
    return {role: hmac.new(admin_url.encode(), role.encode(), hashlib.sha256).hexdigest()[:32] for role in (OWNER, APP)}


def _database_of(admin_url: str) -> str:
    name = urlsplit(admin_url).path.removeprefix("/")
    return NAME if name in _MAINTENANCE else name


def _prepare(admin_url: str, name: str, passwords: dict[str, str]) -> None:
    try:
        with psycopg.connect(at_database(admin_url, "postgres"), autocommit=True, connect_timeout=10) as connection:
            database_roles.create_roles(connection, passwords=passwords)
            database_roles.create_database(connection, name)
        with psycopg.connect(at_database(admin_url, name), connect_timeout=10) as connection:
            database_roles.prepare_schema(connection)
    except psycopg.Error as error:
        raise Failure(f"PostgreSQL could not be prepared: {error}") from error
