"""The demo's receiver believes only what is signed, and keeps everything once."""

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest

from crm_sync.payload import body_of, headers_of
from demo.receiver import SECRET, Received, ReceiverServer

OTHER_SECRET = "whsec_" + "b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIg"
BODY = body_of({"schema": 1}, at=datetime.now(UTC))


@pytest.fixture
def received(tmp_path: Path) -> Received:
    """What the receiver has kept."""
    return Received(tmp_path / "received.jsonl")


@pytest.fixture
def server(received: Received) -> Iterator[ReceiverServer]:
    """A running receiver."""
    server = ReceiverServer(("127.0.0.1", 0), received=received, secret=SECRET)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def send(server: ReceiverServer, *, key: str = "1", secret: str = SECRET, body: bytes = BODY, ago: int = 0) -> int:
    """Posts a webhook; the status of the answer."""
    return post(server, body, headers_of(BODY, key=key, secret=secret, now=datetime.now(UTC) - timedelta(seconds=ago)))


def post(server: ReceiverServer, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer."""
    with closing(HTTPConnection("127.0.0.1", server.server_port, timeout=5)) as connection:
        connection.request("POST", "/", body, headers)
        return connection.getresponse().status


def test_a_signed_webhook_is_kept_once(server: ReceiverServer, received: Received) -> None:
    assert [send(server), send(server), send(server, key="2")] == [200, 200, 200]
    assert [line["id"] for line in received.lines()] == ["1", "2"]
    assert received.lines()[0]["event"]["data"] == {"schema": 1}


def test_it_remembers_after_a_restart(server: ReceiverServer, received: Received) -> None:
    send(server)
    assert not Received(received.path).keep("1", {})


@pytest.mark.parametrize(
    "wrong", [{"secret": OTHER_SECRET}, {"body": BODY + b" "}, {"ago": 3600}, {"ago": -3600}, {"body": b"\xff"}]
)
def test_what_is_not_signed_now_by_us_is_refused(server: ReceiverServer, received: Received, wrong: dict) -> None:
    assert send(server, **wrong) == 401
    assert received.lines() == []


def test_what_is_not_signed_at_all_is_refused(server: ReceiverServer, received: Received) -> None:
    assert post(server, BODY, {}) == 401
    assert received.lines() == []


def test_a_garbled_signature_is_refused(server: ReceiverServer) -> None:
    headers = headers_of(BODY, key="1", secret=SECRET, now=datetime.now(UTC))
    for garbled in ("v1", "v1,", "v1,%%%", "v2,abc", "nonsense"):
        assert post(server, BODY, headers | {"webhook-signature": garbled}) == 401


def test_a_browser_can_look_at_what_came(server: ReceiverServer) -> None:
    send(server)
    with closing(HTTPConnection("127.0.0.1", server.server_port, timeout=5)) as connection:
        connection.request("GET", "/")
        assert b'"schema": 1' in connection.getresponse().read()
