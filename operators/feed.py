"""The list of who is on a client's sites, for all consoles of this process that have it open.

One subscription and one read serve them all. Only while somebody has the list open does a process hear of visitors,
keep in mind who is there, and ask the database; what it sends are changes.
"""

import asyncio
import weakref
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable, Sequence
from functools import partial
from typing import Any, Protocol

import structlog
from channels import DEFAULT_CHANNEL_LAYER
from channels.layers import channel_layers
from django.utils import timezone

from chatdesk.realtime import groups, presence
from chatdesk.realtime.db import DATABASE_AWAY, in_thread
from chatdesk.realtime.frames import encode
from chatdesk.realtime.frames.to_operator import VisitorsEvent
from chatdesk.realtime.redis import REDIS_AWAY
from chatdesk.triggers.selectors.listing import Listed, listed
from tenants.scope import tenant_scope

log = structlog.get_logger()

TICK_SECONDS = 0.5
"""Changes are read and sent together, at most so often."""
GRACE_SECONDS = 3.0
"""Who goes to another page closes one socket and opens the next: gone is who has none for so long."""
AGAIN_SECONDS = 0.25
"""After which work that fell begins again."""
COMPARE_SECONDS = 25.0
"""How often news that got lost are made up for."""
PAGE = 150
"""Lines of one read and of one frame: about 60 KB."""

Departments = frozenset[int] | None
Work = Callable[[], Coroutine[Any, Any, None]]


class Watcher(Protocol):
    """A console that has the list open."""

    departments: Departments
    """Whose sites it may see; None: all."""

    def tell(self, text: str) -> None:
        """Sends an encoded frame."""


