"""Attacks on processes that really run: no exit, bounded memory, others go on. They share one installation."""

import asyncio
import statistics
import time
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from chatdesk.realtime.codes import CloseCode
from chatdesk.realtime.frames import FromOperator, FromVisitor
from chatdesk.realtime.frames.base import MAX_FRAME_BYTES
from tests.hostile.conftest import Rows
from tests.hostile.corpus import batches, malformed
from tests.hostile.ground import GROWTH, Ground
from tests.hostile.test_malformed_frames import ARRIVALS, SENTINEL, unchanged
from tests.machine import rss
from tests.wire import Wire

pytestmark = [pytest.mark.serial, pytest.mark.slow]

RAW = {
    "unmasked": (b"\x81\x02{}", 1002),
    "reserved bits": (b"\xf1\x80\x00\x00\x00\x00", 1002),
    "reserved opcode": (b"\x83\x80\x00\x00\x00\x00", 1002),
    "continues nothing": (b"\x80\x80\x00\x00\x00\x00", 1002),
    "long ping": (b"\x89\xfe\x00\xff" + bytes(4 + 255), 1002),
    "fragmented ping": (b"\x09\x80\x00\x00\x00\x00", 1002),
    "no UTF-8": (b"\x81\x82\x00\x00\x00\x00\xff\xfe", 1007),
    "says it is 2^62 bytes long": (b"\x81\xff\x40" + bytes(7 + 4), 1009),
}
"""Bytes that are no frame of RFC 6455, and the close code that names them."""


@pytest.mark.parametrize("name", ["door", "desk"])
async def test_a_thousand_malformed_frames_leave_no_trace(ground: Ground, rows: Rows, name: str) -> None:
    union, welcomed = {"door": (FromVisitor, ground.visitor), "desk": (FromOperator, ground.operator)}[name]
    await (await welcomed()).leave()
    before, memory, lines = rows(), rss(ground.pid(name)), len(ground.log(name).splitlines())
    started = time.monotonic()
    for batch in batches(malformed(union, seed=9)):
        wire = await welcomed()
        for text in batch:
            await wire.connection.send(text)
        await wire.send(**SENTINEL)
        while (await wire.expect("error"))["code"] != "not_found":
            pass
        await wire.leave()
    assert len(ground.log(name).splitlines()) - lines <= time.monotonic() - started + 2
    assert rss(ground.pid(name)) - memory < GROWTH
    assert unchanged(before, rows(), but=ARRIVALS)


@pytest.mark.parametrize("name", ["door", "desk"])
async def test_bytes_that_are_no_frame_get_a_close_code(ground: Ground, name: str) -> None:
    for what, (data, code) in RAW.items():
        wire = await getattr(ground, name)()
        wire.connection.transport.write(data)
        assert await wire.closed() == code, what


@pytest.mark.parametrize("name", ["door", "desk"])
async def test_a_frame_of_64_kib_is_read_and_one_byte_more_is_too_big(ground: Ground, name: str) -> None:
    wire = await getattr(ground, name)()
    await wire.connection.send("x" * MAX_FRAME_BYTES)
    assert (await wire.next())["code"] == "bad_frame"
    await wire.connection.send("[" * (MAX_FRAME_BYTES + 1))
    assert await wire.closed() == 1009


@pytest.mark.parametrize("name", ["door", "desk"])
async def test_nesting_a_hundred_thousand_deep_harms_nobody(ground: Ground, name: str) -> None:
    wire = await getattr(ground, name)()
    await wire.connection.send("[" * 60_000)
    assert (await wire.next())["code"] == "bad_frame"
    await wire.connection.send("[" * 100_000)
    assert await wire.closed() == 1009


@pytest.mark.parametrize("name", ["door", "desk"])
@pytest.mark.parametrize("frame", ["x" * MAX_FRAME_BYTES, '{"t":"read","seq":0}'], ids=["long", "short"])
async def test_a_flooding_socket_is_shown_the_door_and_costs_no_memory(ground: Ground, name: str, frame: str) -> None:
    memory = rss(ground.pid(name))
    wire = await getattr(ground, name)()
    flooding = asyncio.create_task(flood(wire.connection, frame))
    assert await wire.closed() in (CloseCode.FLOODING, CloseCode.BAD_FRAMES, None)
    await flooding
    assert rss(ground.pid(name)) - memory < GROWTH


async def test_two_hundred_half_open_handshakes_do_not_slow_the_others(ground: Ground) -> None:
    visitors = [await ground.visitor() for _ in range(2)]
    alone = await median_latency(visitors)
    strangers = [await half_a_request(url) for url in (ground.live.door, ground.live.desk) for _ in range(100)]
    crowded = await median_latency(visitors)
    for writer in strangers:
        writer.close()
    assert crowded <= 2 * alone + 0.005


async def flood(connection: ClientConnection, frame: str) -> None:
    """Sends without end."""
    try:
        while True:
            await connection.send(frame)
    except ConnectionClosed:
        return


async def half_a_request(url: str) -> asyncio.StreamWriter:
    """Begins a handshake and falls silent."""
    address = urlsplit(url)
    _, writer = await asyncio.open_connection("127.0.0.1", address.port)
    writer.write(b"GET /ws/v1/visitor?site=x HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n")
    await writer.drain()
    return writer


async def median_latency(visitors: list[Wire]) -> float:
    """Seconds from a question to its answer, without touching what limits messages."""
    times = []
    for _ in range(40):
        for visitor in visitors:
            started = time.monotonic()
            await visitor.send(**SENTINEL)
            await visitor.expect("error")
            times.append(time.monotonic() - started)
            await asyncio.sleep(0.06)
    return statistics.median(times)
