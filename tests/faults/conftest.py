"""Installations that may be broken: each test has its own processes, some their own servers."""

import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.db import connections

from ground.places import Places, annex_of
from ground.servers import postgres, valkey
from ground.servers.server import Server
from tests.conftest import worker_number
from tests.database import make_database
from tests.live import Live

MakeLive = Callable[..., Live]


@pytest.fixture
def installation(database: None, tmp_path: Path) -> Iterator[MakeLive]:
    """Starts processes that nobody else uses: ``installation("door", "desk", REDIS_URL=…)``."""
    started: list[Live] = []

    def make(*names: str, **told: str) -> Live:
        live = Live(tmp_path, **told)
        started.append(live)
        live.start(*names)
        return live

    yield make
    for live in started:
        live.stop()


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    """Where own servers keep their data."""
    places = Places(tmp_path / "ground")
    places.checkout.mkdir()
    places.prepare()
    yield places
    shutil.rmtree(annex_of(places.checkout), ignore_errors=True)


@pytest.fixture
def own_redis(places: Places) -> Iterator[Server]:
    """A Redis that may be killed; ``valkey.start(places)`` starts it again."""
    yield valkey.start(places)
    valkey.start(places).stop()


@pytest.fixture
async def own_postgres(another_postgres: Server) -> AsyncIterator[Server]:
    """A PostgreSQL that may be restarted, with the test's database; the test's own connections lead there meanwhile."""
    await sync_to_async(connections.close_all)()
    yield another_postgres
    await sync_to_async(connections.close_all)()


@pytest.fixture
def another_postgres(database: None, places: Places, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server, as the thread that collects fixtures sees it."""
    server = postgres.start(places)
    sockets = server.url.rpartition("host=")[2]
    monkeypatch.setenv("DATABASE_ADMIN_URL", server.url)
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        monkeypatch.setenv(name, f"{os.environ[name].partition('?')[0]}?host={sockets}")
    before = _lead_to(sockets)
    make_database(worker_number())
    yield server
    _lead_to(before)
    postgres.start(places).stop()


def _lead_to(sockets: str) -> str:
    """Sends both connections to another server; returns where they led before."""
    before = connections["default"].settings_dict["OPTIONS"].get("host") or connections["default"].settings_dict["HOST"]
    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["HOST"] = sockets
        connections[alias].settings_dict["OPTIONS"].pop("host", None)
    return str(before)
