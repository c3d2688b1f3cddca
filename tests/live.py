"""The product's own processes, started for a test: real servers, real workers, that may be killed and started again."""

import asyncio
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from ground import ports, stack

ROOT = Path(__file__).parents[1]
READY_SECONDS = 90


class Live:
    """Processes of one installation on the worker's database."""

    def __init__(self, folder: Path, **extra: str) -> None:
        self.ports = ports.free()
        self.folder = folder
        self.environment = os.environ | self._told() | extra
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def desk(self) -> str:
        """Where operators and admins go."""
        return f"http://localhost:{self.ports.desk}"

    @property
    def door(self) -> str:
        """Where visitors' browsers go."""
        return f"http://localhost:{self.ports.door}"

    @property
    def shop(self) -> str:
        """The demo shop."""
        return f"http://localhost:{self.ports.shop}"

    def start(self, *names: str) -> None:
        """Starts processes by their names in bin/dev, and waits until those that can tell are ready."""
        self._launch(names)
        wait_until_ready(self._ready(names))

    async def start_soon(self, *names: str) -> None:
        """As start; others may go on meanwhile."""
        self._launch(names)
        await asyncio.to_thread(wait_until_ready, self._ready(names))

    async def end(self, name: str) -> None:
        """SIGTERM, and waits for the end; others may go on meanwhile."""
        process = self.running.pop(name)
        process.terminate()
        await asyncio.to_thread(process.wait, READY_SECONDS)

    def _launch(self, names: Iterable[str]) -> None:
        for name in names:
            command = [sys.executable, *stack.commands(self.ports, self.folder)[name]]
            with (self.folder / f"{name}.log").open("ab") as log:
                self.running[name] = subprocess.Popen(
                    command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
                )

    def _ready(self, names: Iterable[str]) -> list[str]:
        return [f"{url}/readyz" for name, url in self._urls().items() if name in names]

    def kill(self, name: str) -> None:
        """``kill -9``, without a word."""
        process = self.running.pop(name)
        os.killpg(process.pid, 9)
        process.wait()

    def stop(self) -> None:
        """Ends everything."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(8)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                process.wait()
        self.running.clear()

    def _urls(self) -> dict[str, str]:
        return {"desk": self.desk, "door": self.door}

    def _told(self) -> dict[str, str]:
        database = settings.DATABASES["default"]["NAME"]
        return {
            "DATABASE_URL": with_database(os.environ["DATABASE_URL"], database),
            "REDIS_URL": settings.REDIS_URL,
            "CHATDESK_DATA": str(self.folder),
            "CHATDESK_DESK_URL": self.desk,
            "CHATDESK_DOOR_URL": self.door,
            "CHATDESK_SHOP_URL": self.shop,
            "CHATDESK_SOCKETS_PER_ADDRESS": "5000",
            "CHATDESK_HANDSHAKES_PER_MINUTE": "100000",
            # Deliveries of other tests are theirs: commits wake the worker, sweeps are for tests that ask for them.
            "CHATDESK_SWEEP_SECONDS": "3600",
        }


def with_database(url: str, name: str) -> str:
    """The same server and role, another database."""
    before, question, after = url.partition("?")
    return f"{before.rpartition('/')[0]}/{name}{question}{after}"


def wait_until_ready(urls: Iterable[str]) -> None:
    """Asks again and again; raises TimeoutError."""
    deadline = time.monotonic() + READY_SECONDS
    for url in urls:
        while not answers(url):
            if time.monotonic() > deadline:
                raise TimeoutError(url)


def answers(url: str) -> bool:
    """Whether it says 200 within a moment."""
    try:
        with urllib.request.urlopen(url, timeout=0.5) as response:  # noqa: S310
            return response.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
