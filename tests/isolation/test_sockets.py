"""The leak matrix over sockets: strangers' ids in every frame, strangers' secrets, strangers' news."""

import asyncio
import json

import pytest
from asgiref.sync import sync_to_async

from chatdesk.realtime.codes import CloseCode
from operators.tickets import Ticket, issue
from tests.isolation import inventory, talkers
from tests.isolation.furnished import Marked
from tests.isolation.marks import letters_in
from tests.isolation.people import session_of, user_of
from tests.sockets import Operator, Socket, Visitor, make_session, make_ticket, operator_socket
from tests.world import Client, World

pytestmark = pytest.mark.usefixtures("untouched")

NEWS = "CANARY_OF_NEWS"
QUIET = {
    "visitor": {
        "hello",
        "page",
        "front",
        "signal",
        "product",
        "click",
        "track",
        "cart",
        "identify",
        "person",
        "attributes",
        "logout",
        "consent",
        "form",
        "form_seen",
        "preview",
        "read",
        "end",
        "rate",
    },
    "operator": {"hello", "status", "tone", "visitors"},
}
"""Frames that name no row."""


@pytest.mark.parametrize("side", ["visitor", "operator"])
def test_every_frame_that_names_a_row_is_tried(side: str) -> None:
    assert set(talkers.with_ids(side)) == inventory.FRAMES[side] - QUIET[side]


@pytest.mark.parametrize("t", talkers.with_ids("operator"))
@pytest.mark.parametrize("person", ["operator", "supervisor", "client admin"])
async def test_an_operators_frame_reaches_nothing_of_another_client(marked: Marked, person: str, t: str) -> None:
    assert await talkers.operator_findings(marked, person, t) == []


@pytest.mark.parametrize("t", talkers.with_ids("visitor"))
@pytest.mark.parametrize("talk", ["talk", "waiting"])
async def test_a_visitors_frame_reaches_nothing_of_anybody_else(marked: Marked, talk: str, t: str) -> None:
    assert await talkers.visitor_findings(marked, t, talk=talk) == []


async def test_a_visitors_secret_and_conversation_are_worth_nothing_on_another_site(marked: Marked) -> None:
    for stranger in talkers.strangers(marked):
        held = {"token": stranger.tokens["talk"], "conversation": stranger.public["talk"], "since": 1}
        visitor = await Visitor.come(marked.world.ours, **held)
        assert visitor.token, "somebody new"
        assert "conversation" not in visitor.welcome
        assert not letters_in(json.dumps(visitor.welcome)) - {"A"}
        await visitor.leave()


async def test_a_ticket_is_worth_nothing_in_anothers_session(marked: Marked) -> None:
    stolen = await sync_to_async(_stolen_ticket)(marked)
    session = await sync_to_async(make_session)(marked.world.ours.marta)
    assert await _refused(session, stolen)


@pytest.mark.parametrize("person", ["deactivated admin", "agency owner", "other owner"])
async def test_who_does_not_work_for_a_client_has_no_place_at_its_desk(marked: Marked, person: str) -> None:
    user = await sync_to_async(user_of)(marked, person)
    session = await sync_to_async(session_of)(user)
    for owner in marked.all.values():
        ticket = Ticket(user.pk, owner.client.id, owner.client.marta.id, session)
        assert await _refused(session, await sync_to_async(issue)(ticket))


async def test_news_of_a_client_are_heard_by_nobody_else(world: World) -> None:
    ours: list[Socket] = [await Operator.come(member) for member in (world.ours.marta, world.ours.admin)]
    ours.append(await Visitor.come(world.ours))
    await _settled(ours)
    for client in (world.sister, world.foreign):
        await _whole_talk(client)
    await _settled(ours)
    for socket in ours:
        assert NEWS not in json.dumps(socket.seen)
        await socket.leave()


def _stolen_ticket(marked: Marked) -> str:
    victim = marked.world.foreign.marta
    return make_ticket(victim, make_session(victim))


async def _refused(session: str, ticket: str) -> bool:
    socket = Socket(operator_socket(session))
    await socket.raw.connect()
    await socket.send("hello", ticket=ticket)
    return await socket.closed() == CloseCode.NOT_ALLOWED


async def _whole_talk(client: Client) -> None:
    """A whole talk of another client: asked, taken, typed, answered, ended."""
    oleg = await Operator.come(client.oleg)
    visitor = await Visitor.come(client)
    talk = (await visitor.say(f"{NEWS} asks"))["conversation"]
    await oleg.send("take", conversation=talk)
    await oleg.send("typing", conversation=talk, on=True)
    await oleg.say(talk, f"{NEWS} answers")
    await visitor.send("preview", text=f"{NEWS} types")
    await visitor.send("end")
    await oleg.leave()
    await visitor.leave()


async def _settled(sockets: list[Socket]) -> None:
    """Everything that is on its way has come."""
    while not all(await asyncio.gather(*(socket.raw.receive_nothing(timeout=0.3) for socket in sockets))):
        for socket in sockets:
            while not await socket.raw.receive_nothing(timeout=0.01):
                await socket.next()
