"""What waits to be sent on one socket, with a limit: a client that does not read is told to come back later."""

import asyncio
from collections.abc import Awaitable, Callable

MAX_EVENTS = 100
MAX_BYTES = 256 * 1024


class Outbox:
    """Sends in order, one at a time; ``overflow`` is called once when the limit is passed.

    No task exists while nothing waits: an idle socket costs nearly nothing here.
    """

    def __init__(self, send: Callable[[str], Awaitable[None]], overflow: Callable[[], None]) -> None:
        self._send = send
        self._overflow = overflow
        self._waiting: list[str] = []
        self._bytes = 0
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    def put(self, text: str) -> None:
        """Queues one text message. A single one may be longer than MAX_BYTES: a big client's ``welcome`` is."""
        if self._closed:
            return
        too_many = len(self._waiting) >= MAX_EVENTS
        if self._waiting and (too_many or self._bytes + len(text) > MAX_BYTES):
            self.close()
            self._overflow()
            return
        self._waiting.append(text)
        self._bytes += len(text)
        if self._task is None:
            self._task = asyncio.create_task(self._drain())

    def close(self) -> None:
        """Drops what waits; nothing is sent any more."""
        self._closed = True
        self._waiting.clear()

    async def flush(self) -> None:
        """Waits until everything queued so far is handed to the server."""
        if self._task is not None:
            await self._task

    async def _drain(self) -> None:
        try:
            while self._waiting:
                text = self._waiting.pop(0)
                self._bytes -= len(text)
                await self._send(text)
        except (OSError, RuntimeError):
            # The socket is closed or gone; its consumer hears of that by itself.
            self.close()
        finally:
            self._task = None
