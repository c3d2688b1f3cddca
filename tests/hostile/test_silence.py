"""A minute in which little is said: who stays, and who is cut. Many waits and no haste: it may share the machine."""

import asyncio
import time
from contextlib import suppress

import psutil
import pytest
from asgiref.sync import sync_to_async
from websockets.exceptions import ConnectionClosed

from chatdesk.realtime.codes import CloseCode
from tests.hostile.ground import GROWTH, Ground
from tests.machine import rss
from tests.sockets import make_session
from tests.wire import Wire
from tests.world import make_world

pytestmark = pytest.mark.slow


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
