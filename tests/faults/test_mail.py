"""The mail server is away when somebody asks for a new password: the page is answered, the mail comes later."""

import queue
import socketserver
import threading
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from urllib.parse import urlencode

import pytest

from ground.servers.server import Server
from tests.faults.conftest import MakeLive
from tests.world import World

pytestmark = [pytest.mark.serial, pytest.mark.slow]

ARRIVES_WITHIN = 60
"""Seconds: the worker needs some to start, the second try comes five after the first."""


class Postbox(socketserver.ThreadingTCPServer):
    """A mail server that turns the first caller away."""

    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Call)
        self.turned_away = 0
        self.letters: queue.Queue[str] = queue.Queue()


class Call(socketserver.StreamRequestHandler):
    """One conversation by SMTP."""

    server: Postbox

    def handle(self) -> None:
        """Takes every letter but those of the first caller."""
        if not self.server.turned_away:
            self.server.turned_away += 1
            self._say("421 come back later")
            return
        self._say("220 here")
        for line in self.rfile:
            self._answer(line.strip().upper())

    def _answer(self, command: bytes) -> None:
        if command == b"DATA":
            self._say("354 go on")
            self.server.letters.put(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
        self._say("221 bye" if command == b"QUIT" else "250 yes")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """Listens."""
    with Postbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask_for_link(desk: str, email: str) -> str:
    """As a browser fills the page; the address of the page that answers."""
    cookies = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    page = f"{desk}/accounts/password/reset/"
    browser.open(page).close()
    token = next(cookie.value for cookie in cookies if cookie.name == "csrftoken")
    form = urlencode({"email": email, "csrfmiddlewaretoken": token}).encode()
    with browser.open(page, form) as answer:
        return str(answer.url)


def test_the_link_comes_when_the_mail_server_is_back(
    installation: MakeLive, world: World, postbox: Postbox, own_redis: Server
) -> None:
    host, port = postbox.server_address[:2]
    told = {"DJANGO_SETTINGS_MODULE": "tests.faults.mail_settings", "EMAIL_URL": f"smtp://{host}:{port}"}
    told["REDIS_URL"] = own_redis.url  # no other worker takes the task
    live = installation("desk", "worker", **told)
    assert ask_for_link(live.desk, world.owner.email).endswith("/done/")
    letter = postbox.letters.get(timeout=ARRIVES_WITHIN)
    assert f"To: {world.owner.email}" in letter
    assert f"{live.desk}/accounts/password/reset/key/" in letter.replace("=\n", "")
    assert postbox.turned_away == 1
    assert "/reset/key/" not in "".join(log.read_text() for log in live.folder.glob("*.log"))
