"""Well-formed frames at the wrong moment, and about what belongs to somebody else."""

import uuid
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.frames import FromOperator, FromVisitor
from tests.hostile.conftest import Rows
from tests.hostile.corpus import examples
from tests.sockets import Operator, Socket, Visitor, make_session, operator_socket, visitor_socket
from tests.world import World

VISITOR_FRAMES = examples(FromVisitor)
OPERATOR_FRAMES = examples(FromOperator)
ABOUT_A_TALK = {name: ErrorCode.NOT_FOUND for name, frame in OPERATOR_FRAMES.items() if "conversation" in frame} | {
    "typing": ErrorCode.NOT_YOURS,
    "shut": None,
    "read": None,
}
"""What each frame about an unknown conversation is answered with; two change nothing and say nothing."""


async def refused(socket: Socket, frame: dict[str, Any]) -> str:
    """The code that a frame is refused with."""
    await socket.send(**frame)
    return (await socket.expect("error"))["code"]


async def test_before_hello_every_other_frame_of_a_visitor_is_out_of_order(world: World, rows: Rows) -> None:
    before = rows()
    socket = Socket(visitor_socket(world.ours.site.key))
    await socket.raw.connect()
    for name, frame in VISITOR_FRAMES.items():
        if name != "hello":
            assert await refused(socket, frame) == ErrorCode.OUT_OF_ORDER
    assert rows() == before


async def test_before_hello_every_other_frame_of_an_operator_is_out_of_order(world: World, rows: Rows) -> None:
    session = await sync_to_async(make_session)(world.ours.marta)
    before = rows()
    socket = Socket(operator_socket(session))
    await socket.raw.connect()
    for name, frame in OPERATOR_FRAMES.items():
        if name != "hello":
            assert await refused(socket, frame) == ErrorCode.OUT_OF_ORDER
    assert rows() == before


async def test_a_second_hello_is_out_of_order_for_both(world: World) -> None:
    visitor, marta = await Visitor.come(world.ours), await Operator.come(world.ours.marta)
    assert await refused(visitor, VISITOR_FRAMES["hello"]) == ErrorCode.OUT_OF_ORDER
    assert await refused(marta, OPERATOR_FRAMES["hello"]) == ErrorCode.OUT_OF_ORDER


@pytest.mark.parametrize("name", ["rate", "end"])
async def test_a_visitor_without_a_conversation_has_nothing_to_end_or_rate(world: World, rows: Rows, name: str) -> None:
    visitor = await Visitor.come(world.ours)
    before = rows()
    assert await refused(visitor, VISITOR_FRAMES[name]) == ErrorCode.OUT_OF_ORDER
    assert rows() == before


async def test_a_conversation_that_goes_on_cannot_be_rated(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.say("Hello")
    assert await refused(visitor, VISITOR_FRAMES["rate"]) == ErrorCode.OUT_OF_ORDER


async def test_a_visitor_cannot_read_along_in_the_talk_of_another(world: World) -> None:
    vera, other = await Visitor.come(world.ours), await Visitor.come(world.ours)
    talk = (await vera.say("My secret"))["conversation"]
    await other.say("Hello")
    assert await refused(other, {"t": "sync", "conversation": talk, "since": 0}) == ErrorCode.NOT_FOUND


@pytest.mark.parametrize("whose", ["foreign", "nobody", "no_id"])
async def test_what_is_not_ours_cannot_be_told_from_what_does_not_exist(world: World, rows: Rows, whose: str) -> None:
    stranger = await Visitor.come(world.foreign)
    foreign = (await stranger.say("Hello"))["conversation"]
    marta = await Operator.come(world.ours.marta)
    talk = {"foreign": foreign, "nobody": str(uuid.uuid4()), "no_id": "0123456789abcdef"}[whose]
    before = rows()
    for name, code in ABOUT_A_TALK.items():
        await marta.send(**OPERATOR_FRAMES[name] | {"conversation": talk})
        if code:
            assert (await marta.expect("error"))["code"] == code
    assert not {"opened", "messages", "ack"} & {frame["t"] for frame in marta.seen}
    assert rows() == before


async def test_an_operator_cannot_end_rate_or_say_the_visitors_words(world: World, rows: Rows) -> None:
    marta = await Operator.come(world.ours.marta)
    before = rows()
    assert await refused(marta, VISITOR_FRAMES["end"]) == ErrorCode.ONLY_THE_VISITOR_ENDS
    for name in ("rate", "page", "preview", "invitation"):
        assert await refused(marta, VISITOR_FRAMES[name]) == ErrorCode.UNKNOWN_FRAME
    assert rows() == before


async def test_a_visitor_cannot_do_what_operators_do(world: World, rows: Rows) -> None:
    visitor = await Visitor.come(world.ours)
    before = rows()
    for name in ("status", "open", "shut", "take", "leave", "hand_over", "typing"):
        assert await refused(visitor, OPERATOR_FRAMES[name]) == ErrorCode.UNKNOWN_FRAME
    assert await refused(visitor, OPERATOR_FRAMES["message"]) == ErrorCode.BAD_FRAME
    assert rows() == before
