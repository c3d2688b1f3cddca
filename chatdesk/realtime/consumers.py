"""The base of both sockets: admits, decodes, limits, dispatches, and sends through a bounded outbox.

A subclass says which frames it takes (``decoder``), what each does (``handlers``) and who may connect (``admit``).
Whatever a client sends, the worst that happens is a named refusal or a named close code.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar

import msgspec
import structlog
from channels import DEFAULT_CHANNEL_LAYER
from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import channel_layers

from chatdesk.realtime.codes import CloseCode, ErrorCode
from chatdesk.realtime.db import DATABASE_AWAY
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames import encode
from chatdesk.realtime.frames.base import MAX_FRAME_BYTES, MAX_TEXT, Frame
from chatdesk.realtime.frames.both import Refused, Retry
from chatdesk.realtime.outbox import MAX_EVENTS, Outbox
from chatdesk.realtime.redis import REDIS_AWAY
from chatdesk.realtime.refusals import refusals
from chatdesk.realtime.throttle import Bucket

log = structlog.get_logger()

HELLO_SECONDS = 10
NEWEST_SECONDS = 25
RETRY_SECONDS = 2.0


class FrameConsumer(AsyncWebsocketConsumer):
    """One socket of one client."""

    decoder: ClassVar[msgspec.json.Decoder[Any]]
    hello: ClassVar[type[Frame]]
    handlers: ClassVar[Mapping[type[Frame], str]]
    frames_per_second: ClassVar[float] = 10

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outbox = Outbox(self._send_text, self._too_slow)
        self.greeted = False
        self._turn = asyncio.Lock()
        self._closed = False
        self._over = False
        self._joined: set[str] = set()
        self._frames = Bucket(self.frames_per_second, 3 * self.frames_per_second)
        self._bytes = Bucket(MAX_FRAME_BYTES, 2 * MAX_FRAME_BYTES)
        self._patience = Bucket(5, 200)
        self._mistakes = Bucket(1, 50)
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    # Lifecycle

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serves the socket; whatever ends it, what it holds is given back.

        As Channels' consumers do, whose way to wait for two sources makes a task for every event.
        """
        self.scope, self.base_send = scope, send
        self.channel_layer = channel_layers[DEFAULT_CHANNEL_LAYER]
        self.channel_name = await self.channel_layer.new_channel()
        sources = [receive, partial(self.channel_layer.receive, self.channel_name)]
        followed = [asyncio.ensure_future(self._follow(source)) for source in sources]
        try:
            ended, _ = await asyncio.wait(followed, return_when=asyncio.FIRST_COMPLETED)
            with suppress(StopConsumer):
                for one in ended:
                    one.result()
        finally:
            self._over = True
            for one in followed:
                one.cancel()
            await asyncio.wait(followed)
            await self._give_back()

    async def _follow(self, source: Callable[[], Awaitable[dict[str, Any]]]) -> None:
        # Not for ever: what a handler awaits may swallow the one cancellation (see farewell.py).
        while not self._over:
            event = await source()
            async with self._turn:
                await self.dispatch(event)

    async def dispatch(self, message: dict[str, Any]) -> None:
        """As Channels', without its look for old database connections in a thread at every frame: ``db`` looks."""
        await getattr(self, get_handler_name(message))(message)

    async def connect(self) -> None:
        """Refuses the handshake with 403, or accepts and waits for ``hello``."""
        if not await self._admitted():
            await self.close()
            return
        await self.accept()
        self.after("hello", HELLO_SECONDS, self._no_hello)

    async def _admitted(self) -> bool:
        try:
            return await self.admit()
        except DATABASE_AWAY:
            refusals.note("no_handshake")
            return False

    async def _give_back(self) -> None:
        self._over = True
        for timer in self._timers.values():
            timer.cancel()
        self.outbox.close()
        for group in self._joined:
            await self._quietly(self.channel_layer.group_discard(group, self.channel_name))
        await self._quietly(self.leave())

    async def admit(self) -> bool:
        """Whether this handshake may go on: origin, limits, session."""
        raise NotImplementedError

    async def leave(self) -> None:
        """The socket is gone."""

    # Incoming

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """One frame: limits first, then meaning."""
        if self._closed:
            return
        size = len(text_data or bytes_data or "")
        if not (self._frames.take() and self._bytes.take(size)):
            await self._out_of_patience()
            return
        try:
            frame = self._decode(text_data)
            self._check_order(frame)
        except Refusal as refusal:
            await self._mistake(refusal)
            return
        await self._handle(frame)

    def _decode(self, text: str | None) -> Frame:
        if text is None:
            raise Refusal("Frames are text.")
        try:
            return self.decoder.decode(text)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise self.explain(str(error), text) from error

    def explain(self, error: str, text: str) -> Refusal:
        """The named refusal for a frame that could not be decoded."""
        if "Invalid value" in error and error.endswith("$.t`"):
            return Refusal("There is no such frame.", code=ErrorCode.UNKNOWN_FRAME)
        if f"length <= {MAX_TEXT}" in error:
            return Refusal(f"A message has at most {MAX_TEXT} characters.", code=ErrorCode.TOO_LONG)
        return Refusal(error[:200])

    def _check_order(self, frame: Frame) -> None:
        if isinstance(frame, self.hello) == self.greeted:
            raise Refusal("hello comes first, and once.", code=ErrorCode.OUT_OF_ORDER)

    async def _handle(self, frame: Frame) -> None:
        handler: Callable[[Any], Awaitable[None]] = getattr(self, self.handlers[type(frame)])
        try:
            await handler(frame)
        except Refusal as refusal:
            self.refuse(refusal, frame)
        except (*DATABASE_AWAY, *REDIS_AWAY):
            refusals.note("retry")
            await self._come_back(frame)

    async def _come_back(self, frame: Frame) -> None:
        if isinstance(frame, self.hello):
            await self.close(CloseCode.GOING_AWAY)
        else:
            self.put(Retry(client_id=getattr(frame, "client_id", ""), after=RETRY_SECONDS))

    def refuse(self, refusal: Refusal, frame: Frame | None = None) -> None:
        """Tells the client why nothing was done."""
        refusals.note(refusal.code)
        self.put(
            Refused(
                code=refusal.code,
                message=refusal.message,
                client_id=getattr(frame, "client_id", ""),
                conversation=getattr(frame, "conversation", ""),
                retry_after=round(refusal.retry_after, 1),
            )
        )

    async def _mistake(self, refusal: Refusal) -> None:
        self.refuse(refusal)
        if not self._mistakes.take():
            await self.close(CloseCode.BAD_FRAMES)

    async def _out_of_patience(self) -> None:
        refusals.note("dropped")
        if not self._patience.take():
            await self.close(CloseCode.FLOODING)

    def _no_hello(self) -> None:
        if not self.greeted:
            self.spawn(self.close(CloseCode.NO_HELLO))

    # Outgoing

    def put(self, frame: Frame) -> None:
        """Queues a frame for this client."""
        self.outbox.put(encode(frame))

    async def put_all(self, frames: Iterable[Frame]) -> None:
        """Queues any number of frames without filling the outbox: waits for the client now and then."""
        for number, frame in enumerate(frames, 1):
            self.put(frame)
            if number % (MAX_EVENTS // 4) == 0:
                await self.outbox.flush()

    async def news(self, event: dict[str, Any]) -> None:
        """A published frame: goes out as it came."""
        self.outbox.put(event["text"])

    async def missed(self, event: dict[str, Any]) -> None:
        """Redis was away: news may have been missed."""

    async def close(self, code: int | None = None, reason: str | None = None) -> None:
        """Closes with one of CloseCode, once; what the client still sends is not looked at."""
        if self._closed:
            return
        self._closed = True
        await super().close(None if code is None else int(code), reason)

    async def _send_text(self, text: str) -> None:
        try:
            await self.send(text_data=text)
        except RuntimeError:
            # The server takes nothing for this socket any more: usual after a close, otherwise somebody should know.
            refusals.note("not_sent")
            raise

    def _too_slow(self) -> None:
        refusals.note("too_slow")
        self.spawn(self._abandon())

    async def _abandon(self) -> None:
        # A client that does not read will not read the close frame either: don't wait for it.
        try:
            await asyncio.wait_for(self.close(CloseCode.TOO_SLOW), timeout=1)
        except TimeoutError:
            log.info("slow_client_left")
        await self.channel_layer.send(self.channel_name, {"type": "websocket.disconnect", "code": CloseCode.TOO_SLOW})

    # Helpers

    async def join(self, group: str) -> None:
        """Starts to hear a group."""
        if group not in self._joined:
            self._joined.add(group)
            await self.channel_layer.group_add(group, self.channel_name)

    async def part(self, group: str) -> None:
        """Stops to hear a group."""
        if group in self._joined:
            self._joined.discard(group)
            await self.channel_layer.group_discard(group, self.channel_name)

    def after(self, name: str, seconds: float, action: Callable[[], None]) -> None:
        """Calls ``action`` later; a new timer of the same name replaces the old one."""
        self.cancel(name)
        if self._over:
            return
        self._timers[name] = asyncio.get_running_loop().call_later(seconds, action)

    def cancel(self, name: str) -> None:
        """Stops a timer."""
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()

    def spawn(self, work: Awaitable[None]) -> None:
        """Runs something beside the frames; it ends with the socket's own business, errors are logged."""
        task = asyncio.ensure_future(self._quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @staticmethod
    async def _quietly(work: Awaitable[None]) -> None:
        try:
            await work
        except (*DATABASE_AWAY, *REDIS_AWAY, RuntimeError) as error:
            log.info("socket_side_work_failed", error=str(error))
