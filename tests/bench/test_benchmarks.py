"""The benchmarks run, with next to no load; what they measure is looked at by people."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

SMALL = {
    "delivery": ["--rates", "5", "10", "--most", "10", "--clients", "1", "--seconds", "1"],
    "idle": ["--sockets", "20", "--seconds", "1"],
    "triggers": ["--rules", "10", "--views", "50", "--visitors", "3", "--past", "20"],
    "visitors": ["--visitors", "30", "--walkers", "2", "--rates", "4", "--seconds", "1"],
}
FIGURES = {
    "delivery": ["p50 at rest", "most at p99 < 250 ms", "CPU at the most"],
    "idle": ["memory each", "CPU each a minute"],
    "triggers": ["10 rules: CPU of a page view", "due to screen, p95", "3 of 3", "time machine, 20 visits"],
    "visitors": ["4 changes a second: CPU each", "whole list, time", "30 of 30"],
    "widget": ["until the launcher stands", "blocking added", "heap, window open"],
}


def run(name: str, arguments: list[str]) -> str:
    """What the benchmark prints."""
    told = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "bin")))}
    command = [sys.executable, "-m", f"bench.{name}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr[-3_000:]
    return done.stdout


@pytest.mark.parametrize("name", sorted(SMALL))
def test_a_benchmark_prints_its_figures_beside_budget_and_raw_limit(name: str) -> None:
    printed = run(name, SMALL[name])
    for figure in ("measured", "budget", "raw limit", *FIGURES[name]):
        assert figure in printed


@pytest.mark.browser
def test_the_widgets_benchmark_prints_its_figures() -> None:
    printed = run("widget", ["--visits", "1"])
    for figure in FIGURES["widget"]:
        assert figure in printed
