"""Attacks on processes that really run: no exit, bounded memory, others go on. They share one installation."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from asgiref.sync import sync_to_async
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from chatdesk.realtime.codes import CloseCode
from chatdesk.realtime.frames import MAX_FRAME_BYTES, FromOperator, FromVisitor
from tests.hostile.conftest import Rows
from tests.hostile.corpus import batches, malformed
from tests.hostile.test_malformed_frames import ARRIVALS, SENTINEL, unchanged
from tests.live import Live
from tests.machine import rss
from tests.sockets import make_session
from tests.wire import Wire
from tests.world import World, make_world

pytestmark = [pytest.mark.serial, pytest.mark.slow]

MEGABYTE = 2**20
GROWTH = 64 * MEGABYTE
"""What an attack may cost in memory (R11)."""

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


@dataclass(frozen=True)
class Ground:
    """A running installation, and how to open each of its sockets."""

    live: Live
    world: World
    session: str

    async def door(self, **options: object) -> Wire:
        """A visitor's socket without hello."""
        return await Wire.to_door(self.live.door, self.world.ours.site.key, **options)

    async def desk(self, **options: object) -> Wire:
        """An operator's socket without hello."""
        return await Wire.to_desk(self.live.desk, self.session, **options)

    async def visitor(self) -> Wire:
        """A visitor who has been welcomed."""
        return await Wire.visitor(self.live.door, self.world.ours.site.key)

    async def operator(self) -> Wire:
        """An operator who has been welcomed."""
        return await Wire.operator(self.live.desk, self.session)

    def pid(self, name: str) -> int:
        """The process."""
        return self.live.running[name].pid

    def log(self, name: str) -> str:
        """What the process has written."""
        return (Path(self.live.folder) / f"{name}.log").read_text(errors="replace")


@pytest.fixture
async def ground(live: Live, world: World) -> AsyncIterator[Ground]:
    """Fails when a process has ended or left a traceback meanwhile."""
    ground = Ground(live, world, await sync_to_async(make_session)(world.ours.marta))
    yield ground
    for name in ("door", "desk"):
        assert live.running[name].poll() is None
        assert "Traceback" not in ground.log(name)


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


async def test_in_a_minute_silent_sockets_stay_and_those_that_stop_reading_are_cut(ground: Ground) -> None:
    await asyncio.gather(
        silent_sockets_stay(ground),
        who_says_no_hello_goes(ground),
        a_deaf_visitor_is_cut(ground),
        a_deaf_operator_is_cut(ground),
    )


async def silent_sockets_stay(ground: Ground) -> None:
    """Nothing is sent for 65 s, not even a ping of ours."""
    other = Ground(ground.live, await sync_to_async(make_world)(), "")
    operator = await Wire.operator(ground.live.desk, await sync_to_async(make_session)(other.world.ours.marta))
    visitor = await other.visitor()
    await asyncio.sleep(65)
    assert (await visitor.say("Still here"))["seq"] == 1
    assert (await operator.expect("row"))["row"]["last_text"] == "Still here"


async def who_says_no_hello_goes(ground: Ground) -> None:
    """Both are closed after ten seconds."""
    started = time.monotonic()
    for wire in (await ground.door(), await ground.desk()):
        assert await wire.closed(20) == CloseCode.NO_HELLO
    assert 9 < time.monotonic() - started < 14


async def a_deaf_operator_is_cut(ground: Ground) -> None:
    """Long messages are asked for again and again, and not read."""
    visitor = await ground.visitor()
    talk = (await visitor.say("x" * 4_900))["conversation"]
    await is_cut_when_it_stops_reading(ground.pid("desk"), await ground.operator(), talk)


async def a_deaf_visitor_is_cut(ground: Ground) -> None:
    """The same on the other side."""
    visitor = await ground.visitor()
    talk = (await visitor.say("x" * 4_900))["conversation"]
    again = await Wire.visitor(ground.live.door, ground.world.ours.site.key, token=visitor.welcome["token"])
    await is_cut_when_it_stops_reading(ground.pid("door"), again, talk)


async def flood(connection: ClientConnection, frame: str) -> None:
    """Sends without end."""
    try:
        while True:
            await connection.send(frame)
    except ConnectionClosed:
        return


async def is_cut_when_it_stops_reading(pid: int, deaf: Wire, talk: str) -> None:
    """Until the server lets go of the connection: whoever does not read does not see a close frame either."""
    port, memory, started = deaf.connection.local_address[1], rss(pid), time.monotonic()
    deaf.connection.transport.pause_reading()
    assert port in peers(pid)
    while port in peers(pid):
        assert time.monotonic() - started < 60
        with suppress(ConnectionClosed):
            await deaf.send("sync", conversation=talk, since=0)
        await asyncio.sleep(0.06)
    assert rss(pid) - memory < GROWTH


def peers(pid: int) -> set[int]:
    """Ports of the clients that a process holds a connection with."""
    return {held.raddr.port for held in psutil.Process(pid).net_connections("tcp") if held.raddr}


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
