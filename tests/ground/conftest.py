"""A checkout somewhere else, and processes that misbehave."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ground.places import Places, annex_of

_ENDLESS = "import time; time.sleep(600)"


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    """A checkout with a space in its path, in a folder that other users may not enter."""
    yield from _places(tmp_path / "clone here")


@pytest.fixture(scope="module")
def lasting_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    yield from _places(tmp_path_factory.mktemp("ground") / "clone here")


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    """A living process that has nothing to do with us."""
    yield from _endless([sys.executable, "-c", _ENDLESS])


@pytest.fixture
def stubborn(tmp_path: Path) -> list[str]:
    """A command that ignores SIGTERM and starts a child that does so too; it writes ``ready`` when both do."""
    return [
        *(sys.executable, "-c"),
        "import os, signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.fork();"
        " open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(600)",
        str(tmp_path / "ready"),
    ]


@pytest.fixture
def members(tmp_path: Path) -> Callable[[], list[int]]:
    """The process ids that ``stubborn`` has written so far."""

    def read() -> list[int]:
        ready = tmp_path / "ready"
        return [int(line) for line in ready.read_text().split()] if ready.exists() else []

    return read


def _places(checkout: Path) -> Iterator[Places]:
    checkout.mkdir()
    places = Places(checkout)
    places.prepare()
    yield places
    shutil.rmtree(annex_of(checkout), ignore_errors=True)


def _endless(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command)
    yield process
    process.kill()
    process.wait()
