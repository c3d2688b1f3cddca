"""An installation of its own for one benchmark: database, world, running processes."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from django.db import connection

from chatdesk.realtime.redis import sync_redis
from tests.database import make_database
from tests.live import Live
from tests.world import World, make_world

_NUMBER = 90
"""Of the database and of the first ids, apart from those of the tests."""


@dataclass(frozen=True)
class Installation:
    """What runs, and whom it serves."""

    live: Live
    world: World

    def pid(self, name: str) -> int:
        """A process of the product."""
        return self.live.running[name].pid

    def settle(self) -> None:
        """Statistics of the tables as they are now, as autovacuum has them within a minute."""
        name = connection.settings_dict["NAME"]
        with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], dbname=name, autocommit=True) as administrator:
            administrator.execute("analyze")

    def pids(self) -> dict[str, int]:
        """The first process of everything that takes part in a message."""
        return {name: process.pid for name, process in self.live.running.items()} | _servers()


@contextmanager
def installed(*names: str) -> Iterator[Installation]:
    """Starts the processes of these names; ends them."""
    number = _NUMBER + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    make_database(number)
    with tempfile.TemporaryDirectory() as folder:
        live = Live(Path(folder))
        try:
            live.start(*names)
            yield Installation(live, make_world())
        finally:
            live.stop()


def _servers() -> dict[str, int]:
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"]) as connection:
        backend = psutil.Process(connection.info.backend_pid)
        return {"postgres": backend.ppid(), "redis": int(sync_redis().info("server")["process_id"])}