class Feed:
    """Who is on the sites of one client."""

    def __init__(self, tenant_id: int) -> None:
        self._tenant_id = tenant_id
        self._watchers: set[Watcher] = set()
        self._reading: set[Watcher] = set()
        self._opening = asyncio.Lock()
        self._present: defaultdict[int, set[str]] = defaultdict(set)
        self._told: dict[int, tuple[int | None, str]] = {}
        """Department and public id of whoever stands in a console's list."""
        self._stirred: set[int] = set()
        self._again: set[int] = set()
        self._leaving: dict[int, float] = {}
        self._at_once = PAGE
        """Lines of one read; one after a read that fell, until whoever felled it is known."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._awake = asyncio.Event()
        self._channel = ""

    # For consoles

    async def join(self, watcher: Watcher) -> None:
        """Begins to tell; the list itself is read with ``pages``. Raises one of REDIS_AWAY."""
        async with self._opening:
            if not self._watchers:
                await self._open()
            self._watchers.add(watcher)

    async def part(self, watcher: Watcher) -> None:
        """Tells no more; the last one ends the feed."""
        async with self._opening:
            self._watchers.discard(watcher)
            self._reading.discard(watcher)
            if not self._watchers and self._channel:
                await self._close()

    async def show_all(self, watcher: Watcher, flush: Any) -> None:
        """The whole list in pages, each sent when the one before is; what changes meanwhile is told afterwards."""
        self._reading.add(watcher)
        try:
            ids = sorted(self._present, reverse=True)
            for at in range(0, len(ids) or 1, PAGE):
                if watcher not in self._watchers:
                    return
                found = await self._read([one for one in ids[at : at + PAGE] if one in self._present])
                lines = [one.line for one in found if _may_see(watcher.departments, one.department_id)]
                page = VisitorsEvent(at=timezone.now(), lines=lines, first=at == 0, more=at + PAGE < len(ids))
                watcher.tell(encode(page))
                await flush()
        finally:
            self._reading.discard(watcher)
            self._stir(self._again)
            self._again = set()

    # What happens

    async def _open(self) -> None:
        layer = channel_layers[DEFAULT_CHANNEL_LAYER]
        self._channel = await layer.new_channel()
        await layer.group_add(groups.stir(self._tenant_id), self._channel)
        # Read after joining: what changes from here on is heard.
        await self._compare()
        self._stirred.clear()
        for work in (self._listen, self._tick, self._compare_often):
            self._begin(work)

    def _begin(self, work: Work, *, again: bool = False) -> None:
        task = asyncio.create_task(self._go_on(work) if again else work())
        self._tasks.add(task)
        task.add_done_callback(partial(self._ended, work))

    def _ended(self, work: Work, task: asyncio.Task[None]) -> None:
        """What nobody foresaw fells one piece of work, and not for good."""
        self._tasks.discard(task)
        if not task.cancelled():
            log.error("visitors_feed_fell", exc_info=task.exception())
            self._begin(work, again=True)

    async def _go_on(self, work: Work) -> None:
        await asyncio.sleep(AGAIN_SECONDS)
        # What was said meanwhile went unheard.
        await self._compare_quietly()
        self._awake.set()
        await work()

    async def _close(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._at_once = PAGE
        layer, channel, self._channel = channel_layers[DEFAULT_CHANNEL_LAYER], self._channel, ""
        await layer.group_discard(groups.stir(self._tenant_id), channel)
        for kept in (self._present, self._told, self._stirred, self._again, self._leaving):
            kept.clear()

    async def _listen(self) -> None:
        layer = channel_layers[DEFAULT_CHANNEL_LAYER]
        while True:
            event = await layer.receive(self._channel)
            if event["type"] == "missed":
                await self._compare_quietly()
            else:
                self._note(event)

    def _note(self, event: dict[str, Any]) -> None:
        for lease in event["came"]:
            self._come(lease)
        for lease in event["left"]:
            self._go(lease)
        self._stir(event["changed"])

    def _come(self, lease: str) -> None:
        visitor_id = presence.owner_of(lease)
        self._present[visitor_id].add(lease)
        self._leaving.pop(visitor_id, None)
        self._stir([visitor_id])

    def _go(self, lease: str) -> None:
        visitor_id = presence.owner_of(lease)
        held = self._present.get(visitor_id)
        if held is None:
            return
        held.discard(lease)
        if not held:
            self._leaving[visitor_id] = asyncio.get_running_loop().time() + GRACE_SECONDS
            self._awake.set()

    def _stir(self, visitor_ids: Iterable[int]) -> None:
        self._stirred |= {one for one in visitor_ids if one in self._present}
        if self._stirred:
            self._awake.set()

    async def _compare_often(self) -> None:
        while True:
            await asyncio.sleep(COMPARE_SECONDS)
            await self._compare_quietly()

    async def _compare_quietly(self) -> None:
        try:
            await self._compare()
        except REDIS_AWAY:
            log.info("visitors_not_compared")

    async def _compare(self) -> None:
        held = set(await in_thread(presence.leases, presence.VISITORS, self._tenant_id))
        known = {lease for leases in self._present.values() for lease in leases}
        for lease in held - known:
            self._come(lease)
        for lease in known - held:
            self._go(lease)

    # What is told

    async def _tick(self) -> None:
        while True:
            await self._awake.wait()
            await asyncio.sleep(TICK_SECONDS)
            self._awake.clear()
            self._tell_gone()
            await self._tell_stirred()
            if self._leaving:
                self._awake.set()

    def _tell_gone(self) -> None:
        now = asyncio.get_running_loop().time()
        gone = [visitor_id for visitor_id, at in self._leaving.items() if at <= now]
        for visitor_id in gone:
            del self._leaving[visitor_id]
            self._present.pop(visitor_id, None)
        left = [self._told.pop(visitor_id) for visitor_id in gone if visitor_id in self._told]
        self._tell(lambda seen: VisitorsEvent(at=timezone.now(), gone=[one for at, one in left if _may_see(seen, at)]))

    async def _tell_stirred(self) -> None:
        while self._stirred:
            ids = sorted(self._stirred)[: self._at_once]
            self._stirred.difference_update(ids)
            try:
                found = await self._read_carefully(ids)
            except DATABASE_AWAY:
                self._stir(ids)
                return
            if self._reading:
                self._again.update(one.visitor_id for one in found)
            self._tell_lines(found)
        self._at_once = PAGE

    async def _read_carefully(self, ids: Sequence[int]) -> list[Listed]:
        """As ``_read``; if it falls, each of them is read alone when the work begins again, but who felled it alone."""
        done = False
        try:
            found = await self._read(ids)
            done = True
        finally:
            if not done and len(ids) > 1:
                self._at_once = 1
                self._stir(ids)
        return found

    def _tell_lines(self, found: Sequence[Listed]) -> None:
        def lines(seen: Departments) -> VisitorsEvent:
            allowed = [one.line for one in found if _may_see(seen, one.department_id)]
            return VisitorsEvent(at=timezone.now(), lines=allowed)

        self._tell(lines)

    async def _read(self, visitor_ids: Sequence[int]) -> list[Listed]:
        found = await in_thread(_read, self._tenant_id, visitor_ids)
        there = [one for one in found if one.visitor_id in self._present]
        self._told |= {one.visitor_id: (one.department_id, one.line.id) for one in there}
        return there

    def _tell(self, changes: Callable[[Departments], VisitorsEvent]) -> None:
        texts: dict[Departments, str] = {}
        for watcher in self._watchers:
            seen = watcher.departments
            if seen not in texts:
                event = changes(seen)
                texts[seen] = encode(event) if event.lines or event.gone else ""
            if texts[seen]:
                watcher.tell(texts[seen])


_feeds: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, dict[int, Feed]]" = weakref.WeakKeyDictionary()


def feed_of(tenant_id: int) -> Feed:
    """The client's feed in this process."""
    return _feeds.setdefault(asyncio.get_running_loop(), {}).setdefault(tenant_id, Feed(tenant_id))


def _read(tenant_id: int, visitor_ids: Sequence[int]) -> list[Listed]:
    with tenant_scope(tenant_id):
        return listed(visitor_ids)


def _may_see(seen: Departments, department_id: int | None) -> bool:
    return seen is None or department_id is None or department_id in seen
