"""``kill -9`` of the Celery worker: what was to be delivered is delivered, with the same key."""

import asyncio
import threading
import time
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from crm_sync.models import Connection, OutboxEntry
from ground.servers.server import Server
from tenants.scope import tenant_scope
from tests.faults.conftest import MakeLive
from tests.wire import Wire
from tests.world import Client, World

pytestmark = [pytest.mark.serial, pytest.mark.slow]

TALKS = 8
AT_ONCE = 2
"""Processes of the worker: so many requests can have been on their way."""
DELIVERED_WITHIN = 40
"""Seconds: the sweep runs every ten, the worker needs some to start."""


class Receiver:
    """Somebody's CRM: slow, and it remembers the keys."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._never = threading.Event()
        self._several = threading.Event()

    def __call__(self, request: Request) -> Response:
        """Takes half a second for each."""
        self.keys.append(request.headers["webhook-id"])
        if len(self.keys) > 1:
            self._several.set()
        self._never.wait(0.5)
        return Response(status=204)

    async def busy(self, seconds: float) -> None:
        """Waits for the second delivery."""
        assert await asyncio.to_thread(self._several.wait, seconds)


async def test_a_killed_worker_leaves_nothing_undelivered(
    installation: MakeLive, world: World, httpserver: HTTPServer, own_redis: Server
) -> None:
    receiver = Receiver()
    httpserver.expect_request("/hook").respond_with_handler(receiver)
    await connect(world.ours, httpserver.url_for("/hook"))
    local = f"localhost:{httpserver.port}"
    # A Redis of its own: no other worker takes what this one leaves.
    told = {"CHATDESK_CRM_LOCAL_RECEIVERS": local, "REDIS_URL": own_redis.url}
    live = installation("door", "worker", "beat", **told)
    await asyncio.gather(*(talk(live.door, world.ours) for _ in range(TALKS)))
    await receiver.busy(DELIVERED_WITHIN)
    live.kill("worker")
    assert await pending(world.ours)
    await leases_end(world.ours)
    await live.start_soon("worker")
    await nothing_pending(world.ours, DELIVERED_WITHIN)
    assert set(receiver.keys) == await keys(world.ours)
    assert len(receiver.keys) <= TALKS + AT_ONCE


async def talk(door: str, client: Client) -> None:
    """A visitor says something and ends the conversation."""
    visitor = await Wire.visitor(door, client.site.key)
    await visitor.say("Please call me")
    await visitor.send("end")
    while (await visitor.expect("conversation"))["conversation"]["state"] != "ended":
        pass
    await visitor.leave()


@sync_to_async
def connect(client: Client, url: str) -> None:
    """The client's conversations go there."""
    with tenant_scope(client.id):
        Connection.objects.create(name="CRM", url=url)


@sync_to_async
def pending(client: Client) -> int:
    """How many entries wait."""
    with tenant_scope(client.id):
        return OutboxEntry.objects.filter(state=OutboxEntry.State.PENDING).count()


async def nothing_pending(client: Client, seconds: float) -> None:
    """Waits until everything is delivered."""
    deadline = time.monotonic() + seconds
    while await pending(client):
        assert time.monotonic() < deadline, "Something was never delivered"
        await asyncio.sleep(0.2)


@sync_to_async
def keys(client: Client) -> set[str]:
    """Of all entries."""
    with tenant_scope(client.id):
        return {str(key) for key in OutboxEntry.objects.values_list("key", flat=True)}


@sync_to_async
def leases_end(client: Client) -> None:
    """As if the minute had passed for which the killed worker held an entry."""
    with tenant_scope(client.id):
        held = OutboxEntry.objects.exclude(lease_until=None)
        held.update(lease_until=timezone.now() - timedelta(seconds=1))
