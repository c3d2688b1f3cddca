"""What rules cost: a look at a visit, a page view recorded and evaluated, how late an invitation comes, a replay."""

import argparse
import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from asgiref.sync import async_to_sync, sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.installation import Installation, installed
from bench.meter import Line, Stopwatch, percentile, show
from bench.past import replayed
from chatdesk.realtime import presence
from chatdesk.realtime.frames.pieces import Page
from chatdesk.triggers.due import mark_due
from chatdesk.triggers.engine.conditions import read
from chatdesk.triggers.engine.decision import Rule, Situation, decide
from chatdesk.triggers.evaluation import evaluate_visits
from chatdesk.triggers.models import Trigger
from chatdesk.triggers.selectors.situations import facts_on_arrival
from chatdesk.visitors.services.arriving import arrive, open_page
from tenants.scope import tenant_scope
from tests.wire import Wire
from tests.world import ORIGIN, Client, make_client

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"
FACTS = {
    "page_url": f"{ORIGIN}/reactors/rbmk",
    "seconds_on_page": 31.0,
    "search_query": "reactor two circuits",
    "utm_campaign": "autumn",
    "source_kind": "ad",
    "second_of_week": 100_000.0,
}
LOOKS = 2_000
BATCH = 50
DUE_SECONDS = 2
"""Until the rule of the last part is true: longer than a page view takes to be recorded."""


def tree(number: int) -> dict[str, Any]:
    """As clients write them: a page, some seconds, words or a campaign, not at night; every fifth is for one page."""
    words = {"fact": "search_query", "op": "contains", "value": f"reactor {number}"}
    campaign = {"fact": "utm_campaign", "op": "is", "value": f"campaign-{number}"}
    night = {"group": "none", "of": [{"fact": "local_time", "op": "between", "value": ["22:00", "07:00"]}]}
    page = {"fact": "page_url", "op": "contains", "value": f"/goods/{number}" if number % 5 else "/reactors"}
    wait = {"fact": "seconds_on_page", "op": "at_least", "value": 10 + number % 50}
    return {"group": "all", "of": [page, wait, {"group": "any", "of": [words, campaign]}, night]}


