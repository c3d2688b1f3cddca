"""Two thousand malformed frames: each gets its name, none leaves a trace."""

import time
from collections import Counter
from typing import Any

import pytest

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.frames import FromOperator, FromVisitor
from chatdesk.realtime.frames.base import MAX_TEXT
from tests.hostile.conftest import Rows
from tests.hostile.corpus import batches, malformed
from tests.sockets import Operator, Socket, Visitor, visitor_socket
from tests.world import World

SENTINEL = {"t": "sync", "conversation": "none", "since": 0}
ARRIVALS = {"visitors_visitor", "visitors_visit", "visitors_pageview"}
"""What an honest hello writes."""


async def refusals_of(socket: Socket, batch: list[str]) -> list[str]:
    """Codes of the errors that a batch got; a harmless frame at its end shows that everything was read."""
    for text in batch:
        await socket.raw.send_input({"type": "websocket.receive", "text": text})
    await socket.send(**SENTINEL)
    codes = []
    while (code := (await socket.expect("error"))["code"]) != ErrorCode.NOT_FOUND:
        codes.append(code)
    return codes


def unchanged(before: dict[str, int], after: dict[str, int], *, but: set[str] = frozenset()) -> bool:
    """Whether no table but these has more or fewer rows."""
    return all(after[table] == count for table, count in before.items() if table not in but)


@pytest.mark.slow
async def test_no_malformed_frame_of_a_visitor_is_taken_or_left_without_a_name(
    world: World, rows: Rows, log_lines: list[dict[str, Any]]
) -> None:
    corpus, codes = malformed(FromVisitor, seed=7), Counter[str]()
    assert len(corpus) >= 1_000
    before, started = rows(), time.monotonic()
    for batch in batches(corpus):
        visitor = await Visitor.come(world.ours)
        answered = await refusals_of(visitor, batch)
        assert len(answered) == len(batch)
        codes.update(answered)
        await visitor.leave()
    assert unchanged(before, rows(), but=ARRIVALS)
    assert set(codes) <= set(ErrorCode)
    assert {ErrorCode.BAD_FRAME, ErrorCode.UNKNOWN_FRAME, ErrorCode.TOO_LONG} <= set(codes)
    assert len(log_lines) <= time.monotonic() - started + 2


@pytest.mark.slow
async def test_no_malformed_frame_of_an_operator_is_taken_or_left_without_a_name(
    world: World, rows: Rows, log_lines: list[dict[str, Any]]
) -> None:
    corpus, codes = malformed(FromOperator, seed=7), Counter[str]()
    assert len(corpus) >= 1_000
    marta = await Operator.come(world.ours.marta)
    await marta.leave()
    before, started = rows(), time.monotonic()
    for batch in batches(corpus):
        marta = await Operator.come(world.ours.marta)
        answered = await refusals_of(marta, batch)
        assert len(answered) == len(batch)
        codes.update(answered)
        await marta.leave()
    assert unchanged(before, rows(), but={"django_session"})
    assert set(codes) <= set(ErrorCode)
    assert len(log_lines) <= time.monotonic() - started + 2


async def test_before_hello_a_malformed_frame_is_refused_too_and_nothing_at_all_is_written(
    world: World, rows: Rows
) -> None:
    before = rows()
    for batch in list(batches(malformed(FromVisitor, seed=8)))[:8]:
        socket = Socket(visitor_socket(world.ours.site.key))
        await socket.raw.connect()
        for text in batch:
            await socket.raw.send_input({"type": "websocket.receive", "text": text})
            assert (await socket.expect("error"))["code"] in set(ErrorCode)
        await socket.leave()
    assert rows() == before


async def test_a_binary_frame_is_refused(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    for data in (b"{}", b"\x00\xff", b'{"t":"end"}'):
        await visitor.raw.send_to(bytes_data=data)
        assert (await visitor.expect("error"))["code"] == ErrorCode.BAD_FRAME


async def test_a_message_of_one_character_too_many_is_too_long_and_one_of_the_most_is_not(world: World) -> None:
    visitor = await Visitor.come(world.ours)
    await visitor.send("message", client_id="too-long-1", text="я" * (MAX_TEXT + 1))
    assert (await visitor.expect("error"))["code"] == ErrorCode.TOO_LONG
    assert (await visitor.say("я" * MAX_TEXT))["seq"] == 1


@pytest.mark.parametrize("text", ["\\u0000", "a\\u0000b", " ", "\\n\\t", "\\r"])
async def test_a_text_that_cannot_be_stored_has_a_name(world: World, rows: Rows, text: str) -> None:
    visitor = await Visitor.come(world.ours)
    before = rows()
    await visitor.raw.send_to(text_data=f'{{"t":"message","client_id":"bad-text-1","text":"{text}"}}')
    assert (await visitor.expect("error"))["code"] == ErrorCode.BAD_TEXT
    assert rows() == before
