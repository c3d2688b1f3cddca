"""The demo shop on a free port."""

import threading
from collections.abc import Iterator

import pytest

from demo.shop.server import ShopServer
from tests.demo.client import DOOR, Client


@pytest.fixture(scope="session")
def shop() -> Iterator[Client]:
    """The shop, served from a thread for as long as the tests run."""
    with ShopServer(("localhost", 0), door=DOOR) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Client(server.port)
        server.shutdown()
        thread.join()
