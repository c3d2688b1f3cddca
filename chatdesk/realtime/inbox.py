"""What a client has sent and its consumer has not taken yet, with a limit.

Both servers queue without end: one flooding client made daphne grow by 559 MB.
"""

from collections.abc import Callable
from typing import Any

from chatdesk.realtime.mailbox import Mailbox

PAUSE_AT = 8
"""Events that may wait before the server stops reading, so that TCP holds the client back: 512 KiB at most."""
MOST = 1_000
"""More than this can come in one read, as the shortest frames; the rate limits would drop the rest anyway."""


class Inbox(Mailbox[dict[str, Any]]):
    """The queue of one socket's ASGI events, for a server that stops reading by itself."""

    __slots__ = ()

    def put_nowait(self, item: dict[str, Any]) -> None:
        """Queues an event. Beyond MOST frames are dropped, but never the news that the client has gone."""
        if self.qsize() < MOST or item["type"] != "websocket.receive":
            super().put_nowait(item)


class PausingInbox(Inbox):
    """For a server that does not: calls ``pause`` when PAUSE_AT events wait, ``resume`` when none does."""

    def __init__(self, *, pause: Callable[[], None], resume: Callable[[], None]) -> None:
        super().__init__()
        self._pause = pause
        self._resume = resume
        self._paused = False

    def put_nowait(self, item: dict[str, Any]) -> None:
        """Queues an event."""
        super().put_nowait(item)
        if self.qsize() >= PAUSE_AT and not self._paused:
            self._paused = True
            self._pause()

    async def get(self) -> dict[str, Any]:
        """The next event, when there is one."""
        item = await super().get()
        if self._paused and self.empty():
            self._paused = False
            self._resume()
        return item
