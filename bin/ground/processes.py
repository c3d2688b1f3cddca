"""Programs that a command starts, watches and stops; each has its own process group and log."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ground.identity import Identity

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)

_LAST_LINES = 20
_POLL = 0.02  # seconds between two looks


@dataclass
class Program:
    """A started program. ``record`` is the file by which a later start finds it, should this one be killed."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    record: Path

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def last_lines(self) -> str:
        return last_lines(self.log)

    def obituary(self) -> str:
        return f"{self.name} ended with code {self.process.returncode}. The end of {self.log}:\n{self.last_lines()}"


def start(
    name: str, command: Sequence[str | Path], *, folder: Path, environment: Mapping[str, str], working: Path
) -> Program:
    """Start a program that receives SIGTERM when this process dies in whatever way.

    Its log goes to ``folder``/logs, its record to ``folder``/run. Call from the main thread: the kernel watches it.
    """
    log, record = folder / "logs" / f"{name}.log", folder / "run" / f"{name}.pid"
    for path in (log, record):
        path.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            cwd=working,
            start_new_session=True,
            preexec_fn=_dies_with(os.getpid()),  # one thread; only prctl and getppid are called
        )
    record.write_text(str(Identity.of(process.pid) or ""))
    return Program(name, process, log, record)


def stop(programs: Sequence[Program], *, patience: float = 8.0) -> None:
    """Ask all at once to end, kill what is left of their groups after ``patience`` seconds."""
    for program in programs:
        if not program.has_ended():
            program.process.terminate()
    wait_until(lambda: all(program.has_ended() for program in programs), patience)
    for program in programs:
        _kill_group(program.process.pid)
        program.process.wait()
        program.record.unlink(missing_ok=True)


def clear_strays(folder: Path, *, patience: float = 3.0) -> list[str]:
    """End what an earlier command in ``folder`` left running; returns the names of those that were."""
    cleared = []
    for record in sorted((folder / "run").glob("*.pid")):
        identity = Identity.parse(record.read_text())
        if identity and identity.leads_survivors():
            _end(identity, patience)
            cleared.append(record.stem)
        record.unlink()
    return cleared


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Look again and again for at most ``seconds``; returns what the last look saw."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL)
    return True


def last_lines(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join(f"    {line}" for line in lines[-_LAST_LINES:])


def _dies_with(parent: int) -> Callable[[], None]:
    def prepare() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before the line above
            os.kill(os.getpid(), signal.SIGTERM)

    return prepare


def _end(identity: Identity, patience: float) -> None:
    if identity.lives():
        os.kill(identity.pid, signal.SIGTERM)
        wait_until(lambda: not identity.lives(), patience)
    _kill_group(identity.pid)
    wait_until(lambda: not identity.leads_survivors(), patience)


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
