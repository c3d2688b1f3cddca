"""Visitors and operators who go on whatever happens, as the widget and the console do, and keep a ledger.

They keep what they send until it is acknowledged, one after the other and not before they may, hold the highest ``seq``
without a gap per conversation, ask for what is missing after every reconnect, on a gap, on ``newest`` and on
``resync``, and come back after at most a second.
"""

import asyncio
import random
import time
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import ConnectionClosed, WebSocketException

from tests.wire import Wire

AWAY = (OSError, TimeoutError, WebSocketException)
JITTER_SECONDS = 1.0
RESEND_SECONDS = 5.0


@dataclass
class Ledger:
    """What one person has sent, what was acknowledged, and what the screen has shown."""

    sent: list[str] = field(default_factory=list)
    acknowledged: dict[str, int] = field(default_factory=dict)
    """``client_id`` → ``seq``."""
    newest: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Conversation → highest acknowledged ``seq``."""
    shown: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """Conversation → its messages in the order of their appearance: ``seq`` and ``client_id``."""
    refused: list[str] = field(default_factory=list)
    closed: list[int | None] = field(default_factory=list)
    """How each connection ended: a close code, or None."""


class Person:
    """One tab."""

    patient = frozenset({"already_taken"})
    """Refusals that are no failure."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.outbox: dict[str, dict[str, Any]] = {}
        self.again_at = 0.0
        """When the oldest unsent message may go out (again)."""
        self.ask_at: float | None = None
        """When to ask once more for what is missing, having asked too often."""
        self.epoch = ""
        self.wire: Wire | None = None

    async def live(self) -> None:
        """Connects again and again, until cancelled."""
        while True:
            try:
                await self._session()
            except AWAY as end:
                self.wire = None
                self.ledger.closed.append(end.rcvd.code if isinstance(end, ConnectionClosed) and end.rcvd else None)
            await asyncio.sleep(random.uniform(0, JITTER_SECONDS))

    async def say(self, text: str, **fields: str) -> str:
        """Queues a message and sends it if it can; its ``client_id``."""
        client_id = uuid.uuid4().hex
        self.outbox[client_id] = {"client_id": client_id, "text": text, **fields}
        self.ledger.sent.append(client_id)
        await self._post()
        return client_id

    def has_shown(self, client_id: str) -> bool:
        """Whether the message stands on the screen."""
        return any(client_id == seen for shown in self.ledger.shown.values() for _, seen in shown)

    def held(self, conversation: str) -> int:
        """Highest ``seq`` without a gap."""
        shown = self.ledger.shown.get(conversation)
        return shown[-1][0] if shown else 0

    async def connect(self) -> Wire:
        """Opens the socket and says hello; raises one of AWAY."""
        raise NotImplementedError

    async def on_frame(self, frame: dict[str, Any]) -> None:
        """What only this side hears."""

    # Internal

    async def _session(self) -> None:
        self.wire = await self.connect()
        await self.on_frame(self.wire.welcome)
        self._answered()
        await self._post()
        while True:
            try:
                await self._read(await self.wire.next(1.0))
            except TimeoutError:
                await self._post()
            await self._ask_again()

    async def _read(self, frame: dict[str, Any]) -> None:
        match frame["t"]:
            case "ack":
                self._acknowledge(frame)
            case "message":
                await self._show(frame["conversation"], frame["item"])
            case "messages":
                await self._show_page(frame)
            case "resync":
                for conversation in self.conversations():
                    await self.sync(conversation)
            case "error" | "retry":
                self._wait_or_give_up(frame)
            case _:
                await self.on_frame(frame)
        await self._post()

    async def _ask_again(self) -> None:
        if self.ask_at is not None and time.monotonic() >= self.ask_at:
            self.ask_at = None
            for conversation in self.conversations():
                await self.sync(conversation)

    def _wait_or_give_up(self, frame: dict[str, Any]) -> None:
        seconds = frame.get("after", frame.get("retry_after", 0))
        if frame.get("client_id", "") in self.outbox and seconds:
            self._answered(seconds)
        elif frame.get("code") == "too_fast":
            self.ask_at = time.monotonic() + seconds
        elif frame["t"] == "error" and frame["code"] not in self.patient:
            self.ledger.refused.append(frame["code"])

    def _acknowledge(self, frame: dict[str, Any]) -> None:
        client_id, conversation = frame["client_id"], frame["conversation"]
        self.outbox.pop(client_id, None)
        self._answered()
        self.ledger.acknowledged[client_id] = frame["seq"]
        self.talks_in(conversation)
        self.ledger.newest[conversation] = max(self.ledger.newest[conversation], frame["seq"])

    async def _show_page(self, frame: dict[str, Any]) -> None:
        for item in frame["items"]:
            await self._show(frame["conversation"], item)
        if frame.get("more"):
            await self.sync(frame["conversation"])

    def talks_in(self, conversation: str) -> None:
        """An ack names the conversation."""

    def conversations(self) -> list[str]:
        """Those that this person takes part in."""
        raise NotImplementedError

    async def sync(self, conversation: str) -> None:
        """Asks for what is missing."""
        await self.send("sync", conversation=conversation, since=self.held(conversation))

    async def send(self, t: str, **fields: Any) -> None:
        """Sends a frame if there is a connection."""
        if self.wire is not None:
            await self.wire.send(t, **fields)

    async def notice(self, conversation: str, seq: int) -> None:
        """Somebody says that this is the newest."""
        if seq > self.held(conversation):
            await self.sync(conversation)

    async def _show(self, conversation: str, item: dict[str, Any]) -> None:
        held = self.held(conversation)
        if item["seq"] == held + 1:
            self.ledger.shown[conversation].append((item["seq"], item.get("client_id", "")))
        elif item["seq"] > held:
            await self.sync(conversation)

    def _answered(self, wait: float = 0.0) -> None:
        self.again_at = time.monotonic() + wait

    async def _post(self) -> None:
        """Sends the oldest that waits, unless it is on its way."""
        first = next(iter(self.outbox), "")
        if not first or self.wire is None or time.monotonic() < self.again_at:
            return
        self.again_at = time.monotonic() + RESEND_SECONDS
        try:
            await self.send("message", **self.outbox[first])
        except AWAY:
            self.wire = None


