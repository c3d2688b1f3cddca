"""Uvicorn with limits: ``python -m chatdesk.realtime.door_server --port PORT chatdesk.asgi:door``.

Peers of the public door are strangers. Uvicorn waits for ever for the rest of a request, and for a client to read what
was sent before the close; here both end.
"""

import argparse
import asyncio
import gc
import logging
import socket
import time
from typing import Any, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from chatdesk.realtime.frames.base import MAX_FRAME_BYTES
from chatdesk.realtime.inbox import Inbox

REQUEST_SECONDS = 10
"""The head of a request comes within this time."""
CLOSING_SECONDS = 2
"""A client has this long to read what was sent before the close, and the close."""
DEAF_MILLISECONDS = 20_000
"""A peer that takes no byte for so long is cut by the kernel, whatever else it does."""


class Seldom(logging.Filter):
    """Lets a stranger's mistakes write one line a second; what our own code did wrong is always written."""

    def __init__(self) -> None:
        super().__init__()
        self._next = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written."""
        if not str(record.msg).startswith("Invalid"):
            return True
        record.exc_info = None
        passes, now = time.monotonic() >= self._next, time.monotonic()
        self._next = now + 1 if passes else self._next
        return passes


class DoorSocket(WebSocketsSansIOProtocol):
    """A visitor's socket that ends when it is closed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.queue = cast("Any", Inbox())

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The handshake is complete."""
        super().connection_made(transport)
        handle = transport.get_extra_info("socket")
        handle.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAF_MILLISECONDS)

    async def send(self, message: Any) -> None:
        """As uvicorn's, but a close does not wait for the client to read."""
        if message["type"] != "websocket.close" or not self.handshake_complete:
            await super().send(message)
            return
        self.writable.set()
        await super().send(message)
        if self.close_timer is not None:
            self.close_timer.cancel()
            self.close_timer = self.loop.call_later(CLOSING_SECONDS, self.transport.abort)


class DoorRequest(HttpToolsProtocol):
    """A connection that has to say what it wants."""

    _patience: asyncio.TimerHandle

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A stranger."""
        super().connection_made(transport)
        self._patience = self.loop.call_later(REQUEST_SECONDS, transport.abort)

    def on_message_begin(self) -> None:
        """Another request on the same connection has the same time."""
        self._patience.cancel()
        self._patience = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Said it."""
        self._patience.cancel()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Gone before."""
        self._patience.cancel()
        super().connection_lost(exc)


def main() -> None:
    """Serves until SIGTERM, which closes every socket with 1012."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("application")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args()
    logging.getLogger("uvicorn.error").addFilter(Seldom())
    config = uvicorn.Config(
        given.application,
        host=given.host,
        port=given.port,
        http=DoorRequest,
        ws=DoorSocket,
        ws_max_size=MAX_FRAME_BYTES,
        ws_per_message_deflate=False,  # it costs 45 KB per socket
        access_log=False,
        log_level="warning",  # below it a line per handshake is written
        proxy_headers=False,
        timeout_graceful_shutdown=3,
    )
    config.load()
    gc.freeze()  # what was loaded stays: looking through it again would stop every socket for 40 ms
    uvicorn.Server(config).run()


if __name__ == "__main__":
    main()
