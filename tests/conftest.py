"""Fixtures that every test may use: the database, Redis, a world, and processes that really run."""

import inspect
import os
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace

import pytest
import pytest_asyncio
from django.conf import settings
from django.core.cache import caches
from playwright.async_api import Browser, async_playwright
from pytest_httpserver import HTTPServer

from chatdesk.realtime import db
from chatdesk.realtime import redis as redis_connections
from tenants.scope import tenant_scope
from tests.browsing import Stage, launch
from tests.database import make_database
from tests.live import Live
from tests.queued import Mailroom, nothing_queued
from tests.world import Client, World, make_world


def worker_number() -> int:
    """0 without parallel workers, else 1, 2 …"""
    name = os.environ.get("PYTEST_XDIST_WORKER", "")
    return int(name.removeprefix("gw")) + 1 if name else 0


@pytest.fixture(scope="session")
def database(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The worker's own database and Redis number. Nothing is rolled back: every test lives in own tenants."""
    number = worker_number()
    address = os.environ["REDIS_URL"].partition("?")[0]
    settings.REDIS_URL = f"{address}?db={number}" if address.startswith("unix") else address
    settings.CACHES["default"]["LOCATION"] = settings.REDIS_URL
    caches.close_all()
    with django_db_blocker.unblock():
        make_database(number)
        redis_connections.sync_redis().flushdb()
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever runs in an event loop of its own leaves no connections behind; long tests begin first.

    At the end of a run the other workers would wait for a long one.
    """
    for item in items:
        if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.function):
            item.fixturenames.insert(0, "closed_pools")
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest_asyncio.fixture
async def closed_pools() -> AsyncIterator[None]:
    """Closes the connections that the test's event loop opened."""
    yield
    await db.close()


@pytest.fixture
def world(database: None) -> World:
    """Two agencies, three clients, nobody knows of the others."""
    return make_world()


@pytest.fixture
def mailroom() -> Iterator[Mailroom]:
    """Keeps every background task from the workers; mails come when the test has them delivered."""
    with nothing_queued() as queued:
        yield Mailroom(queued)


@pytest.fixture(scope="session")
def live(database: None, make_httpserver: HTTPServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Desk, visitor door, worker, beat and the demo shop as bin/dev runs them, on free ports.

    What the fixture ``httpserver`` plays, a client's CRM, is the one local receiver that they admit.
    """
    receiver = f"localhost:{make_httpserver.port}"
    servers = Live(tmp_path_factory.mktemp("live"), CHATDESK_CRM_LOCAL_RECEIVERS=receiver)
    try:
        servers.start("desk", "door", "worker", "beat", "shop")
        yield servers
    finally:
        servers.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One real browser; every person gets a context of their own."""
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        yield browser
        await browser.close()


@pytest.fixture
def client_on_stage(world: World, live: Live) -> Client:
    """``ours``, whose site is the live shop."""
    with tenant_scope(world.ours.id):
        world.ours.site.domains = [live.shop.removeprefix("http://")]
        world.ours.site.save(update_fields=["domains"])
    return world.ours


@pytest.fixture
def prepared_stage(live: Live, client_on_stage: Client) -> Callable[[Browser], Stage]:
    """Writes to the database happen here, outside of any event loop."""
    stage = Stage.set(None, live, client_on_stage)
    return lambda browser: replace(stage, browser=browser)


@pytest_asyncio.fixture(loop_scope="session")
async def stage(chromium: Browser, prepared_stage: Callable[[Browser], Stage]) -> AsyncIterator[Stage]:
    """The live product with one client, for tests marked ``asyncio(loop_scope="session")``."""
    found = prepared_stage(chromium)
    yield found
    await found.leave()