def looks(count: int) -> float:
    """Processor seconds of one look of the pure engine at a visit for which no rule of so many speaks."""
    rules = [Rule(number, read(tree(number))) for number in range(count)]
    situation = Situation(FACTS)
    began = time.process_time()
    for _ in range(max(20, LOOKS // count)):
        decide(rules, situation)
    return (time.process_time() - began) / max(20, LOOKS // count)


@dataclass(frozen=True)
class Cost:
    """Of one page view, recorded and evaluated."""

    cpu: float
    """Seconds of this process, PostgreSQL and Redis."""
    statements: int
    """If nobody else is looked at with it: to record it, and to look."""


def page_views(there: Installation, count: int, views: int) -> Cost:
    """Page views of many visitors, looked at in batches as the worker does it."""
    client = make_client(there.world.agency, f"Shop with {count} rules")
    with tenant_scope(client.id):
        Trigger.objects.bulk_create(
            Trigger(site=client.site, name=str(number), text="Two?", conditions=tree(number)) for number in range(count)
        )
    visits = async_to_sync(_come)(client, max(BATCH, views))
    holders = [presence.entry(visitor_id, "x") for visitor_id in visits]
    async_to_sync(presence.hold)(presence.VISITORS, client.id, holders)
    batches = list(_batches(visits))
    _look(client, batches[0])
    there.settle()
    with tenant_scope(client.id), CaptureQueriesContext(connection) as seen:
        evaluate_visits(batches[0].values())
    servers = {name: pid for name, pid in there.pids().items() if name in ("postgres", "redis")}
    cpu = async_to_sync(_rounds)(client, batches, servers)
    return Cost(cpu / (len(batches) * BATCH), 1 + len(seen))


def _batches(visits: dict[int, int]) -> Iterator[dict[int, int]]:
    pairs = list(visits.items())
    for at in range(0, len(pairs) - BATCH + 1, BATCH):
        yield dict(pairs[at : at + BATCH])


async def _rounds(client: Client, batches: list[dict[int, int]], servers: dict[str, int]) -> float:
    """Processor seconds of everybody's page view and of the looks, over lasting connections as on door and worker."""
    await _views(client, batches[0])
    watch, began = Stopwatch(servers), time.process_time()
    for batch in batches:
        await _views(client, batch)
        await sync_to_async(_look)(client, batch)
    return time.process_time() - began + sum(watch.cpu().values())


async def _come(client: Client, count: int) -> dict[int, int]:
    """Visit by visitor."""
    found = {}
    for _ in range(count):
        who = await arrive(
            tenant_id=client.id,
            site_id=client.site.id,
            token="",
            page=Page(url=f"{ORIGIN}/", title="Shop"),
            referrer="https://www.google.com/",
            language="en",
            time_zone="UTC",
            user_agent=BROWSER,
        )
        found[who.visitor_id] = who.stay.visit_id
    return found


async def _views(client: Client, visits: dict[int, int]) -> None:
    page = Page(url=f"{ORIGIN}/reactors/rbmk", title="RBMK")
    for visitor_id in visits:
        stay = await open_page(tenant_id=client.id, visitor_id=visitor_id, page=page, user_agent=BROWSER)
        facts = facts_on_arrival(page=page, stay=stay, user_agent=BROWSER)
        await mark_due(tenant_id=client.id, site_id=client.site.id, visit_id=stay.visit_id, facts=facts)


def _look(client: Client, visits: dict[int, int]) -> None:
    with tenant_scope(client.id):
        evaluate_visits(visits.values())


async def delays(there: Installation, *, visitors: int, rate: float) -> tuple[list[float], dict[str, float]]:
    """Seconds from due to the screen, and processor seconds of each process for one invitation."""
    client = await sync_to_async(_asking)(there)
    wires = []
    for at in range(0, visitors, 20):
        coming = (Wire.visitor(there.live.door, client.site.key) for _ in range(min(20, visitors - at)))
        wires += await asyncio.gather(*coming)
    await presence.hold(presence.OPERATORS, client.id, [presence.entry(client.marta.id, "bench", 10**6)])
    await sync_to_async(there.settle)()
    watch = Stopwatch(there.pids())
    waiting = [asyncio.create_task(_open(wire, number / rate)) for number, wire in enumerate(wires)]
    found = [delay for delay in await asyncio.gather(*waiting) if delay is not None]
    return found, {name: used / visitors for name, used in watch.cpu().items()}


def _asking(there: Installation) -> Client:
    client = make_client(there.world.agency, "A shop that asks")
    page = {"fact": "page_url", "op": "contains", "value": "/due"}
    wait = {"fact": "seconds_on_page", "op": "at_least", "value": DUE_SECONDS}
    with tenant_scope(client.id):
        Trigger.objects.create(
            site=client.site, name="ask", text="Two?", conditions={"group": "all", "of": [page, wait]}
        )
    return client


async def _open(wire: Wire, after: float) -> float | None:
    """Opens the page of the rule after some seconds; how late the invitation came, None if it did not."""
    await asyncio.sleep(after)
    opened = time.perf_counter()
    await wire.send("page", page={"url": f"{ORIGIN}/due", "title": "Due"})
    try:
        async with asyncio.timeout(30):
            while json.loads(await wire.connection.recv())["t"] != "invitation":
                pass
    except TimeoutError:
        return None
    return time.perf_counter() - opened - DUE_SECONDS


def report(
    costs: dict[int, tuple[float, Cost]],
    late: list[float],
    cpu: dict[str, float],
    *,
    visitors: int,
    past: tuple[int, float, int],
) -> None:
    """The table; ``past`` are the visits replayed, the seconds that took, and how many would have been invited."""
    lines = []
    for count, (look, cost) in costs.items():
        lines.append(Line(f"{count} rules: looks a second and core", f"{1 / look:,.0f}"))
        figure, budgeted = f"{1e3 * cost.cpu:.2f} ms", count == 200
        met = cost.cpu <= 0.002 if budgeted else None
        lines.append(Line(f"{count} rules: CPU of a page view", figure, "≤ 2 ms" if budgeted else "", "", met))
        met = cost.statements <= 3 if budgeted else None
        lines.append(Line(f"{count} rules: statements", f"{cost.statements}", "≤ 3" if budgeted else "", "", met))
    p95 = percentile(late, 0.95)
    lines.append(Line("due to screen, p50", f"{percentile(late, 0.5):.2f} s"))
    lines.append(Line("due to screen, p95", f"{p95:.2f} s", "≤ 1.5 s", "", p95 <= 1.5))
    lines.append(Line("invitations that came", f"{len(late)} of {visitors}", "all", "", len(late) == visitors))
    parts = ", ".join(f"{name} {1e3 * used:.1f}" for name, used in cpu.items())
    lines.append(Line("CPU of an invitation, ms", parts))
    visits, seconds, invited = past
    lines.append(Line(f"time machine, {visits:,} visits", f"{seconds:.1f} s", "≤ 30 s", "", seconds <= 30))
    lines.append(Line("of them invited", f"{invited:,}"))
    show("Rules: looked at, recorded, asked, replayed", lines)


def main() -> None:
    """Runs and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", type=int, nargs="+", default=[10, 200, 1_000])
    parser.add_argument("--views", type=int, default=1_000, help="page views for each number of rules")
    parser.add_argument("--visitors", type=int, default=1_000)
    parser.add_argument("--rate", type=float, default=100, help="visits that become due each second")
    parser.add_argument("--past", type=int, default=10_000, help="recorded visits that the time machine goes through")
    options = parser.parse_args()
    with installed("door", "worker", "beat") as there:
        costs = {count: (looks(count), page_views(there, count, options.views)) for count in options.rules}
        late, cpu = asyncio.run(delays(there, visitors=options.visitors, rate=options.rate))
        past = (options.past, *replayed(there, options.past))
    report(costs, late, cpu, visitors=options.visitors, past=past)


if __name__ == "__main__":
    main()
