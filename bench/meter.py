"""Reads what processes use, and shows results beside their budgets."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.machine import cpu_seconds, family


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of them lie; 0 without any."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class Stopwatch:
    """Processor time that processes and their children have used since it was made."""

    def __init__(self, pids: dict[str, int]) -> None:
        self._pids = pids
        self._began = {name: self._used(pid) for name, pid in pids.items()}
        self._time = time.monotonic()

    def cpu(self) -> dict[str, float]:
        """Seconds by name; children that have ended meanwhile count nothing."""
        return {name: self._since(name, pid) for name, pid in self._pids.items()}

    def seconds(self) -> float:
        """Seconds of the clock."""
        return time.monotonic() - self._time

    def _since(self, name: str, pid: int) -> float:
        began = self._began[name]
        return sum(used - began.get(child, 0.0) for child, used in self._used(pid).items())

    @staticmethod
    def _used(pid: int) -> dict[int, float]:
        return {process.pid: cpu_seconds([process.pid]) for process in family(pid)}


@dataclass(frozen=True)
class Line:
    """One figure. ``budget`` and ``raw`` are empty where there is none; ``met`` is none without a budget."""

    what: str
    figure: str
    budget: str = ""
    raw: str = ""
    met: bool | None = None


def show(title: str, lines: Sequence[Line]) -> None:
    """Prints a table; the last column says whether the budget is met."""
    table = [("", "measured", "budget", "raw limit", ""), *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in table) for column in range(5)]
    print(f"\n{title}")
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cells(line: Line) -> tuple[str, str, str, str, str]:
    verdict = {None: "", True: "met", False: "MISSED"}[line.met]
    return line.what, line.figure, line.budget, line.raw, verdict
