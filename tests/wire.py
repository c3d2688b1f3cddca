"""Clients of both sockets over real TCP, for processes that really run."""

import asyncio
import json
import urllib.request
import uuid
from typing import Any, Self

from django.conf import settings
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.world import ORIGIN

WAIT_SECONDS = 10
PAGE = {"url": f"{ORIGIN}/reactors", "title": "Reactors"}


class Wire:
    """One connected client: sends frames, waits for frames by type."""

    welcome: dict[str, Any]

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def send(self, t: str, **fields: Any) -> None:
        """Sends one frame, written as browsers write it."""
        await self.connection.send(json.dumps({"t": t, **fields}, ensure_ascii=False))

    async def next(self, seconds: float = WAIT_SECONDS) -> dict[str, Any]:
        """The next frame, whatever it is; raises TimeoutError or ConnectionClosed."""
        async with asyncio.timeout(seconds):
            frame: dict[str, Any] = json.loads(await self.connection.recv())
        return frame

    async def expect(self, t: str, **match: Any) -> dict[str, Any]:
        """The next frame of this type that has these fields."""
        while True:
            frame = await self.next()
            if frame["t"] == t and all(frame.get(key) == value for key, value in match.items()):
                return frame

    async def say(self, text: str, **fields: Any) -> dict[str, Any]:
        """Sends a message and waits for its ack."""
        client_id = uuid.uuid4().hex
        await self.send("message", client_id=client_id, text=text, **fields)
        return await self.expect("ack", client_id=client_id)

    async def closed(self, seconds: float = WAIT_SECONDS) -> int | None:
        """Waits for the end; the close code, None if the line was cut."""
        try:
            while True:
                await self.next(seconds)
        except ConnectionClosed as end:
            return end.rcvd.code if end.rcvd else None

    async def leave(self) -> None:
        """Goes away."""
        await self.connection.close()

    @classmethod
    async def to_door(cls, door: str, site_key: str, **options: Any) -> Self:
        """A visitor's socket that has not said hello."""
        url = f"{door.replace('http', 'ws', 1)}/ws/v1/visitor?site={site_key}"
        return cls(await connect(url, origin=ORIGIN, **_quiet(options)))  # type: ignore[arg-type]

    @classmethod
    async def to_desk(cls, desk: str, session: str, **options: Any) -> Self:
        """An operator's socket that has not said hello."""
        url = f"{desk.replace('http', 'ws', 1)}/ws/v1/operator"
        cookie = {"cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}
        return cls(await connect(url, origin=desk, additional_headers=cookie, **_quiet(options)))  # type: ignore[arg-type]

    @classmethod
    async def visitor(cls, door: str, site_key: str, *, token: str = "", **hello: Any) -> Self:
        """A visitor's tab that has been welcomed."""
        self = await cls.to_door(door, site_key)
        await self.send("hello", token=token, page=PAGE, **hello)
        self.welcome = await self.expect("welcome")
        return self

    @classmethod
    async def operator(cls, desk: str, session: str) -> Self:
        """An operator's console that has been welcomed."""
        ticket = await asyncio.to_thread(fetch_ticket, desk, session)
        self = await cls.to_desk(desk, session)
        await self.send("hello", ticket=ticket)
        self.welcome = await self.expect("welcome")
        return self


def fetch_ticket(desk: str, session: str) -> str:
    """``POST /desk/ticket`` as the console does it."""
    token = uuid.uuid4().hex
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
    headers = {"cookie": cookies, "x-csrftoken": token, "origin": desk}
    request = urllib.request.Request(f"{desk}/desk/ticket", data=b"", headers=headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:  # noqa: S310
        return str(json.load(answer)["ticket"])


def _quiet(options: dict[str, Any]) -> dict[str, Any]:
    return {"compression": None, "ping_interval": None, "proxy": None, "open_timeout": WAIT_SECONDS, **options}
