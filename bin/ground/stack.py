"""The processes of the product as bin/dev and the journeys run them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ground.environment import Environment
from ground.places import Places
from ground.ports import Ports
from ground.processes import Program, start, stop
from ground.venv import PYTHON

_REALTIME = "chatdesk.realtime"
_CELERY = ("-m", "celery", "-A", "chatdesk")


def commands(ports: Ports, home: Path) -> dict[str, list[str]]:
    """Every process by its name, as arguments to Python."""
    return {
        "desk": ["-m", f"{_REALTIME}.desk_server", "-b", "127.0.0.1", "-p", str(ports.desk), "chatdesk.asgi:desk"],
        "door": ["-m", f"{_REALTIME}.door_server", "--port", str(ports.door), "chatdesk.asgi:door"],
        "worker": [
            "-m",
            "celery",
            "-A",
            "chatdesk",
            "worker",
            "--concurrency",
            "2",
            "-Q",
            "celery,crm,mail",
            "-l",
            "INFO",
        ],
        "beat": ["-m", "celery", "-A", "chatdesk", "beat", "--schedule", str(home / "beat"), "-l", "INFO"],
        "shop": ["-m", "demo.shop", "--port", str(ports.shop)],
        "crm": ["-m", "demo.receiver", "--port", str(ports.crm)],
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
