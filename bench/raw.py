"""What the machine gives without a product: an echo over a WebSocket, a hop through Redis."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import redis.asyncio
from django.conf import settings
from websockets.asyncio.client import ClientConnection, connect

from bench.meter import Stopwatch
from ground import ports

TIMES = 2_000


@dataclass(frozen=True)
class Echo:
    """A running echo server."""

    pid: int
    url: str

    async def connect(self) -> ClientConnection:
        """One more client."""
        return await connect(self.url, compression=None, ping_interval=None, proxy=None)


@asynccontextmanager
async def echoing() -> AsyncIterator[Echo]:
    """The echo application on the door's server."""
    port = ports.free().door
    command = [sys.executable, "-m", "chatdesk.realtime.door_server", "--port", str(port), "bench.echo:app"]
    process = await asyncio.create_subprocess_exec(*command, cwd=Path(__file__).parents[1])
    echo = Echo(process.pid, f"ws://127.0.0.1:{port}")
    try:
        await _answering(echo)
        yield echo
    finally:
        process.terminate()
        await process.wait()


async def echo_cost() -> tuple[float, list[float]]:
    """Processor seconds of the server for one echo, and the seconds that each of TIMES took."""
    async with echoing() as echo:
        client = await echo.connect()
        watch, times = Stopwatch({"echo": echo.pid}), []
        for number in range(TIMES):
            started = time.perf_counter()
            await client.send(f"message {number}")
            await client.recv()
            times.append(time.perf_counter() - started)
        return watch.cpu()["echo"] / TIMES, times


async def hop_times() -> list[float]:
    """Seconds from a PUBLISH until its subscriber has it, TIMES times."""
    client = redis.asyncio.Redis.from_url(settings.REDIS_URL)
    times = []
    async with client, client.pubsub() as listener:
        await listener.subscribe("bench")
        await listener.get_message(timeout=5)
        for _ in range(TIMES):
            started = time.perf_counter()
            await client.publish("bench", "x" * 200)
            await listener.get_message(timeout=5)
            times.append(time.perf_counter() - started)
    return times


async def _answering(echo: Echo) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                await (await echo.connect()).close()
            except OSError:
                await asyncio.sleep(0.05)
            else:
                return
