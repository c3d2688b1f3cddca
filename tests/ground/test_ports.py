"""Ports: a taken one is said plainly, with the way out."""

import re
import socket
from collections.abc import Iterator

import pytest

from ground import ports
from ground.ports import Ports
from ground.progress import Failure


@pytest.fixture
def taken() -> Iterator[int]:
    # Not just any port: its neighbours have to be free.
    with socket.create_server(("127.0.0.1", ports.free().door)) as listener:
        yield listener.getsockname()[1]


def test_a_taken_port_is_named_together_with_the_command_to_type(taken: int) -> None:
    with pytest.raises(Failure, match=rf"Port {taken} is taken .* CHATDESK_PORT=\d+ bin/dev"):
        ports.refuse_taken(Ports(taken))


def test_the_ports_that_are_offered_instead_are_free(taken: int) -> None:
    with pytest.raises(Failure) as refusal:
        ports.refuse_taken(Ports(taken))
    offered = re.search(r"CHATDESK_PORT=(\d+)", str(refusal.value))
    assert offered
    ports.refuse_taken(Ports(int(offered[1])))


def test_a_stranger_on_a_neighbouring_port_is_noticed(taken: int) -> None:
    with pytest.raises(Failure, match=f"Port {taken} is taken"):
        ports.refuse_taken(Ports(taken - 2))


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_a_stranger_on_the_other_address_of_localhost_is_noticed() -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(Failure, match=f"Port {port} is taken"):
            ports.refuse_taken(Ports(port))


def test_free_ports_are_not_refused() -> None:
    ports.refuse_taken(ports.free())


@pytest.mark.parametrize("text", ["", "door", "-1", "0", "65534", "8000.5", "99999"])
def test_what_is_no_port_is_refused_with_the_range(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("CHATDESK_PORT", text)
    with pytest.raises(Failure, match="from 1 to 65532"):
        ports.chosen()


def test_door_shop_and_crm_are_the_next_three_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATDESK_PORT", "8010")
    assert list(ports.chosen()) == [8010, 8011, 8012, 8013]
