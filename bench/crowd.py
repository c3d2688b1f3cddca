"""Many visitors with a conversation each, and the operators who have them: real sockets, in this process."""

import asyncio
import itertools
import json
import time
from dataclasses import dataclass, field

from asgiref.sync import sync_to_async
from websockets.exceptions import ConnectionClosed

from bench.installation import Installation
from tenants.models import Member
from tenants.scope import tenant_scope
from tests.sockets import make_session
from tests.wire import Wire
from tests.world import make_member

AT_ONCE = 20
"""Handshakes that run side by side."""
TAKES_PER_SECOND = 15
"""An operator's frames are limited to 20 a second."""


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

    async def gather(self, *, visitors: int, operators: int) -> None:
        """Everybody comes; every visitor has a conversation that an operator has taken."""
        client, live = self._there.world.ours, self._there.live
        consoles = []
        for member in await sync_to_async(_team)(client.id, operators):
            consoles.append(await Wire.operator(live.desk, await sync_to_async(make_session)(member)))
        # Who does not read is cut.
        self._readers = [asyncio.create_task(self._listen(wire, own=False)) for wire in consoles]
        for group in _groups(visitors):
            self.visitors += await asyncio.gather(*(Wire.visitor(live.door, client.site.key) for _ in group))
        talks = []
        for start in range(0, visitors, AT_ONCE):
            group = self.visitors[start : start + AT_ONCE]
            talks += [ack["conversation"] for ack in await asyncio.gather(*(v.say("Hello") for v in group))]
        self._readers += [asyncio.create_task(self._listen(wire, own=True)) for wire in self.visitors]
        await self._take(consoles, talks)

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

    async def _take(self, consoles: list[Wire], talks: list[str]) -> None:
        for number, talk in enumerate(talks):
            await consoles[number % len(consoles)].send("take", conversation=talk)
            await asyncio.sleep(1 / TAKES_PER_SECOND / len(consoles))
        await asyncio.sleep(1)


def _groups(count: int) -> list[range]:
    return [range(start, min(count, start + AT_ONCE)) for start in range(0, count, AT_ONCE)]


def _team(tenant_id: int, count: int) -> list[Member]:
    with tenant_scope(tenant_id):
        return [make_member(f"operator{number}", Member.Role.OPERATOR) for number in range(count)]
