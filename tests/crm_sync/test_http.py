"""The only outbound HTTP, against a real local server."""

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from crm_sync import http
from crm_sync.http import MAX_ANSWER_BYTES, NotSent, post

Talk = Callable[[socket.socket], None]


@pytest.fixture
def odd_server(settings: Settings) -> Iterator[Callable[[Talk], str]]:
    """Starts a server that does with every connection what the test says; gives its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    settings.CRM_LOCAL_RECEIVERS = [f"127.0.0.1:{listener.getsockname()[1]}"]

    def start(talk: Talk) -> str:
        threading.Thread(target=serve, args=(listener, talk), daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    yield start
    listener.close()


def serve(listener: socket.socket, talk: Talk) -> None:
    try:
        while True:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65_536)
                talk(connection)
    except OSError:
        return


def test_what_is_sent_arrives_with_the_name_and_not_the_number(receiver: HTTPServer) -> None:
    seen: list[Request] = []
    receiver.expect_request("/hook", method="POST").respond_with_handler(
        lambda request: seen.append(request) or Response("ok")
    )
    answer = post(receiver.url_for("/hook?client=5"), body=b"{}", headers={"X-Own": "1"})
    assert (answer.status, answer.body) == (200, b"ok")
    assert seen[0].host == f"localhost:{receiver.port}"
    assert (seen[0].data, seen[0].headers["X-Own"], seen[0].query_string) == (b"{}", "1", b"client=5")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(receiver: HTTPServer, status: int) -> None:
    inner = receiver.expect_request("/inner")
    inner.respond_with_data("secret")
    receiver.expect_request("/hook").respond_with_data("", status=status, headers={"Location": "/inner"})
    assert post(receiver.url_for("/hook"), body=b"", headers={}).status == status
    assert [request.path for request, _ in receiver.log] == ["/hook"]


def test_a_proxy_in_the_environment_is_not_used(receiver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    receiver.expect_request("/hook").respond_with_data("ok")
    assert post(receiver.url_for("/hook"), body=b"", headers={}).status == 200


def test_without_the_setting_nothing_reaches_loopback(httpserver: HTTPServer, settings: Settings) -> None:
    settings.CRM_LOCAL_RECEIVERS = []
    httpserver.expect_request("/hook").respond_with_data("ok")
    with pytest.raises(NotSent):
        post(httpserver.url_for("/hook"), body=b"", headers={})
    assert httpserver.log == []


def test_the_name_is_asked_for_once(receiver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    receiver.expect_request("/hook").respond_with_data("ok")
    asked: list[str] = []
    real = socket.getaddrinfo

    def counted(host: str, *args: object, **kwargs: object) -> object:
        asked.append(host)
        return real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", counted)
    post(receiver.url_for("/hook"), body=b"", headers={})
    assert asked.count("localhost") == 1


def test_an_answer_over_a_megabyte_is_cut(receiver: HTTPServer) -> None:
    receiver.expect_request("/hook").respond_with_data("x" * (MAX_ANSWER_BYTES + 1))
    with pytest.raises(NotSent, match="1 MB"):
        post(receiver.url_for("/hook"), body=b"", headers={})


def test_a_compressed_answer_is_not_unpacked(receiver: HTTPServer) -> None:
    receiver.expect_request("/hook").respond_with_data(b"\x1f\x8bbomb", headers={"Content-Encoding": "gzip"})
    assert post(receiver.url_for("/hook"), body=b"", headers={}).body == b"\x1f\x8bbomb"


def test_a_server_that_drips_is_cut_off(odd_server: Callable[[Talk], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "TOTAL_SECONDS", 0.5)
    over = threading.Event()

    def drip(connection: socket.socket) -> None:
        while not over.wait(0.05):
            connection.sendall(b"H")

    started = time.monotonic()
    with pytest.raises(NotSent):
        post(odd_server(drip), body=b"", headers={})
    over.set()
    assert time.monotonic() - started < 3


def test_an_endless_answer_is_cut_off(odd_server: Callable[[Talk], str]) -> None:
    def flood(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65_536)

    with pytest.raises(NotSent):
        post(odd_server(flood), body=b"", headers={})


@pytest.mark.parametrize("words", [b"", b"HELLO\n", b"<html>", b"HTTP 200 OK\r\n\r\n", b"SSH-2.0-x\r\n"])
def test_what_is_no_http_is_no_answer(odd_server: Callable[[Talk], str], words: bytes) -> None:
    with pytest.raises(NotSent):
        post(odd_server(lambda connection: connection.sendall(words)), body=b"", headers={})


def test_a_closed_port_is_told_without_details(settings: Settings) -> None:
    settings.CRM_LOCAL_RECEIVERS = ["localhost:1"]
    with pytest.raises(NotSent) as error:
        post("http://localhost:1/", body=b"", headers={})
    assert "127.0.0.1" not in str(error.value)
    assert "::1" not in str(error.value)


def test_a_server_without_a_valid_certificate_gets_nothing(
    odd_server: Callable[[Talk], str],
) -> None:
    url = odd_server(lambda connection: connection.sendall(b"nonsense")).replace("http:", "https:")
    with pytest.raises(NotSent):
        post(url, body=b"secret", headers={})
