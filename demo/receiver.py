"""`python -m demo.receiver --port 8003`: plays the client's CRM. Verifies what comes and keeps it as JSON lines.

``POST /`` takes a webhook of docs/webhooks.md and keeps it once, however often it comes. ``GET /`` shows the last ones.
"""

import argparse
import base64
import json
import os
import sys
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any, cast

from standardwebhooks import Webhook, WebhookVerificationError

DEFAULT_PORT = 8003
SECRET = "whsec_" + base64.b64encode(b"chatdesk's demo receiver").decode()
"""The signing secret of the demo world's connections; it guards nothing but this toy CRM on the own machine."""
MAX_BYTES = 8 * 1024 * 1024
SHOWN = 20


class Received:
    """The webhooks so far, in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._keys = {line["id"] for line in self.lines()}

    def keep(self, key: str, event: Mapping[str, Any]) -> bool:
        """Adds a webhook; False if it is there already."""
        with self._lock:
            if key in self._keys:
                return False
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"id": key, "event": event}, ensure_ascii=False) + "\n")
            self._keys.add(key)
            return True

    def lines(self) -> list[dict[str, Any]]:
        """All of them, oldest first."""
        if not self.path.exists():
            return []
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]


class ReceiverServer(ThreadingHTTPServer):
    """The toy CRM on one address; threads end with the process."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], *, received: Received, secret: str) -> None:
        super().__init__(address, _Handler)
        self.received = received
        self.webhook = Webhook(secret)


class _Handler(BaseHTTPRequestHandler):
    timeout = 30

    @property
    def receiver(self) -> ReceiverServer:
        return cast("ReceiverServer", self.server)

    def do_GET(self) -> None:
        lines = self.receiver.received.lines()[-SHOWN:]
        text = json.dumps(lines[::-1], ensure_ascii=False, indent=2)
        self._answer(HTTPStatus.OK, text, "application/json; charset=utf-8")

    def do_POST(self) -> None:
        body = self._body()
        if body is None:
            return self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too long or without a length")
        try:
            event = self.receiver.webhook.verify(body, dict(self.headers))
        except (WebhookVerificationError, ValueError) as error:
            return self._answer(HTTPStatus.UNAUTHORIZED, str(error))
        new = self.receiver.received.keep(self.headers["webhook-id"], event)
        return self._answer(HTTPStatus.OK, "kept" if new else "known")

    def log_message(self, format: str, *args: Any) -> None:
        print(f"{self.command} {args[1] if len(args) > 1 else ''}", flush=True)

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_BYTES:
            return None
        return self.rfile.read(int(length))

    def _answer(self, status: HTTPStatus, text: str, kind: str = "text/plain; charset=utf-8") -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(content)


def main() -> None:
    """Start, say where, serve until Ctrl-C or SIGTERM."""
    options = _options()
    options.file.parent.mkdir(parents=True, exist_ok=True)
    try:
        server = ReceiverServer((options.host, options.port), received=Received(options.file), secret=options.secret)
    except OSError as error:
        sys.exit(f"The receiver cannot listen on {options.host}:{options.port}: {error.strerror}.")
    print(f"Webhooks go to http://{options.host}:{server.server_port}/ and are kept in {options.file}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo.receiver", description=__doc__)
    parser.add_argument("--host", default="localhost", help="address to listen on")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 takes any free port")
    parser.add_argument("--secret", default=SECRET, help="the connection's signing secret")
    default = Path(os.environ.get("CHATDESK_DATA", ".data")) / "received.jsonl"
    parser.add_argument("--file", type=Path, default=default, help="where webhooks are kept")
    return parser.parse_args()


if __name__ == "__main__":
    main()
