"""Limits of one socket (HARDENING 4.1): at nine tenths never reached, at one and a half always."""

import uuid

from chatdesk.realtime.codes import CloseCode, ErrorCode
from chatdesk.realtime.frames.base import MAX_FRAME_BYTES
from chatdesk.realtime.throttle import MessageLimit
from tests.hostile.conftest import Clock
from tests.sockets import Operator, Socket, Visitor
from tests.world import World


async def code_of(socket: Socket, text: str, **fields: str) -> str:
    """``ack``, or the code of the error that a message got."""
    client_id = uuid.uuid4().hex
    await socket.send("message", client_id=client_id, text=text, **fields)
    while True:
        frame = await socket.next()
        if frame["t"] == "ack" and frame["client_id"] == client_id:
            return "ack"
        if frame["t"] == "error":
            return frame["code"]


async def talk_of(marta: Operator, visitor: Visitor) -> str:
    """A conversation that Marta has taken."""
    await visitor.say("Hello")
    talk = (await marta.expect("row"))["row"]["id"]
    await marta.send("take", conversation=talk)
    await marta.expect("newest")
    return talk


async def test_a_visitor_at_nine_tenths_of_a_message_a_second_is_never_refused(world: World, clock: Clock) -> None:
    visitor = await Visitor.come(world.ours)
    for number in range(70):
        clock.sleep(1 / 0.9)
        assert await code_of(visitor, f"Line {number}") == "ack"


async def test_a_visitor_at_one_and_a_half_is_told_to_slow_down(world: World, clock: Clock) -> None:
    visitor = await Visitor.come(world.ours)
    codes = []
    for number in range(40):
        clock.sleep(1 / 1.5)
        codes.append(await code_of(visitor, f"Line {number}"))
    assert codes[:5] == ["ack"] * 5
    assert ErrorCode.TOO_FAST in codes


async def test_a_visitor_who_does_not_slow_down_is_muted_and_at_last_shown_the_door(world: World, clock: Clock) -> None:
    visitor = await Visitor.come(world.ours)
    codes = []
    while not codes or codes[-1] != ErrorCode.MUTED:
        clock.sleep(0.2)
        codes.append(await code_of(visitor, f"Line {len(codes)}"))
    assert ErrorCode.TOO_FAST in codes
    clock.sleep(MessageLimit.MUTE_SECONDS)
    for number in range(30):
        clock.sleep(0.1)
        await visitor.send("message", client_id=uuid.uuid4().hex, text=f"More {number}")
    assert await visitor.closed() == CloseCode.FLOODING


async def test_who_is_muted_is_told_for_how_long_and_nothing_is_stored(world: World, clock: Clock) -> None:
    visitor = await Visitor.come(world.ours)
    for number in range(11):
        await code_of(visitor, f"Line {number}")
    clock.sleep(10)
    await visitor.send("message", client_id="while-muted", text="Still here")
    refused = await visitor.expect("error", client_id="while-muted")
    assert (refused["code"], refused["retry_after"]) == (ErrorCode.MUTED, 20)
    clock.sleep(20)
    assert (await visitor.say("Sorry"))["seq"] == 6


async def test_the_same_text_is_stored_twice_and_not_a_third_time_within_half_a_minute(
    world: World, clock: Clock
) -> None:
    visitor = await Visitor.come(world.ours)
    codes = []
    for _ in range(3):
        clock.sleep(2)
        codes.append(await code_of(visitor, "Hello?"))
    assert codes == ["ack", "ack", ErrorCode.REPEATED]
    clock.sleep(31)
    assert await code_of(visitor, "Hello?") == "ack"


async def test_an_operator_at_nine_tenths_is_never_refused_and_at_one_and_a_half_is(world: World, clock: Clock) -> None:
    marta, visitor = await Operator.come(world.ours.marta), await Visitor.come(world.ours)
    talk = await talk_of(marta, visitor)
    for number in range(60):
        clock.sleep(60 / 200 / 0.9)
        assert await code_of(marta, f"Answer {number}", conversation=talk) == "ack"
    codes = []
    for number in range(100):
        clock.sleep(1 / 5 / 1.5)
        codes.append(await code_of(marta, f"More {number}", conversation=talk))
    assert ErrorCode.TOO_FAST in codes


async def test_frames_beyond_ten_a_second_are_dropped_in_silence_and_who_goes_on_is_shown_the_door(
    world: World, clock: Clock
) -> None:
    visitor = await Visitor.come(world.ours)
    for _ in range(29):
        await visitor.send("read", seq=0)
    for _ in range(150):
        await visitor.send("sync", conversation="none", since=0)
    assert await visitor.silent()
    for _ in range(100):
        await visitor.send("read", seq=0)
    assert await visitor.closed() == CloseCode.FLOODING


async def test_bytes_beyond_64_kib_a_second_are_dropped(world: World, clock: Clock) -> None:
    visitor = await Visitor.come(world.ours)
    for _ in range(2):
        await visitor.raw.send_to(text_data="x" * (MAX_FRAME_BYTES - 200))
        assert (await visitor.expect("error"))["code"] == ErrorCode.BAD_FRAME
    await visitor.raw.send_to(text_data="x" * MAX_FRAME_BYTES)
    assert await visitor.silent()
    clock.sleep(1)
    assert await code_of(visitor, "A word") == "ack"


async def test_who_sends_nothing_but_mistakes_is_shown_the_door(world: World, clock: Clock) -> None:
    visitor = await Visitor.come(world.ours)
    for _ in range(55):
        clock.sleep(0.1)
        await visitor.send("nothing")
        assert (await visitor.expect("error"))["code"] == ErrorCode.UNKNOWN_FRAME
    await visitor.send("nothing")
    assert await visitor.closed() == CloseCode.BAD_FRAMES
