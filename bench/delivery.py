"""How fast and how dear a message is: from a visitor through PostgreSQL and Redis to the operator and back."""

import argparse
import asyncio
import math
from collections.abc import Iterator
from dataclasses import dataclass

from bench.crowd import Crowd
from bench.installation import Installation, installed
from bench.meter import Line, Stopwatch, percentile, show
from bench.raw import echo_cost, hop_times

PER_VISITOR = 0.8
"""Messages a second; the product's limit is 1."""
FACTOR = 1.15
WORST_P99 = 0.250
LEAST_DELIVERED = 0.99
SETTLE_SECONDS = 2.0


@dataclass(frozen=True)
class Step:
    """One rate."""

    rate: float
    sent: int
    p50: float
    p99: float
    share: float
    """Of the messages that reached the operator."""
    cpu: dict[str, float]
    """Seconds per message by process."""

    @property
    def holds(self) -> bool:
        """Whether the product keeps up."""
        return self.p99 < WORST_P99 and self.share >= LEAST_DELIVERED

    @property
    def total(self) -> float:
        """Seconds of processor per message over all processes."""
        return sum(self.cpu.values())


async def step(crowd: Crowd, there: Installation, *, rate: float, seconds: float) -> Step:
    """Writes at a rate and looks what came of it."""
    watch = Stopwatch(there.pids())
    delivered = await crowd.write(rate=rate, seconds=seconds)
    await asyncio.sleep(SETTLE_SECONDS)
    sent, times = int(rate * seconds), delivered.to_operator
    return Step(
        rate=rate,
        sent=sent,
        p50=percentile(times, 0.5),
        p99=percentile(times, 0.99),
        share=len(times) / sent,
        cpu={name: used / sent for name, used in watch.cpu().items()},
    )


async def climb(there: Installation, options: argparse.Namespace) -> list[Step]:
    """At rest, then every rate asked for, then higher and higher until it does not hold."""
    crowd = Crowd(there)
    await crowd.gather(visitors=math.ceil(options.most / PER_VISITOR), clients=options.clients)
    steps = []
    for rate in _rates(options):
        steps.append(await step(crowd, there, rate=rate, seconds=options.seconds))
        _tell(steps[-1])
        if not steps[-1].holds and rate > max(options.rates):
            break
    await crowd.leave()
    return steps


def _rates(options: argparse.Namespace) -> Iterator[float]:
    yield from options.rates
    rate = max(options.rates) * FACTOR
    while rate <= options.most:
        yield rate
        rate *= FACTOR


def _tell(done: Step) -> None:
    parts = ", ".join(f"{name} {1e6 * seconds:.0f}" for name, seconds in done.cpu.items())
    print(
        f"{done.rate:6.0f}/s  p50 {1e3 * done.p50:6.1f} ms  p99 {1e3 * done.p99:6.1f} ms"
        f"  delivered {100 * done.share:5.1f} %  CPU {1e6 * done.total:5.0f} µs a message ({parts})",
        flush=True,
    )


def report(steps: list[Step], echo: tuple[float, list[float]], hops: list[float]) -> None:
    """The table."""
    by_rate = {round(done.rate): done for done in steps}
    raw_p50 = percentile(echo[1], 0.5) + percentile(hops, 0.5)
    raw_p99 = percentile(echo[1], 0.99) + percentile(hops, 0.99)
    raw_cpu = f"{1e3 * echo[0]:.2f} ms (an echo)"
    rest, lines = steps[0], []
    raw = f"{1e3 * raw_p50:.2f} ms (echo + hop)"
    lines.append(Line("p50 at rest", f"{1e3 * rest.p50:.1f} ms", "≤ 5 ms", raw, rest.p50 <= 0.005))
    if done := by_rate.get(200):
        raw = f"{1e3 * raw_p99:.2f} ms (echo + hop)"
        lines.append(Line("p99 at 200/s", f"{1e3 * done.p99:.1f} ms", "≤ 30 ms", raw, done.p99 <= 0.030))
        lines.append(Line("CPU at 200/s, all processes", f"{1e3 * done.total:.2f} ms", "", raw_cpu))
    if done := by_rate.get(500):
        figure = f"{1e3 * done.total:.2f} ms"
        lines.append(Line("CPU at 500/s, all processes", figure, "≤ 2.0 ms", raw_cpu, done.total <= 0.002))
    if holding := [done for done in steps if done.holds]:
        best = max(holding, key=lambda done: done.rate)
        top = "" if best is not steps[-1] else " or more"
        lines.append(Line("most at p99 < 250 ms", f"{best.rate:.0f}/s{top}", "≥ 1,000/s", "", best.rate >= 1_000))
        figure = f"{1e3 * best.total:.2f} ms"
        lines.append(Line("CPU at the most, all processes", figure, "≤ 1.2 ms", raw_cpu, best.total <= 0.0012))
    show("Delivery: stored, acknowledged, delivered twice", lines)


def main() -> None:
    """Runs and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rates", type=float, nargs="+", default=[10, 200, 500])
    parser.add_argument("--most", type=float, default=1_400, help="highest rate that is tried")
    parser.add_argument("--clients", type=int, default=5, help="each with one operator")
    parser.add_argument("--seconds", type=float, default=8)
    options = parser.parse_args()
    options.most = max(options.most, *options.rates)
    with installed("desk", "door") as there:
        steps = asyncio.run(climb(there, options))
    report(steps, asyncio.run(echo_cost()), asyncio.run(hop_times()))


if __name__ == "__main__":
    main()
