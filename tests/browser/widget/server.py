"""A visitor door whose words a test writes: the real files come from the product, the frames from here."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.async_api import BrowserContext, Page, WebSocketRoute

from tests.live import Live

MARTA = {"id": "marta", "name": "Marta", "title": "reactors"}
OLEG = {"id": "oleg", "name": "Oleg", "title": "matches"}
INVITATION = {
    "id": "question",
    "person": MARTA,
    "text": "Will two circuits do, or do you need three?",
    "answers": ["Two", "Three", "Not sure yet"],
    "at": "2026-11-22T09:00:00Z",
}

LOOKED_AT = "document.dispatchEvent(new Event('visibilitychange'))"

Frame = dict[str, Any]


def ago(seconds: float) -> str:
    """A server's time in the past."""
    return (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat()


class Server:
    """Answers ``hello``, ``message``, ``sync``, ``end`` and ``rate`` as the product would; a test may say more."""

    def __init__(self) -> None:
        self.items: list[Frame] = []
        self.state: Frame | None = None
        self.welcome: Frame = {"availability": {"online": True, "person": MARTA}}
        self.got: list[Frame] = []
        self.refuses = False
        self.acknowledges = True
        self.greets = asyncio.Event()
        """Cleared: nobody is welcomed until it is set again."""
        self.greets.set()
        self._sockets: list[WebSocketRoute] = []
        self._greeted: list[WebSocketRoute] = []
        self._early: list[str | bytes] = []
        """What was pushed while no tab had been greeted: the first one gets it after its welcome."""
        self._news = asyncio.Condition()

    async def stand_before(self, context: BrowserContext, live: Live) -> None:
        """Takes the place of the live door's socket."""
        await context.route_web_socket(f"{live.door.replace('http', 'ws')}/ws/**", self._accept)

    def frames(self, kind: str) -> list[Frame]:
        """What browsers have sent."""
        return [frame for frame in self.got if frame["t"] == kind]

    async def sent(self, kind: str, count: int = 1) -> Frame:
        """Waits for the browser's ``count``-th frame of a kind."""
        async with asyncio.timeout(10), self._news:
            await self._news.wait_for(lambda: len(self.frames(kind)) >= count)
        return self.frames(kind)[count - 1]

    async def all_heard(self, page: Page) -> None:
        """What this page has to say so far has arrived: a look at it is told on the same way, later."""
        before = len(self.frames("front"))
        async with asyncio.timeout(10):
            while len(self.frames("front")) == before:  # a page that is not greeted yet tells nothing
                await page.evaluate(LOOKED_AT)

    # The talk

    def has(self, by: str, text: str, *, seconds: float = 60, kind: str = "text", person: Frame = MARTA) -> Frame:
        """A message that was said before."""
        item = {"seq": len(self.items) + 1, "by": by, "text": text, "at": ago(seconds), "kind": kind}
        item |= {"client_id": f"client-{len(self.items):04}"} if by == "visitor" else {"person": person}
        self.items.append(item)
        self.talk()
        return item

    def talk(self, **more: object) -> None:
        """The state of the conversation."""
        known = self.state or {"id": "talk", "state": "active", "operator": MARTA}
        self.state = known | {"last_seq": len(self.items)} | more

    def say(self, text: str, *, person: Frame = MARTA) -> None:
        """An operator writes now."""
        item = self.has("operator", text, seconds=0, person=person)
        self.push({"t": "message", "conversation": "talk", "item": item})

    def push(self, frame: Frame) -> None:
        """To every tab."""
        self.push_raw(json.dumps(frame))

    def push_raw(self, text: str | bytes) -> None:
        """Also what is no frame at all."""
        if not self._greeted:
            self._early.append(text)
        for socket in self._greeted:
            socket.send(text)

    async def cut(self, *, refuses: bool = True) -> None:
        """Every line breaks."""
        self.refuses = refuses
        sockets, self._sockets, self._greeted = self._sockets, [], []
        for socket in sockets:
            await socket.close(code=1012)

    # Internals

    async def _accept(self, socket: WebSocketRoute) -> None:
        if self.refuses:
            await socket.close(code=1013)
            return
        self._sockets.append(socket)
        socket.on_message(lambda text: self._answer(socket, json.loads(text)))

    async def _answer(self, socket: WebSocketRoute, frame: Frame) -> None:
        async with self._news:
            self.got.append(frame)
            self._news.notify_all()
        if frame["t"] == "hello":
            await self.greets.wait()
        answer = getattr(self, f"_on_{frame['t']}", None)
        if answer:
            for reply in answer(frame):
                socket.send(json.dumps(reply))
        if frame["t"] == "hello":
            self._greeted.append(socket)
            early, self._early = self._early, []
            for text in early:
                socket.send(text)

    def _on_hello(self, frame: Frame) -> list[Frame]:
        known = {"conversation": self.state, "messages": self.items, "reset": True} if self.state else {}
        token = {} if frame["token"] else {"token": "secret"}
        return [{"t": "welcome", "epoch": "one", "at": ago(0), "visitor": "v", **token, **known, **self.welcome}]

    def _on_message(self, frame: Frame) -> list[Frame]:
        if not self.acknowledges:
            return []
        known = [item for item in self.items if item.get("client_id") == frame["client_id"]]
        item = known[0] if known else self.has("visitor", frame["text"], seconds=0)
        item["client_id"] = frame["client_id"]
        ack = {
            "t": "ack",
            "client_id": frame["client_id"],
            "conversation": "talk",
            "seq": item["seq"],
            "at": item["at"],
        }
        return [ack, {"t": "message", "conversation": "talk", "item": item}]

    def _on_sync(self, frame: Frame) -> list[Frame]:
        items = [item for item in self.items if item["seq"] > frame["since"]]
        return [{"t": "messages", "conversation": "talk", "items": items, "last_seq": len(self.items)}]

    def _on_end(self, _: Frame) -> list[Frame]:
        item = self.has("system", "", seconds=0, kind="ended")
        self.talk(state="ended")
        return [
            {"t": "message", "conversation": "talk", "item": item},
            {"t": "conversation", "conversation": self.state},
        ]

    def _on_rate(self, frame: Frame) -> list[Frame]:
        self.talk(rated=frame["value"])
        return [{"t": "conversation", "conversation": self.state}]
