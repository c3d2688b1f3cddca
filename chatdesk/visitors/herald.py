"""Says which visitors came, left or changed, to whoever lists them. What they are now, the listener reads.

A process says it at most every STIR_SECONDS for each client, however many come at once. While nobody listens, Redis
drops it: who watches is known by who has subscribed.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from chatdesk.realtime import groups
from chatdesk.realtime.publish import publish_order, publish_order_on_commit

STIR_SECONDS = 0.25
ORDER = "visitors.stirred"


@dataclass(slots=True)
class Notes:
    """What has happened at one client since it was said last."""

    came: list[str] = field(default_factory=list)
    """Leases, see ``presence``."""
    left: list[str] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    """Ids of visitors."""


class Herald:
    """What the sockets of this process have to say."""

    def __init__(self) -> None:
        self._notes: dict[int, Notes] = {}
        self._said: set[asyncio.Task[None]] = set()

    def came(self, tenant_id: int, lease: str) -> None:
        """A tab is open."""
        self._notes_of(tenant_id).came.append(lease)

    def left(self, tenant_id: int, lease: str) -> None:
        """A tab is gone."""
        self._notes_of(tenant_id).left.append(lease)

    def changed(self, tenant_id: int, visitor_id: int) -> None:
        """Another page, or one that is looked at again."""
        self._notes_of(tenant_id).changed.add(visitor_id)

    def _notes_of(self, tenant_id: int) -> Notes:
        if tenant_id not in self._notes:
            self._notes[tenant_id] = Notes()
            asyncio.get_running_loop().call_later(STIR_SECONDS, self._speak, tenant_id)
        return self._notes[tenant_id]

    def _speak(self, tenant_id: int) -> None:
        notes = self._notes.pop(tenant_id)
        saying = publish_order(
            [groups.stir(tenant_id)], ORDER, came=notes.came, left=notes.left, changed=list(notes.changed)
        )
        task = asyncio.ensure_future(saying)
        self._said.add(task)
        task.add_done_callback(self._said.discard)


herald = Herald()


def tell_changed(tenant_id: int, visitor_ids: Iterable[int]) -> None:
    """Something that lists show of these visitors is another thing, once the running transaction is committed."""
    publish_order_on_commit([groups.stir(tenant_id)], ORDER, came=[], left=[], changed=list(visitor_ids))
