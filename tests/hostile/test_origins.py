"""Whose pages may open a socket: nobody else's, however the origin is spelled (HARDENING S6)."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings

from tenants.scope import tenant_scope
from tests.hostile.conftest import Rows
from tests.sockets import make_session, operator_socket, visitor_socket
from tests.world import World

DESK = "https://desk.example"

STRANGE = {
    "missing": None,
    "empty": "",
    "null": "null",
    "another": "https://evil.example",
    "sub-domain of ours": "https://a.{host}",
    "ours as a sub-domain": "https://{host}.evil.example",
    "ours as an ending": "https://not{host}",
    "ours as a user": "https://{host}@evil.example",
    "ours as a path": "https://evil.example/{host}",
    "ours as a query": "https://evil.example?{host}",
    "with a path": "https://{host}/path",
    "another port": "https://{host}:8443",
    "another scheme": "ftp://{host}",
    "a trailing dot": "https://{host}.",
    "two": "https://{host} https://evil.example",
    "look-alike letters": "https://ѕhop.example",
    "no URL": "{host}",
    "broken": "https://[",
    "a file": "file://",
}


async def opens(socket: WebsocketCommunicator) -> bool:
    """Whether the handshake is accepted."""
    connected, _ = await socket.connect(timeout=5)
    await socket.disconnect()
    return connected


def spelled(origin: str | None, host: str) -> bytes | None:
    """The header's bytes, as a client that obeys no rules would send them."""
    return None if origin is None else origin.format(host=host).encode()


async def test_no_strange_origin_opens_a_visitors_socket(world: World, rows: Rows) -> None:
    before = rows()
    for name, origin in STRANGE.items():
        socket = visitor_socket(world.ours.site.key, origin=None)
        header = spelled(origin, "shop.example")
        socket.scope["headers"] = [] if header is None else [(b"origin", header)]
        assert not await opens(socket), name
    assert rows() == before


async def test_no_strange_origin_opens_an_operators_socket_whatever_the_session(
    world: World, rows: Rows, settings: Any
) -> None:
    settings.DESK_URL = DESK
    session = await sync_to_async(make_session)(world.ours.marta)
    before = rows()
    for name, origin in STRANGE.items():
        socket = operator_socket(session)
        header = spelled(origin, "desk.example")
        cookie = [pair for pair in socket.scope["headers"] if pair[0] == b"cookie"]
        socket.scope["headers"] = cookie if header is None else [*cookie, (b"origin", header)]
        assert not await opens(socket), name
    assert rows() == before


@pytest.mark.parametrize("origin", ["https://shop.example", "http://shop.example", "https://SHOP.example"])
async def test_the_sites_own_pages_open_a_socket(world: World, origin: str) -> None:
    assert await opens(visitor_socket(world.ours.site.key, origin=origin))


@pytest.mark.parametrize("key", ["", "nothing", "0" * 5_000, "'; drop table tenants_site; --", "%00", "\u202e"])
async def test_an_unknown_site_has_no_socket(world: World, key: str) -> None:
    assert not await opens(visitor_socket(key.encode("ascii", "ignore").decode()))


async def test_a_foreign_clients_page_opens_no_socket_of_our_site(world: World) -> None:
    await sync_to_async(_move)(world, "bikes.example")
    assert not await opens(visitor_socket(world.ours.site.key, origin="https://bikes.example"))
    assert not await opens(visitor_socket(world.foreign.site.key, origin="https://shop.example"))
    assert await opens(visitor_socket(world.foreign.site.key, origin="https://bikes.example"))


async def test_without_a_session_cookie_the_desk_opens_no_socket(world: World) -> None:
    assert not await opens(operator_socket(""))


async def test_without_a_ticket_a_session_and_the_right_origin_are_not_enough(world: World) -> None:
    session = await sync_to_async(make_session)(world.ours.marta)
    socket = operator_socket(session, origin=settings.DESK_URL)
    assert (await socket.connect())[0]
    await socket.send_to(text_data='{"t":"hello","ticket":"%s"}' % ("x" * 43))
    event = await socket.receive_output(5)
    assert (event["type"], event["code"]) == ("websocket.close", 4401)


def _move(world: World, domain: str) -> None:
    with tenant_scope(world.foreign.id):
        world.foreign.site.domains = [domain]
        world.foreign.site.save(update_fields=["domains"])
