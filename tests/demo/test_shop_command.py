"""`python -m demo.shop` as bin/dev starts it."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from demo.shop.settings import Door, door_from_environment
from tests.demo.client import Client

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "demo.shop"]


def test_the_command_says_its_port_serves_and_ends_on_sigterm() -> None:
    with subprocess.Popen([*COMMAND, "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = re.search(r"http://localhost:(\d+)/", process.stdout.readline())
        assert said
        assert Client(int(said[1])).get("/").status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=5) == 0


def test_a_taken_port_is_said_plainly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = subprocess.run(
            [*COMMAND, "--port", port, "--host", "127.0.0.1"], cwd=ROOT, capture_output=True, text=True, timeout=10
        )
    assert ended.returncode == 1
    assert port in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("url", ["", "localhost:8001", "ftp://door.example", "javascript:alert(1)", "http://"])
def test_a_door_that_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="CHATDESK_DOOR_URL"):
        door_from_environment({"CHATDESK_DOOR_URL": url})


def test_the_door_stands_where_the_environment_says() -> None:
    assert door_from_environment({}) == Door("http://localhost:8001")
    door = door_from_environment({"CHATDESK_DOOR_URL": "https://door.example/"})
    assert door.socket_origin == "wss://door.example"
    assert door.script_url(site_key="abc") == "https://door.example/w/abc.js"
