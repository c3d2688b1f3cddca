"""The processes of the product as bin/dev and the journeys run them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ground.environment import Environment
from ground.places import Places
from ground.ports import Ports
from ground.processes import Program, start, stop
from ground.venv import PYTHON

# Peers of the public door are strangers: 64 KiB a message, no compression (it costs 45 KB per socket).
_DOOR = (
    *("--ws", "websockets-sansio", "--ws-max-size", "65536", "--ws-per-message-deflate", "false"),
    *("--no-access-log", "--no-proxy-headers", "--timeout-graceful-shutdown", "3"),
)


def commands(ports: Ports, home: Path) -> dict[str, list[str]]:
    """Every process by its name, as arguments to Python."""
    return {
        "desk": ["-m", "daphne", "-b", "127.0.0.1", "-p", str(ports.desk), "--no-server-name", "chatdesk.asgi:desk"],
        "door": ["-m", "uvicorn", "chatdesk.asgi:door", "--host", "127.0.0.1", "--port", str(ports.door), *_DOOR],
        "worker": ["-m", "celery", "-A", "chatdesk", "worker", "--concurrency", "2", "-Q", "celery,crm", "-l", "INFO"],
        "beat": ["-m", "celery", "-A", "chatdesk", "beat", "--schedule", str(home / "beat"), "-l", "INFO"],
        "shop": ["-m", "demo.shop", "--port", str(ports.shop)],
    }


def launch(name: str, places: Places, ports: Ports, environment: Environment) -> Program:
    """Start one process of the product."""
    command: list[str | Path] = [PYTHON, *commands(ports, places.home)[name]]
    return start(name, command, folder=places.home, environment=environment, working=places.checkout)


@contextmanager
def running(places: Places, ports: Ports, environment: Environment) -> Iterator[list[Program]]:
    """All processes of the product, stopped together at the end."""
    programs: list[Program] = []
    with ExitStack() as at_end:
        at_end.callback(stop, programs)
        for name in commands(ports, places.home):
            programs.append(launch(name, places, ports, environment))
        yield programs
