"""One person's browser: sends requests through the whole of Django and keeps what came back comparable."""

import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any, Self
from urllib.parse import unquote, urlencode

from django.conf import settings
from django.test import Client

from tests.isolation.furnished import Marked
from tests.isolation.marks import letters_in
from tests.isolation.people import session_of, user_of

ADDRESS = "203.0.113.77"
"""Where all of this comes from, so that limits that it runs into are nobody else's."""

MOVING = ("Date", "Expires", "Content-Length")
_SECRETS = re.compile(
    r'(csrfmiddlewaretoken" value="|csrf_?token["\']?\s*[:=]\s*["\']|nonce[-=]"?)[\w+/=-]+', re.IGNORECASE
)


@dataclass(frozen=True)
class Call:
    """A request. ``number`` is the id in question; ``twin`` is the same request for an id that does not exist."""

    method: str
    path: str
    number: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    content_type: str = ""
    twin: Self | None = None

    def __str__(self) -> str:
        return f"{self.method} /{self.path} {self.data or ''}".strip()


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    cookies: tuple[str, ...]
    body: str
    context: Any = field(compare=False, repr=False, default=None)

    @property
    def letters(self) -> set[str]:
        """Whose marks are in it, wherever."""
        return letters_in(self.body + unquote(repr(self.headers)))

    def like(self, number: str) -> tuple[Any, ...]:
        """Everything that a reader can tell apart, with the id itself and one-time values taken out."""
        headers = {name: _plain(value, number) for name, value in self.headers.items()}
        return self.status, headers, self.cookies, _plain(self.body, number)


def difference(one: tuple[Any, ...], other: tuple[Any, ...]) -> str:
    """The first place where two answers differ; empty if a reader cannot tell them apart."""
    for left, right in zip(map(str, one), map(str, other), strict=True):
        if left != right:
            at = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), 0)
            return f"{left[max(0, at - 40) : at + 40]!r} / {right[max(0, at - 40) : at + 40]!r}"
    return ""


def _plain(text: str, number: str) -> str:
    text = _SECRETS.sub(r"\1…", text)
    return text.replace(number, "ID") if number else text


class Browser:
    """Signed in as one of people.REACH, or as nobody."""

    def __init__(self, session: str) -> None:
        self._session = session
        self._client = Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS)

    @classmethod
    def of(cls, marked: Marked, person: str, **remembered: object) -> Self:
        """The browser of somebody in people.REACH; ``remembered`` is what a page may have kept in the session."""
        user = user_of(marked, person)
        return cls(session_of(user, **remembered) if user else "")

    def copy(self) -> Self:
        """Another window of the same browser, for another thread."""
        return type(self)(self._session)

    def send(self, call: Call) -> Answer:
        """One request with the session and no other memory."""
        self._client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: self._session} if self._session else {})
        response = self._client.generic(call.method, f"/{call.path}", **_body(self._client, call))
        body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = {name: value for name, value in response.headers.items() if name not in MOVING}
        text = body.decode("utf-8", "replace")
        return Answer(response.status_code, headers, tuple(sorted(response.cookies)), text, response.context)


def _body(client: Client, call: Call) -> dict[str, Any]:
    if call.method in ("GET", "HEAD", "OPTIONS"):
        return {"QUERY_STRING": _query(call.data)}
    content_type = call.content_type or "application/x-www-form-urlencoded"
    if content_type == "application/x-www-form-urlencoded":
        return {"data": _query(call.data), "content_type": content_type}
    data: Any = client._encode_json(call.data, content_type)
    return {"data": client._encode_data(data, content_type), "content_type": content_type}


def _query(data: dict[str, Any]) -> str:
    return urlencode(data, doseq=True)
