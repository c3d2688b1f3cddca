"""bin/test: every check and every test on servers of its own."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ground import checks, chromium, environment, locks, node, ports, tally
from ground.checks import Check
from ground.databases import open_databases
from ground.environment import Environment
from ground.manage import run_module
from ground.places import Places
from ground.processes import clear_strays
from ground.progress import Failure, say, step
from ground.servers.server import Server, kill_homeless
from ground.tally import Tally
from ground.venv import CHECKOUT

_SETTINGS = "chatdesk.settings.test"
_WORLDS = 8  # runs side by side in one checkout


def run(arguments: Sequence[str]) -> int:
    """Pytest's exit code when it was given arguments, else 1 if anything failed."""
    if arguments:
        with world(chromium.find()) as (_, told):
            return _run(checks.chosen(list(arguments)), told)
    return run_all(checks.everything, chromium.ensure())


def run_all(choose: Callable[[Path], Iterable[Check]], browser: Path | None) -> int:
    """Every check, also after one has failed; the last line is the count."""
    node.install()
    with world(browser) as (places, told):
        reports = places.home / "reports"
        shutil.rmtree(reports, ignore_errors=True)
        reports.mkdir()
        failed, total = _go_through(choose(reports), told)
    for title in failed:
        say(f"FAILED: {title}")
    say(f"total: {total}")
    return 1 if failed or total.failed else 0


@contextmanager
def world(browser: Path | None) -> Iterator[tuple[Places, Environment]]:
    """Servers that no other run uses, and what tests must know of them."""
    with ExitStack() as at_end:
        places = at_end.enter_context(_free_world())
        clear_strays(places.home)
        with step("Databases"), locks.waiting(places.data / "setup.lock"):
            kill_homeless(places.checkout)
            databases = open_databases(places, started=lambda server: at_end.callback(Server.stop, server))
        told = environment.for_processes(places, databases, ports.free(), settings=_SETTINGS)
        with step("Widget"):
            run_module("-m", "widget.build", environment=told)
        told = environment.for_tests(told, databases)
        yield places, told | chromium.for_playwright(browser)


@contextmanager
def _free_world() -> Iterator[Places]:
    for number in range(1, _WORLDS + 1):
        places = Places(CHECKOUT, f"test-{number}")
        places.prepare()
        with ExitStack() as held:
            try:
                held.enter_context(locks.at_once(places.home / "lock", "bin/test"))
            except locks.Taken:
                continue
            yield places
            return
    raise Failure(f"{_WORLDS} runs of bin/test are busy in this checkout already.")


def _go_through(chosen: Iterable[Check], told: Environment) -> tuple[list[str], Tally]:
    failed, total = [], Tally()
    for check in chosen:
        say(f"\n── {check.title}")
        started = time.monotonic()
        passed = check.passes_with(_run(check, told))
        say(f"── {check.title}: {'ok' if passed else 'FAILED'}, {time.monotonic() - started:.1f} s")
        total += tally.of(check, passed=passed)
        failed += [] if passed else [check.title]
    return failed, total


def _run(check: Check, told: Environment) -> int:
    return subprocess.run(check.command, cwd=CHECKOUT, env=told, stdin=subprocess.DEVNULL, check=False).returncode
