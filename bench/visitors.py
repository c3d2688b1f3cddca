"""What the operators' list of visitors costs: a change of one of thousands, and the list itself."""

import argparse
import asyncio
import itertools
import json
import time
from dataclasses import dataclass
from typing import Any

from asgiref.sync import sync_to_async

from bench.installation import Installation, installed
from bench.meter import Line, Stopwatch, show
from chatdesk.realtime import presence
from chatdesk.realtime.frames.pieces import Page
from chatdesk.visitors.services.arriving import Arrival, arrive
from tests.sockets import make_session
from tests.wire import Wire
from tests.world import ORIGIN, Client

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"
AT_ONCE = 20
REST_SECONDS = 2
"""For news that are still on their way: the list tells of a change after a second at most."""
BUDGET = 0.002
"""Seconds of all processes for an update of the list; a page view has a budget of its own."""


class Shop:
    """A site with many visitors. Some have sockets and go from page to page, the others only stay."""

    def __init__(self, there: Installation) -> None:
        self._there = there
        self._client: Client = there.world.ours
        self._pages = itertools.count()
        self._wires: dict[str, Wire] = {}
        self.at: dict[str, str] = {}
        """Title of the page that each walker opened last."""

    async def fill(self, *, visitors: int, walkers: int) -> asyncio.Task[None]:
        """Everybody comes; returns what keeps those in the shop who only stay."""
        came: list[Arrival] = []
        for at in range(0, visitors, AT_ONCE):
            came += await asyncio.gather(*(self._arrive(n) for n in range(at, min(visitors, at + AT_ONCE))))
        for one in came[:walkers]:
            wire = await Wire.visitor(self._there.live.door, self._client.site.key, token=one.token)
            self._wires[wire.welcome["visitor"]] = wire
        stay = [presence.entry(one.visitor_id, "bench") for one in came[walkers:]]
        await presence.hold(presence.VISITORS, self._client.id, stay)
        return asyncio.create_task(self._keep(stay))

    async def _arrive(self, number: int) -> Arrival:
        page = Page(url=f"{ORIGIN}/reactors/{number}", title=f"Reactor number {number}, with two circuits")
        return await arrive(
            tenant_id=self._client.id,
            site_id=self._client.site.id,
            token="",
            page=page,
            referrer="https://www.google.com/search?q=reactor+two+circuits",
            language="en",
            time_zone="Europe/London",
            user_agent=BROWSER,
        )

    async def _keep(self, stay: list[str]) -> None:
        while True:
            await asyncio.sleep(presence.RENEW_SECONDS)
            await presence.hold(presence.VISITORS, self._client.id, stay)

    async def walk(self, *, rate: float, seconds: float) -> int:
        """So many walkers a second open another page; how many did."""
        began, steps = time.monotonic(), max(1, int(rate * seconds))
        for step, (visitor, wire) in zip(range(steps), itertools.cycle(self._wires.items()), strict=False):
            await asyncio.sleep(max(0.0, began + step / rate - time.monotonic()))
            number = next(self._pages)
            self.at[visitor] = f"Matches of sort {number}, for the hearth"
            await wire.send("page", page={"url": f"{ORIGIN}/matches/{number}", "title": self.at[visitor]})
        await asyncio.sleep(max(0.0, began + seconds - time.monotonic()) + REST_SECONDS)
        return steps


