"""One-time tickets, and sockets that end with their session or membership (HARDENING S7)."""

import asyncio
import time
from importlib import import_module

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from chatdesk.realtime.codes import CloseCode
from chatdesk.realtime.redis import sync_redis
from operators.tickets import TICKET_SECONDS
from tenants.accounts import AccountAdapter
from tenants.models import Member
from tenants.scope import tenant_scope
from tenants.services.members import change_role, deactivate_member
from tests.sockets import Operator, Socket, make_session, make_ticket, operator_socket
from tests.world import World

AT_ONCE = 5.0
"""Seconds within which a console closes once its right has ended."""


async def shown(session: str, ticket: str) -> Socket:
    """A socket of this session that has shown this ticket."""
    socket = Socket(operator_socket(session))
    connected, _ = await socket.raw.connect()
    assert connected
    await socket.send("hello", ticket=ticket)
    return socket


async def session_and_ticket(member: Member) -> tuple[str, str]:
    """A signed-in session with a fresh ticket."""
    session = await sync_to_async(make_session)(member)
    return session, await sync_to_async(make_ticket)(member, session)


async def test_a_ticket_works_once(world: World) -> None:
    session, ticket = await session_and_ticket(world.ours.marta)
    first = await shown(session, ticket)
    await first.expect("welcome")
    assert await (await shown(session, ticket)).closed() == CloseCode.NOT_ALLOWED


async def test_of_two_sockets_that_show_a_ticket_at_once_one_gets_in(world: World) -> None:
    session, ticket = await session_and_ticket(world.ours.marta)
    sockets = await asyncio.gather(*(shown(session, ticket) for _ in range(4)))
    first = [await socket.raw.receive_output(5) for socket in sockets]
    assert sorted(event["type"] for event in first) == ["websocket.close"] * 3 + ["websocket.send"]


async def test_a_ticket_is_too_old_after_half_a_minute(world: World) -> None:
    session, ticket = await session_and_ticket(world.ours.marta)
    keys = sync_redis().keys("ticket:*")
    assert keys
    assert all(0 < sync_redis().ttl(key) <= TICKET_SECONDS for key in keys)
    for key in keys:
        sync_redis().pexpire(key, 1)
    await asyncio.sleep(0.01)
    assert await (await shown(session, ticket)).closed() == CloseCode.NOT_ALLOWED


async def test_a_ticket_of_another_session_is_refused_even_the_same_persons(world: World) -> None:
    _, ticket = await session_and_ticket(world.ours.marta)
    other = await sync_to_async(make_session)(world.ours.marta)
    assert await (await shown(other, ticket)).closed() == CloseCode.NOT_ALLOWED


async def test_a_ticket_of_a_colleague_is_refused(world: World) -> None:
    _, ticket = await session_and_ticket(world.ours.oleg)
    session = await sync_to_async(make_session)(world.ours.marta)
    assert await (await shown(session, ticket)).closed() == CloseCode.NOT_ALLOWED


@pytest.mark.parametrize("ticket", ["x" * 16, "x" * 128, "../../etc/passwd/", "*" * 43, "ticket:" + "0" * 64])
async def test_a_guessed_ticket_is_refused(world: World, ticket: str) -> None:
    session = await sync_to_async(make_session)(world.ours.marta)
    assert await (await shown(session, ticket)).closed() == CloseCode.NOT_ALLOWED


async def test_a_member_who_left_meanwhile_cannot_use_the_ticket(world: World) -> None:
    session, ticket = await session_and_ticket(world.ours.marta)
    await sync_to_async(leave_team)(world, world.ours.marta)
    assert await (await shown(session, ticket)).closed() == CloseCode.NOT_ALLOWED


async def test_a_session_that_ended_meanwhile_cannot_use_the_ticket(world: World) -> None:
    session, ticket = await session_and_ticket(world.ours.marta)
    await sync_to_async(store(session).flush)()
    assert await (await shown(session, ticket)).closed() == CloseCode.NOT_ALLOWED


async def test_an_open_console_closes_when_its_member_is_deactivated(world: World) -> None:
    marta, started = await Operator.come(world.ours.marta), time.monotonic()
    await sync_to_async(leave_team)(world, world.ours.marta)
    assert await marta.closed() == CloseCode.NOT_ALLOWED
    assert time.monotonic() - started < AT_ONCE


async def test_an_open_console_closes_when_its_session_signs_out(world: World) -> None:
    session, ticket = await session_and_ticket(world.ours.marta)
    marta = await shown(session, ticket)
    await marta.expect("welcome")
    await sync_to_async(sign_out)(world.ours.marta, session)
    assert await marta.closed() == CloseCode.NOT_ALLOWED


async def test_a_change_of_role_leaves_the_console_open_and_another_members_departure_too(world: World) -> None:
    marta = await Operator.come(world.ours.marta)
    await sync_to_async(promote)(world, world.ours.marta)
    await sync_to_async(leave_team)(world, world.ours.oleg)
    await marta.send("status", value="available")
    await marta.expect("colleague")


def leave_team(world: World, member: Member) -> None:
    """The client's admin deactivates a member."""
    with tenant_scope(world.ours.id):
        deactivate_member(member=member)


def promote(world: World, member: Member) -> None:
    """The client's admin gives a member another role."""
    with tenant_scope(world.ours.id):
        change_role(member=member, role=Member.Role.SUPERVISOR)


def sign_out(member: Member, session: str) -> None:
    """As the sign-out page does it."""
    request = HttpRequest()
    request.session = store(session)
    request.user = member.user
    AccountAdapter(request).logout(request)


def store(session: str) -> SessionBase:
    """A session by its key."""
    return import_module(settings.SESSION_ENGINE).SessionStore(session)
