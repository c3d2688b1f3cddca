"""What a visitor costs who has the site open and says nothing."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bench.installation import Installation, installed
from bench.meter import Line, Stopwatch, show
from bench.raw import echoing
from tests.machine import rss
from tests.wire import Wire

AT_ONCE = 20
WARM_UP = 50
"""Sockets before the first look, so that what a process loads once is not counted."""

Open = Callable[[], Awaitable[Any]]


async def measure(pid: int, open_one: Open, *, sockets: int, seconds: float) -> tuple[float, float]:
    """Bytes per socket, and processor seconds per socket and minute."""
    held = [await open_one() for _ in range(WARM_UP)]
    await asyncio.sleep(2)
    before = rss(pid)
    for _ in range(0, sockets, AT_ONCE):
        held += await asyncio.gather(*(open_one() for _ in range(AT_ONCE)))
    await asyncio.sleep(5)
    size = (rss(pid) - before) / sockets
    watch = Stopwatch({"process": pid})
    await asyncio.sleep(seconds)
    return size, watch.cpu()["process"] / len(held) / watch.seconds() * 60


async def of_the_door(there: Installation, options: argparse.Namespace) -> tuple[float, float]:
    """Visitors who have been welcomed."""
    site = there.world.ours.site.key

    async def visitor() -> Wire:
        return await Wire.visitor(there.live.door, site)

    return await measure(there.pid("door"), visitor, sockets=options.sockets, seconds=options.seconds)


async def of_an_echo(options: argparse.Namespace) -> tuple[float, float]:
    """Sockets of a server that does nothing."""
    async with echoing() as echo:
        return await measure(echo.pid, echo.connect, sockets=options.sockets, seconds=options.seconds)


def main() -> None:
    """Runs and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sockets", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=40)
    options = parser.parse_args()
    with installed("door") as there:
        size, cpu = asyncio.run(of_the_door(there, options))
    raw_size, raw_cpu = asyncio.run(of_an_echo(options))
    show(
        f"{options.sockets} idle visitors for {options.seconds:.0f} s",
        [
            Line("memory each", f"{size / 1024:.1f} KB", "≤ 30 KB", f"{raw_size / 1024:.1f} KB", size <= 30 * 1024),
            Line("CPU each a minute", f"{1e3 * cpu:.2f} ms", "≤ 0.5 ms", f"{1e3 * raw_cpu:.2f} ms", cpu <= 0.0005),
        ],
    )


if __name__ == "__main__":
    main()
