"""Daphne with limits: ``python -m chatdesk.realtime.desk_server -b HOST -p PORT chatdesk.asgi:desk``.

Daphne itself buffers what a client sends and what a client does not read without end, cuts the line where the protocol
has a close code, and leaves without a word on SIGTERM. Takes daphne's own arguments.
"""

import asyncio
import gc
import socket
from collections.abc import Callable
from functools import partial
from typing import Any

import structlog
from daphne.cli import CommandLineInterface
from daphne.server import Server
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IPushProducer
from zope.interface import implementer

from chatdesk.realtime.codes import CloseCode
from chatdesk.realtime.farewell import end, leave_process
from chatdesk.realtime.frames.base import MAX_FRAME_BYTES
from chatdesk.realtime.inbox import PausingInbox

log = structlog.get_logger()

DEAF_MILLISECONDS = 20_000
"""A peer that takes no byte for so long is cut by the kernel, whatever else it does."""

FAREWELL_SECONDS = 0.5
"""How long clients have to answer the close before the process ends."""

REQUEST_SECONDS = 10.0
"""How long a request that runs has to be answered: longer than the longest statement of nearly all."""


@implementer(IPushProducer)
class Gate:
    """Open while the client reads; Twisted shuts it at 64 KiB that wait to be sent."""

    def __init__(self, transport: Any) -> None:
        self._open = asyncio.Event()
        self._open.set()
        # The transport still tells the HTTP channel that the handshake came through.
        transport.unregisterProducer()
        transport.registerProducer(self, True)

    async def passed(self) -> None:
        """Waits until the client has read enough, or has gone."""
        await self._open.wait()

    def pauseProducing(self) -> None:  # noqa: N802
        """Twisted: stop writing."""
        self._open.clear()

    def resumeProducing(self) -> None:  # noqa: N802
        """Twisted: go on writing."""
        self._open.set()

    def stopProducing(self) -> None:  # noqa: N802
        """Twisted: the connection is lost, nobody needs to wait."""
        self._open.set()


class GatedProtocol(WebSocketProtocol):
    """A socket that knows whether its client reads."""

    maxMessagePayloadSize: int  # noqa: N815

    def onConnect(self, request: Any) -> Any:  # noqa: N802
        """The handshake is complete: nothing was written yet."""
        self.transport.getHandle().setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAF_MILLISECONDS)
        self.gate = Gate(self.transport)
        return super().onConnect(request)

    def sendMessage(self, *args: Any, **options: Any) -> None:  # noqa: N802
        """As Autobahn's, of any length: its limit for what clients send would hold for what they get as well."""
        limit, self.maxMessagePayloadSize = self.maxMessagePayloadSize, 0
        try:
            super().sendMessage(*args, **options)
        finally:
            self.maxMessagePayloadSize = limit

    def serverClose(self, code: int | None = None) -> None:  # noqa: N802
        """As daphne's, with any code: Autobahn's own check knows neither 1012 nor 1013."""
        if self.state == self.STATE_OPEN:
            self.sendCloseFrame(code=1000 if code is None else int(code), isReply=False)


class DeskServer(Server):
    """The server of operators' sockets and of everything that needs a login."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **options
            | {
                "websocket_max_message_size": MAX_FRAME_BYTES,
                "websocket_max_frame_size": MAX_FRAME_BYTES,
                "ready_callable": self._set_up,
                "server_name": "",
                "action_logger": None,  # a line per handshake is what a flood wants
            }
        )
        self.ports: list[Any] = []

    def listen_success(self, port: Any) -> None:
        """As daphne's; the port is closed before the end."""
        self.ports.append(port)
        super().listen_success(port)

    def _set_up(self) -> None:
        self.ws_factory.protocol = GatedProtocol
        self.ws_factory.setProtocolOptions(failByDrop=False)
        gc.freeze()  # what was loaded stays: looking through it again would stop every socket for 40 ms

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        """As daphne's, with a bounded queue for a socket."""
        if scope["type"] != "websocket":
            return super().create_application(protocol, scope)
        reader = protocol.transport
        inbox = PausingInbox(pause=reader.pauseProducing, resume=reader.resumeProducing)
        scope.setdefault("asgi", {"version": "3.0"})
        application = self.application(scope=scope, receive=inbox.get, send=partial(self.handle_reply, protocol))
        self.connections[protocol]["application_instance"] = asyncio.ensure_future(application)
        return inbox

    async def handle_reply(self, protocol: Any, message: dict[str, Any]) -> None:
        """As daphne's, but who sends waits for a client that does not read: so the socket's outbox can notice."""
        if message["type"] == "websocket.send":
            await protocol.gate.passed()
        await super().handle_reply(protocol, message)

    def kill_all_applications(self) -> Any:
        """As daphne's, after telling every socket that the server goes, and answering the requests that run."""
        for port in self.ports:
            port.stopListening()
        for protocol in self.connections:
            if isinstance(protocol, GatedProtocol):
                protocol.serverClose(CloseCode.GOING_AWAY)
        return Deferred.fromFuture(asyncio.ensure_future(self._leave()))

    async def _leave(self) -> None:
        await asyncio.sleep(FAREWELL_SECONDS)
        requests = self._running(lambda protocol: not isinstance(protocol, GatedProtocol))
        if requests:
            await asyncio.wait(requests, timeout=REQUEST_SECONDS)
        left = await end(self._running(lambda _protocol: True))
        if left:
            log.warning("applications_left", count=left)

    def _running(self, wanted: Callable[[Any], bool]) -> list["asyncio.Future[object]"]:
        found = [
            details.get("application_instance") for protocol, details in self.connections.items() if wanted(protocol)
        ]
        return [application for application in found if application is not None]


class Command(CommandLineInterface):
    """Daphne's command line with our server."""

    server_class = DeskServer


if __name__ == "__main__":
    Command.entrypoint()
    leave_process()
