"""Visitors that are on a site now, as leases that this process renews together: an idle visitor costs nothing here."""

import asyncio
from collections import defaultdict

from chatdesk.realtime import presence
from chatdesk.realtime.redis import REDIS_AWAY
from chatdesk.visitors.herald import herald


class Online:
    """The visitors whose sockets this process holds."""

    def __init__(self) -> None:
        self._entries: defaultdict[int, set[str]] = defaultdict(set)
        self._renewal: asyncio.Task[None] | None = None

    async def come(self, tenant_id: int, visitor_id: int, socket: str) -> None:
        """A socket said hello; raises one of REDIS_AWAY, and then nothing is kept."""
        entry = presence.entry(visitor_id, socket)
        await presence.hold(presence.VISITORS, tenant_id, [entry])
        self._entries[tenant_id].add(entry)
        herald.came(tenant_id, entry)
        if self._renewal is None or self._renewal.done():
            self._renewal = asyncio.create_task(self._renew())

    async def go(self, tenant_id: int, visitor_id: int, socket: str) -> None:
        """A socket is closed."""
        entry = presence.entry(visitor_id, socket)
        self._entries[tenant_id].discard(entry)
        if not self._entries[tenant_id]:
            del self._entries[tenant_id]
        await presence.release(presence.VISITORS, tenant_id, [entry])
        herald.left(tenant_id, entry)

    async def _renew(self) -> None:
        while self._entries:
            await asyncio.sleep(presence.RENEW_SECONDS)
            for tenant_id, entries in list(self._entries.items()):
                try:
                    await presence.hold(presence.VISITORS, tenant_id, list(entries))
                except REDIS_AWAY:
                    continue


online = Online()
