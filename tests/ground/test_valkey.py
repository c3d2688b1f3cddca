"""Valkey comes up after any end of its predecessor and keeps what it was told a second ago."""

import os
import signal
from collections.abc import Iterator

import pytest
import redis

from ground.places import Places
from ground.processes import wait_until
from ground.servers import valkey
from ground.servers.server import Server

pytestmark = pytest.mark.xdist_group("ground")


@pytest.fixture
def server(places: Places) -> Iterator[Server]:
    yield valkey.start(places)
    valkey.start(places).stop()


def test_a_running_server_is_adopted(server: Server, places: Places) -> None:
    assert valkey.start(places) == server


@pytest.mark.parametrize("farewell", [signal.SIGTERM, signal.SIGKILL])
def test_it_starts_again_with_what_it_kept(server: Server, places: Places, farewell: signal.Signals) -> None:
    with redis.from_url(server.url) as client:
        client.set("kept", "1")
    os.kill(server.identity.pid, farewell)
    assert wait_until(server.has_ended, 10)
    with redis.from_url(valkey.start(places).url) as client:
        assert client.get("kept") == b"1"


def test_it_listens_on_no_port_and_forgets_nothing_when_full(server: Server) -> None:
    with redis.from_url(server.url) as client:
        assert client.config_get("port", "maxmemory-policy", "appendfsync") == {
            "port": "0",
            "maxmemory-policy": "noeviction",
            "appendfsync": "everysec",
        }
