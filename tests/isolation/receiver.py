"""A receiver of webhooks on this machine that keeps what it gets."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.test import override_settings


class Receiver:
    """Where webhooks of the marked world go."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.heard: list[str] = []
        """Path, headers and body of every request."""


@contextmanager
def listening() -> Iterator[Receiver]:
    """A receiver that the installation's settings admit."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    receiver = server.receiver = Receiver(f"http://localhost:{server.server_port}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with override_settings(CRM_LOCAL_RECEIVERS=[f"localhost:{server.server_port}"]):
        yield receiver
    server.shutdown()
    server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.receiver.heard.append(f"{self.path}\n{self.headers}\n{body.decode()}")  # type: ignore[attr-defined]
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Not to the terminal."""
