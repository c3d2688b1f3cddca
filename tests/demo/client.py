"""A small client that reads the demo shop's pages."""

import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

from demo.shop.settings import Door

DOOR = Door("http://door.example:9001")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@dataclass(frozen=True)
class Answer:
    """A reply, with its markup taken apart."""

    status: int
    headers: dict[str, str]
    body: str
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)

    def values(self, attribute: str, *, of: str = "") -> list[str]:
        """All values of an attribute, in order, of all elements or of one kind."""
        found = (attrs.get(attribute) for tag, attrs in self.tags if of in {"", tag})
        return [value for value in found if value is not None]

    @property
    def widget_scripts(self) -> list[str]:
        """Addresses of the scripts that come from the door."""
        return [src for src in self.values("src", of="script") if src.startswith(DOOR.url)]


@dataclass(frozen=True)
class Client:
    """Asks the running shop."""

    port: int

    def get(self, path: str, **headers: str) -> Answer:
        """One GET; redirects are not followed."""
        return self.ask("GET", path, headers=headers)

    def send(self, path: str, form: dict[str, str]) -> Answer:
        """Post a form as a browser does."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, body=urlencode(form).encode(), headers=headers)

    def ask(self, method: str, path: str, *, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """Any request on a connection of its own."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=10)
        try:
            connection.request(method, path, body=body or None, headers=headers or {})
            return _answer(connection.getresponse())
        finally:
            connection.close()


def _answer(response: http.client.HTTPResponse) -> Answer:
    body = response.read().decode()
    reader = _Reader()
    reader.feed(body)
    return Answer(response.status, dict(response.getheaders()), body, reader.tags)
