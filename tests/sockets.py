"""Clients of both sockets that speak through the product's whole ASGI stack."""

import itertools
import json
import uuid
from typing import Any, Self

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from chatdesk.asgi import desk, door
from operators.tickets import Ticket, issue
from tenants.models import Member
from tests.world import ORIGIN, Client

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WAIT_SECONDS = 5
_guests = itertools.count(1)


class Socket:
    """One connected client: sends frames, waits for frames by type."""

    def __init__(self, communicator: WebsocketCommunicator) -> None:
        self.raw = communicator
        self.seen: list[dict[str, Any]] = []

    async def send(self, t: str, **fields: Any) -> None:
        """Sends one frame."""
        await self.raw.send_to(text_data=json.dumps({"t": t, **fields}))

    async def expect(self, t: str, **match: Any) -> dict[str, Any]:
        """The next frame of this type that has these fields; others are kept in ``seen``."""
        while True:
            frame = await self.next()
            if frame["t"] == t and all(frame.get(key) == value for key, value in match.items()):
                return frame

    async def next(self) -> dict[str, Any]:
        """The next frame, whatever it is."""
        frame = json.loads(await self.raw.receive_from(WAIT_SECONDS))
        self.seen.append(frame)
        return frame

    async def closed(self) -> int:
        """Waits for the close; its code."""
        while True:
            event = await self.raw.receive_output(WAIT_SECONDS)
            if event["type"] == "websocket.close":
                return event["code"]

    async def silent(self) -> bool:
        """Nothing comes within a moment."""
        return await self.raw.receive_nothing(timeout=0.2)

    async def leave(self) -> None:
        """Goes away."""
        await self.raw.disconnect()


class Visitor(Socket):
    """A visitor's tab."""

    welcome: dict[str, Any]

    @classmethod
    async def come(
        cls, client: Client, *, token: str = "", url: str = f"{ORIGIN}/reactors", user_agent: str = "", **hello: Any
    ) -> Self:
        """Connects to the client's site and says hello."""
        self = cls(visitor_socket(client.site.key, user_agent=user_agent))
        connected, _ = await self.raw.connect(WAIT_SECONDS)
        assert connected
        await self.send("hello", token=token, page={"url": url, "title": "Reactors"}, **hello)
        self.welcome = await self.expect("welcome")
        return self

    @property
    def token(self) -> str:
        """The secret that the server gave."""
        return self.welcome["token"]

    async def say(self, text: str, *, client_id: str = "") -> dict[str, Any]:
        """Sends a message and waits for its ack."""
        client_id = client_id or uuid.uuid4().hex
        await self.send("message", client_id=client_id, text=text)
        return await self.expect("ack", client_id=client_id)


class Operator(Socket):
    """An operator's console."""

    welcome: dict[str, Any]

    @classmethod
    async def come(cls, member: Member) -> Self:
        """Signs in, fetches a ticket, connects and says hello."""
        session = await sync_to_async(make_session)(member)
        self = cls(operator_socket(session))
        connected, _ = await self.raw.connect(WAIT_SECONDS)
        assert connected
        await self.send("hello", ticket=await sync_to_async(make_ticket)(member, session))
        self.welcome = await self.expect("welcome")
        return self

    async def say(self, conversation: str, text: str) -> dict[str, Any]:
        """Sends a message and waits for its ack."""
        client_id = uuid.uuid4().hex
        await self.send("message", conversation=conversation, client_id=client_id, text=text)
        return await self.expect("ack", client_id=client_id)


def visitor_socket(
    key: str, *, origin: str | None = ORIGIN, address: str = "", user_agent: str = ""
) -> WebsocketCommunicator:
    """An unconnected visitor's socket, from an address of its own unless one is given."""
    headers = [(b"origin", origin.encode())] if origin is not None else []
    headers += [(b"user-agent", user_agent.encode())] if user_agent else []
    communicator = WebsocketCommunicator(door, f"/ws/v1/visitor?site={key}", headers=headers)
    communicator.scope["client"] = (address or _address_of(next(_guests)), 40_000)
    return communicator


def _address_of(guest: int) -> str:
    """Nobody else's: limits per address remember who was there before."""
    return f"198.18.{guest // 256}.{guest % 256}"


def operator_socket(session: str, *, origin: str | None = None) -> WebsocketCommunicator:
    """An unconnected operator's socket."""
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}"
    origin = settings.DESK_URL if origin is None else origin
    headers = [(b"origin", origin.encode()), (b"cookie", cookie.encode())]
    return WebsocketCommunicator(desk, "/ws/v1/operator", headers=headers)


def make_session(member: Member) -> str:
    """A session in which the member's user is signed in."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, member.user, backend=BACKEND)
    request.session.save()
    return request.session.session_key


def make_ticket(member: Member, session: str) -> str:
    """As ``POST /desk/ticket`` issues it."""
    return issue(Ticket(member.user_id, member.tenant_id, member.id, session))
