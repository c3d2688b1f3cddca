"""The demo shop over HTTP/1.1, with the standard library alone."""

import logging
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast
from urllib.parse import parse_qsl, urlsplit

from demo.shop.answers import Reply, Request, get, post
from demo.shop.customers import customer_of
from demo.shop.settings import Door
from demo.shop.static_files import etag
from demo.shop.widget import content_security_policy

logger = logging.getLogger(__name__)

MAX_FORM_BYTES = 64 * 1024
MAX_FORM_FIELDS = 50
IDLE_CONNECTION_SECONDS = 30


class ShopServer(ThreadingHTTPServer):
    """Serves the demo sites on one address; threads end with the process."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], *, door: Door) -> None:
        super().__init__(address, ShopHandler)
        self.door = door
        self.policy = content_security_policy(door)

    def handle_error(self, request: object, client_address: object) -> None:
        """Browsers hang up in the middle as a matter of course; only other errors are shown."""
        if isinstance(sys.exception(), ConnectionError):
            logger.debug("%s hung up", client_address)
        else:
            logger.exception("A request from %s failed", client_address)

    @property
    def port(self) -> int:
        """The port that was taken, also when 0 was asked for."""
        return int(self.server_address[1])


class ShopHandler(BaseHTTPRequestHandler):
    """Reads a request, sends the reply, keeps nothing."""

    protocol_version = "HTTP/1.1"
    server_version = "shop"
    sys_version = ""
    timeout = IDLE_CONNECTION_SECONDS
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Pages and files."""
        self._send(get(self._request(), self._shop.door))

    def do_HEAD(self) -> None:
        """The same without a body."""
        self.do_GET()

    def do_POST(self) -> None:
        """Forms; anything too large to be one is refused unread."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
        elif int(length) > MAX_FORM_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            self._take_form(self.rfile.read(int(length)))

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal quiet; `logging` shows requests to those who ask."""
        logger.debug(format, *args)

    @property
    def _shop(self) -> ShopServer:
        return cast("ShopServer", self.server)

    def _request(self, form: dict[str, str] | None = None) -> Request:
        parts = urlsplit(self.path)
        customer = customer_of(self.headers.get("Cookie", ""))
        return Request(path=parts.path, query=dict(parse_qsl(parts.query)), form=form or {}, customer=customer)

    def _take_form(self, body: bytes) -> None:
        try:
            sent = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MAX_FORM_FIELDS)
        except ValueError:
            self._refuse(HTTPStatus.BAD_REQUEST)
        else:
            self._send(post(self._request(dict(sent)), self._shop.door))

    def _refuse(self, status: HTTPStatus) -> None:
        # What was not read would be taken for the next request on this connection.
        self.close_connection = True
        self._send(Reply(status, status.phrase.encode(), "text/plain; charset=utf-8"))

    def _send(self, reply: Reply) -> None:
        tag = etag(reply.body)
        if reply.status == HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            reply = Reply(HTTPStatus.NOT_MODIFIED)
        self.send_response(reply.status)
        self._send_headers(reply, tag)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def _send_headers(self, reply: Reply, tag: str) -> None:
        if reply.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(reply.body)))
            self.send_header("Content-Type", reply.content_type)
        if reply.location:
            self.send_header("Location", reply.location)
        if reply.cookie:
            self.send_header("Set-Cookie", reply.cookie)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Content-Security-Policy", self._shop.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "strict-origin-when-cross-origin")
