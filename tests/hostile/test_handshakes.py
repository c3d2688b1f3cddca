"""How many sockets one address may open (HARDENING 4.1)."""

import asyncio
from typing import Any

import pytest

from chatdesk.realtime import consumers
from chatdesk.realtime.codes import CloseCode
from chatdesk.realtime.guests import Guests, network_of
from tests.hostile.conftest import Clock
from tests.sockets import Operator, Socket, Visitor, visitor_socket
from tests.world import World

ADDRESS = "203.0.113.9"


@pytest.fixture(autouse=True)
def usual_limits(settings: Any) -> None:
    """What an installation has that says nothing else."""
    settings.SOCKETS_PER_ADDRESS = 20
    settings.HANDSHAKES_PER_MINUTE = 30


def test_the_twenty_first_socket_of_an_address_is_refused_until_one_closes(clock: Clock) -> None:
    guests = Guests()
    assert [guests.admit(ADDRESS) for _ in range(21)] == [True] * 20 + [False]
    assert guests.admit("203.0.113.10")
    guests.leave(ADDRESS)
    assert guests.admit(ADDRESS)


def test_at_nine_tenths_of_thirty_handshakes_a_minute_nobody_is_refused_at_one_and_a_half_everybody(
    clock: Clock,
) -> None:
    guests = Guests()
    for _ in range(100):
        clock.sleep(60 / 30 / 0.9)
        assert guests.admit(ADDRESS)
        guests.leave(ADDRESS)
    answers = []
    for _ in range(100):
        clock.sleep(60 / 30 / 1.5)
        answers.append(guests.admit(ADDRESS))
        if answers[-1]:
            guests.leave(ADDRESS)
    assert not all(answers)


def test_thirty_handshakes_at_once_are_the_most_for_a_minute(clock: Clock) -> None:
    guests = Guests()
    answers = []
    for _ in range(40):
        answers.append(guests.admit(ADDRESS))
        if answers[-1]:
            guests.leave(ADDRESS)
    assert answers == [True] * 30 + [False] * 10


def test_a_household_of_ipv6_addresses_counts_as_one(clock: Clock) -> None:
    guests = Guests()
    household = [f"2001:db8:1:2::{number:x}" for number in range(21)]
    assert [guests.admit(address) for address in household] == [True] * 20 + [False]
    assert guests.admit("2001:db8:1:3::1")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("local", "local"),
    ],
)
def test_whom_an_address_stands_for(address: str, network: str) -> None:
    assert network_of(address) == network


async def test_a_forged_forwarding_header_does_not_make_another_address(world: World) -> None:
    sockets = [visitor_socket(world.ours.site.key, address="203.0.113.77") for _ in range(21)]
    for number, socket in enumerate(sockets):
        socket.scope["headers"].append((b"x-forwarded-for", f"198.51.100.{number}".encode()))
    assert [(await socket.connect(timeout=5))[0] for socket in sockets] == [True] * 20 + [False]


async def test_a_place_is_free_again_however_the_socket_ended(world: World) -> None:
    for end in (closes, errs):
        socket = visitor_socket(world.ours.site.key, address="203.0.113.78")
        assert (await socket.connect(timeout=5))[0]
        await end(Socket(socket))
    sockets = [visitor_socket(world.ours.site.key, address="203.0.113.78") for _ in range(20)]
    assert all([(await socket.connect(timeout=5))[0] for socket in sockets])


async def closes(socket: Socket) -> None:
    """The client goes."""
    await socket.leave()


async def errs(socket: Socket) -> None:
    """Something in the product breaks."""
    await socket.raw.send_input({"type": "broken"})
    with pytest.raises(AttributeError):
        await socket.raw.wait()


async def test_who_does_not_say_hello_is_shown_the_door(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert consumers.HELLO_SECONDS == 10
    monkeypatch.setattr(consumers, "HELLO_SECONDS", 0.05)
    silent = Socket(visitor_socket(world.ours.site.key))
    await silent.raw.connect()
    assert await silent.closed() == CloseCode.NO_HELLO


async def test_who_said_hello_in_time_stays(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumers, "HELLO_SECONDS", 1)
    visitor, marta = await Visitor.come(world.ours), await Operator.come(world.ours.marta)
    await asyncio.sleep(1.2)
    assert (await visitor.say("Still here"))["seq"] == 1
    await marta.expect("row")