class VisitorPerson(Person):
    """A visitor with one tab."""

    def __init__(self, door: str, site_key: str) -> None:
        super().__init__()
        self.door, self.site_key = door, site_key
        self.token = self.conversation = ""

    async def connect(self) -> Wire:
        """Says who it is and what it holds."""
        wire = await Wire.visitor(
            *(self.door, self.site_key),
            token=self.token,
            epoch=self.epoch,
            conversation=self.conversation,
            since=self.held(self.conversation),
        )
        self.token = wire.welcome.get("token", self.token)
        self.epoch = wire.welcome["epoch"]
        return wire

    def talks_in(self, conversation: str) -> None:
        """The first ack tells it, should the news of its state be lost."""
        self.conversation = conversation

    def conversations(self) -> list[str]:
        """At most one."""
        return [self.conversation] if self.conversation else []

    async def on_frame(self, frame: dict[str, Any]) -> None:
        """The state of the own conversation."""
        if frame["t"] in ("welcome", "conversation") and frame.get("conversation"):
            self.conversation = frame["conversation"]["id"]
            for item in frame.get("messages", []):
                await self._show(self.conversation, item)
            await self.notice(self.conversation, frame["conversation"]["last_seq"])
        elif frame["t"] == "newest":
            await self.notice(frame["conversation"], frame["seq"])


class OperatorPerson(Person):
    """An operator with one console, who takes whatever waits."""

    def __init__(self, desk: str, session: str) -> None:
        super().__init__()
        self.desk, self.session = desk, session
        self.me = ""
        self.own: set[str] = set()

    async def connect(self) -> Wire:
        """A ticket, then the socket."""
        wire = await Wire.operator(self.desk, self.session)
        self.me = wire.welcome["me"]["id"]
        return wire

    def conversations(self) -> list[str]:
        """All that were taken."""
        return list(self.own)

    async def on_frame(self, frame: dict[str, Any]) -> None:
        """Lists, and what was opened."""
        match frame["t"]:
            case "welcome":
                for row in frame["rows"]:
                    await self._look_at(row, fresh=True)
            case "row":
                await self._look_at(frame["row"])
            case "opened":
                for item in frame["items"]:
                    await self._show(frame["row"]["id"], item)
            case "newest":
                for conversation, seq in frame["seqs"].items():
                    await self._follow(conversation)
                    await self.notice(conversation, seq)

    async def _follow(self, conversation: str, *, again: bool = False) -> None:
        if again or conversation not in self.own:
            self.own.add(conversation)
            await self.send("open", conversation=conversation, since=self.held(conversation))

    async def _look_at(self, row: dict[str, Any], *, fresh: bool = False) -> None:
        if row.get("assigned") == self.me:
            await self._follow(row["id"], again=fresh)
        elif row["state"] == "waiting" and not row.get("assigned"):
            await self.send("take", conversation=row["id"])
