"""What a process uses, read from /proc."""

import os
from pathlib import Path

import psutil

TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[psutil.Process]:
    """The process and everything that it started."""
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def rss(pid: int) -> int:
    """Bytes of memory that the process alone keeps resident."""
    return psutil.Process(pid).memory_info().rss


def cpu_seconds(pids: list[int]) -> float:
    """Processor time that these processes have used so far, user and system; those that have ended count nothing."""
    return sum(_ticks(pid) for pid in pids) / TICKS


def _ticks(pid: int) -> int:
    try:
        fields = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
