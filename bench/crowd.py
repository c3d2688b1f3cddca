"""Many visitors with a conversation each, and the operators who have them: real sockets, in this process."""

import asyncio
import gc
import itertools
import json
import time
from dataclasses import dataclass, field

from asgiref.sync import sync_to_async
from websockets.exceptions import ConnectionClosed

from bench.installation import Installation
from chatdesk.conversations.lifecycle import State
from chatdesk.conversations.models import Conversation
from tenants.scope import tenant_scope
from tests.sockets import make_session
from tests.wire import Wire
from tests.world import Client, make_client

REST_SECONDS = 3
"""For news that are still on their way when everybody is there."""
AT_ONCE = 20
"""Handshakes that run side by side."""


@dataclass
class Delivered:
    """What happened to the messages of one step: seconds from sending."""

    to_operator: list[float] = field(default_factory=list)
    to_sender: list[float] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)


class Crowd:
    """Visitors who write and operators who read."""

    def __init__(self, installation: Installation) -> None:
        self._there = installation
        self._numbers = itertools.count()
        self._readers: list[asyncio.Task[None]] = []
        self._sent: dict[str, float] = {}
        self.visitors: list[Wire] = []
        self.delivered = Delivered()

    async def gather(self, *, visitors: int, clients: int) -> None:
        """Visitors of several clients begin to talk; then each client's operator comes, who has these talks already."""
        live, served = self._there.live, await sync_to_async(_clients)(self._there, clients)
        keys = [served[number % clients].site.key for number in range(visitors)]
        for group in _groups(visitors):
            come = [Wire.visitor(live.door, keys[number]) for number in group]
            self.visitors += await asyncio.gather(*come)
            await asyncio.gather(*(self.visitors[number].say("Hello") for number in group))
        self._readers = [asyncio.create_task(self._listen(wire, own=True)) for wire in self.visitors]
        for client in served:
            await sync_to_async(_give_all)(client)
            session = await sync_to_async(make_session)(client.marta)
            console = await Wire.operator(live.desk, session)
            self._readers.append(asyncio.create_task(self._listen(console, own=False)))
        await asyncio.sleep(REST_SECONDS)
        gc.freeze()  # the crowd's own pauses are not what is measured

    async def write(self, *, rate: float, seconds: float) -> Delivered:
        """Visitors write in turn, ``rate`` messages a second between them, whether answered or not."""
        self.delivered, self._sent = Delivered(), {}
        count, started = int(rate * seconds), time.perf_counter()
        for number in range(count):
            pause = started + number / rate - time.perf_counter()
            if pause > 0:
                await asyncio.sleep(pause)
            await self._write(self.visitors[number % len(self.visitors)])
        return self.delivered

    async def leave(self) -> None:
        """Everybody goes."""
        for reader in self._readers:
            reader.cancel()

    async def _write(self, visitor: Wire) -> None:
        client_id = f"bench-{next(self._numbers):012}"
        self._sent[client_id] = time.perf_counter()
        await visitor.send("message", client_id=client_id, text=f"Does number {client_id} fit through a gate?")

    async def _listen(self, wire: Wire, *, own: bool) -> None:
        arrived = self.delivered
        try:
            async for text in wire.connection:
                frame, arrived = json.loads(text), self.delivered
                if frame["t"] == "ack":
                    self._note(arrived.acknowledged, frame["client_id"])
                elif frame["t"] == "message":
                    times = arrived.to_sender if own else arrived.to_operator
                    self._note(times, frame["item"].get("client_id", ""))
        except ConnectionClosed:
            return

    def _note(self, times: list[float], client_id: str) -> None:
        if client_id in self._sent:
            times.append(time.perf_counter() - self._sent[client_id])


def _groups(count: int) -> list[range]:
    return [range(start, min(count, start + AT_ONCE)) for start in range(0, count, AT_ONCE)]


def _give_all(client: Client) -> None:
    """As if Marta had taken every conversation: taking is not what is measured."""
    with tenant_scope(client.id):
        Conversation.objects.update(assigned_to=client.marta, last_operator=client.marta, state=State.ACTIVE)


def _clients(there: Installation, count: int) -> list[Client]:
    return [make_client(there.world.agency, f"Shop {number}") for number in range(count)]
