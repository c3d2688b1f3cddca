"""Six visitors and two operators who talk while something breaks; then their ledgers are compared with the truth."""

import asyncio
import itertools
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from asgiref.sync import sync_to_async
from django.db import connections

from chatdesk.conversations.models import Message
from tenants.scope import tenant_scope
from tests.faults.people import OperatorPerson, Person, VisitorPerson
from tests.live import Live
from tests.sockets import make_session
from tests.world import World

VISITORS = 6
WARM_SECONDS = 2.0
AFTER_SECONDS = 2.0

Fault = Callable[[], Awaitable[None]]


class Traffic:
    """Everybody who talks at one client."""

    def __init__(self, live: Live, world: World, sessions: list[str]) -> None:
        self.client = world.ours
        self.visitors = [VisitorPerson(live.door, self.client.site.key) for _ in range(VISITORS)]
        self.operators = [OperatorPerson(live.desk, session) for session in sessions]
        self._texts = itertools.count()

    @property
    def everybody(self) -> list[Person]:
        """Both sides."""
        return [*self.visitors, *self.operators]

    async def survives(self, fault: Fault, *, within: float) -> None:
        """Talks, breaks something, and asserts that nothing is lost, doubled or out of order.

        ``fault`` returns when what broke serves again; from then on everybody must be heard ``within`` seconds.
        """
        async with self._living():
            await self._settled(60, "Nobody took the conversations")
            async with self._talking():
                await asyncio.sleep(WARM_SECONDS)
                await fault()
                probes = await self._probe()
                complaint = f"Not everybody was heard again within {within} s"
                await _until(lambda: self._heard(probes), within, complaint, self._state)
                await asyncio.sleep(AFTER_SECONDS)
            await _until(self._everything_shown, 30, "Something was not shown in the end", self._state)
        await self._compare()

    # Internal

    @asynccontextmanager
    async def _living(self) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as lives:
            tasks = [lives.create_task(person.live()) for person in self.everybody]
            yield
            for task in tasks:
                task.cancel()

    @asynccontextmanager
    async def _talking(self) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as talks:
            tasks = [talks.create_task(self._chat(visitor)) for visitor in self.visitors]
            tasks += [talks.create_task(self._answer(operator)) for operator in self.operators]
            yield
            for task in tasks:
                task.cancel()

    async def _settled(self, seconds: float, complaint: str) -> None:
        for visitor in self.visitors:
            await visitor.say(self._text())
        await _until(lambda: sum(len(o.own) for o in self.operators) == VISITORS, seconds, complaint, self._state)

    async def _chat(self, visitor: VisitorPerson) -> None:
        while True:
            await asyncio.sleep(random.uniform(1.5, 2.5))
            await visitor.say(self._text())

    async def _answer(self, operator: OperatorPerson) -> None:
        while True:
            await asyncio.sleep(random.uniform(0.5, 0.9))
            if operator.own:  # the colleague may have been faster every time
                await operator.say(self._text(), conversation=random.choice(sorted(operator.own)))

    def _text(self) -> str:
        return f"Line {next(self._texts)}"

    async def _probe(self) -> list[tuple[str, Person, Person]]:
        """A message from every visitor and one to every visitor: ``client_id``, who says it, who must see it."""
        probes: list[tuple[str, Person, Person]] = []
        for visitor in self.visitors:
            operator = self._operator_of(visitor)
            probes.append((await visitor.say(self._text()), visitor, operator))
            probes.append((await operator.say(self._text(), conversation=visitor.conversation), operator, visitor))
        return probes

    @staticmethod
    def _heard(probes: list[tuple[str, Person, Person]]) -> bool:
        return all(
            client_id in said.ledger.acknowledged and seen.has_shown(client_id) for client_id, said, seen in probes
        )

    def _everything_shown(self) -> bool:
        if any(person.outbox for person in self.everybody):
            return False
        for visitor in self.visitors:
            talk, operator = visitor.conversation, self._operator_of(visitor)
            newest = max(visitor.ledger.newest[talk], operator.ledger.newest[talk])
            if min(visitor.held(talk), operator.held(talk)) < newest or visitor.held(talk) != operator.held(talk):
                return False
        return True

    def _state(self) -> list[str]:
        return [
            f"{type(p).__name__} {'here' if p.wire else 'away'}, {len(p.outbox)} unsent, held"
            f" {[p.held(talk) for talk in p.conversations()]}, closed {p.ledger.closed}, refused {p.ledger.refused}"
            for p in self.everybody
        ]

    def _operator_of(self, visitor: VisitorPerson) -> OperatorPerson:
        return next(o for o in self.operators if visitor.conversation in o.own)

    async def _compare(self) -> None:
        stored = await sync_to_async(_stored)(self.client.id)
        all_ids = [client_id for lines in stored.values() for _, client_id in lines]
        for person in self.everybody:
            assert not person.ledger.refused, person.ledger.refused
            for client_id in person.ledger.sent:
                assert all_ids.count(client_id) == 1, "Lost or stored twice"
                assert client_id in person.ledger.acknowledged
            for conversation, shown in person.ledger.shown.items():
                assert [seq for seq, _ in shown] == list(range(1, len(shown) + 1)), "A gap, or shown twice"
                assert shown == stored[conversation][: len(shown)], "Another order than the server's"
                acknowledged = person.ledger.acknowledged
                assert all(acknowledged.get(client_id, seq) == seq for seq, client_id in shown)
        for visitor in self.visitors:
            operator = self._operator_of(visitor)
            whole = stored[visitor.conversation]
            assert visitor.ledger.shown[visitor.conversation] == whole
            assert operator.ledger.shown[visitor.conversation] == whole


async def traffic_of(live: Live, world: World) -> Traffic:
    """Six visitors, Marta and Oleg."""
    sessions = [await sync_to_async(make_session)(member) for member in (world.ours.marta, world.ours.oleg)]
    return Traffic(live, world, sessions)


def _stored(tenant_id: int) -> dict[str, list[tuple[int, str]]]:
    connections.close_all()  # the server may have been another one, or have gone
    with tenant_scope(tenant_id):
        lines = Message.objects.order_by("seq").values_list("conversation__public_id", "seq", "client_id")
        stored: dict[str, list[tuple[int, str]]] = {}
        for conversation, seq, client_id in lines:
            stored.setdefault(str(conversation), []).append((seq, client_id))
        return stored


async def _until(
    condition: Callable[[], bool], seconds: float, complaint: str, explain: Callable[[], object] | None = None
) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{complaint}: {explain()}" if explain else complaint
        await asyncio.sleep(0.05)