class Console:
    """An operator who has the list open; counts what comes."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self.pages: dict[str, str] = {}
        """Title of the page that each visitor is on, as the list says."""
        self.bytes = 0
        self.lines = 0

    async def open(self) -> float:
        """The whole list; seconds until it is there."""
        began, self.bytes, self.lines = time.perf_counter(), 0, 0
        await self._wire.send("visitors", on=True)
        while (await self._next()).get("more"):
            pass
        return time.perf_counter() - began

    async def shut(self) -> None:
        """Leaves the list."""
        await self._wire.send("visitors", on=False)

    async def listen(self) -> None:
        """Takes what comes until it is cancelled."""
        self.bytes = self.lines = 0
        while True:
            await self._next()

    async def _next(self) -> dict[str, Any]:
        while True:
            text = str(await self._wire.connection.recv())
            frame: dict[str, Any] = json.loads(text)
            if frame["t"] == "visitors":
                self.bytes += len(text.encode())
                self.lines += len(frame.get("lines", []))
                self.pages |= {line["id"]: line["page"]["title"] for line in frame.get("lines", [])}
                return frame


@dataclass(frozen=True)
class Cost:
    """Of one change."""

    cpu: dict[str, float]
    """Seconds by process, recording included."""
    unseen: float
    """Seconds of all processes for the same change while nobody has the list open."""
    bytes: float


@dataclass(frozen=True)
class Whole:
    """Of the whole list, once."""

    seconds: float
    cpu: float
    bytes: int
    lines: int


async def whole(there: Installation, console: Console) -> Whole:
    """Opens the list."""
    watch = Stopwatch(there.pids())
    seconds = await console.open()
    return Whole(seconds, sum(watch.cpu().values()), console.bytes, console.lines)


async def changes(there: Installation, shop: Shop, console: Console, *, rate: float, seconds: float) -> Cost:
    """Walks twice: unseen, and before an operator's eyes."""
    unseen = Stopwatch(there.pids())
    steps = await shop.walk(rate=rate, seconds=seconds)
    without = sum(unseen.cpu().values()) / steps
    await console.open()
    listening = asyncio.create_task(console.listen())
    seen = Stopwatch(there.pids())
    steps = await shop.walk(rate=rate, seconds=seconds)
    cpu = {name: used / steps for name, used in seen.cpu().items()}
    listening.cancel()
    await asyncio.wait([listening])
    await console.shut()
    return Cost(cpu, without, console.bytes / steps)


async def measure(there: Installation, options: argparse.Namespace) -> tuple[Whole, dict[float, Cost], int]:
    """The whole list, a change at each rate, and how many walkers the list had on a wrong page in the end."""
    shop = Shop(there)
    staying = await shop.fill(visitors=options.visitors, walkers=options.walkers)
    session = await sync_to_async(make_session)(there.world.ours.marta)
    console = Console(await Wire.operator(there.live.desk, session))
    first = await whole(there, console)
    await console.shut()
    costs = {}
    for rate in options.rates:
        costs[rate] = await changes(there, shop, console, rate=rate, seconds=options.seconds)
    staying.cancel()
    return first, costs, sum(console.pages.get(visitor) != title for visitor, title in shop.at.items())


def report(first: Whole, costs: dict[float, Cost], wrong: int, options: argparse.Namespace) -> None:
    """The table; the whole list is what a console without changes would fetch each time."""
    lines = []
    for rate, cost in costs.items():
        used = sum(cost.cpu.values())
        parts = ", ".join(f"{name} {1e3 * part:.2f}" for name, part in cost.cpu.items())
        seen, fetched = used - cost.unseen, f"{1e3 * first.cpu:.0f} ms"
        lines += [
            Line(f"{rate:g} changes a second: CPU each", f"{1e3 * seen:.2f} ms", "≤ 2 ms", fetched, seen <= BUDGET),
            Line("  with recording it", f"{1e3 * used:.2f} ms"),
            Line("  by process, ms", parts),
            Line("  bytes each", f"{cost.bytes:,.0f}", "", f"{first.bytes:,}"),
        ]
    lines.append(Line("whole list, time", f"{first.seconds:.2f} s"))
    lines.append(Line("whole list, CPU", f"{1e3 * first.cpu:.0f} ms"))
    lines.append(Line("whole list, bytes", f"{first.bytes:,}"))
    everybody = first.lines == options.visitors
    lines.append(Line("visitors listed", f"{first.lines} of {options.visitors}", "all", "", everybody))
    lines.append(Line("walkers on a wrong page", f"{wrong}", "0", "", not wrong))
    show("The list of visitors: a change, and all of it", lines)


def main() -> None:
    """Runs and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=5_000)
    parser.add_argument("--walkers", type=int, default=200, help="visitors who go from page to page")
    parser.add_argument("--rates", type=float, nargs="+", default=[2, 20, 100], help="changes a second")
    parser.add_argument("--seconds", type=float, default=20, help="for each rate, and as long again unseen")
    options = parser.parse_args()
    with installed("desk", "door") as there:
        first, costs, wrong = asyncio.run(measure(there, options))
    report(first, costs, wrong, options)


if __name__ == "__main__":
    main()
