"""What the hostile tests look at: rows, and log lines."""

import os
from collections.abc import AsyncIterator, Callable, Iterator

import psycopg
import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from structlog.testing import capture_logs

from chatdesk.realtime import throttle
from tests.hostile.ground import Ground
from tests.live import Live
from tests.sockets import make_session
from tests.world import World

_TABLES = """
select relname, exists (
    select from pg_attribute where attrelid = c.oid and attname = 'tenant_id' and not attisdropped
) from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace
"""

Rows = Callable[[], dict[str, int]]


@pytest.fixture
def rows(world: World) -> Iterator[Rows]:
    """Counts the rows of every table, past row-level security; of clients' tables those of the test's own clients.

    A worker may be busy in the same database with what other tests left.
    """
    ours = [client.id for client in (world.ours, world.sister, world.foreign)]
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], dbname=_name(), autocommit=True) as admin:
        tables = admin.execute(_TABLES).fetchall()

        def count() -> dict[str, int]:
            return {name: count_of(name, owned=owned) for name, owned in tables}

        def count_of(name: str, *, owned: bool) -> int:
            only = " where tenant_id = any(%(ours)s)" if owned else ""
            return admin.execute(f'select count(*) from "{name}"{only}', {"ours": ours}).fetchone()[0]

        yield count


@pytest.fixture
def log_lines() -> Iterator[list[dict[str, object]]]:
    """Everything that the product logs meanwhile."""
    with capture_logs() as lines:
        yield lines


def _name() -> str:
    return str(connection.settings_dict["NAME"])


class Clock:
    """Time as the limits see it; passes only when told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        """Instead of ``time.monotonic``."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Lets time pass."""
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of every bucket; the event loop keeps its own."""
    clock = Clock()
    monkeypatch.setattr(throttle, "time", clock)
    return clock


@pytest.fixture
async def ground(live: Live, world: World) -> AsyncIterator[Ground]:
    """Fails when a process has ended or left a traceback meanwhile."""
    ground = Ground(live, world, await sync_to_async(make_session)(world.ours.marta))
    yield ground
    for name in ("door", "desk"):
        assert live.running[name].poll() is None
        if traceback := ground.traceback(name):
            pytest.fail(traceback, pytrace=False)
