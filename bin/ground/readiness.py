"""Waits until the processes serve; tells why when they don't."""

import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Sequence

from ground.ports import Ports
from ground.processes import Program
from ground.progress import Failure
from ground.servers.server import Server

_PATIENCE = 60.0  # seconds
_POLL = 0.05  # seconds
_ATTEMPT = 5.0  # seconds for one answer

# No proxy of the environment stands between two processes of one machine.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def addresses(ports: Ports) -> dict[str, str]:
    """Where each serving process says that it can serve."""
    return {
        "desk": f"http://127.0.0.1:{ports.desk}/readyz",
        "door": f"http://127.0.0.1:{ports.door}/readyz",
        "shop": f"http://127.0.0.1:{ports.shop}/",
    }


def wait_until_ready(ports: Ports, watched: Sequence[Program | Server]) -> None:
    """Raises Failure when a process ends meanwhile, or one does not answer in time."""
    deadline = time.monotonic() + _PATIENCE
    for name, address in addresses(ports).items():
        while (answer := _ask(address)) != "":
            refuse_ended(watched)
            if time.monotonic() > deadline:
                raise Failure(f"{name} is not ready after {_PATIENCE:.0f} s; {address} answers: {answer}")
            time.sleep(_POLL)


def refuse_ended(watched: Iterable[Program | Server]) -> None:
    """Raises Failure, with the end of its log, when one of them has ended."""
    for process in watched:
        if process.has_ended():
            raise Failure(process.obituary())


def _ask(address: str) -> str:
    """Empty when it is ready, else what is wrong."""
    try:
        _direct.open(address, timeout=_ATTEMPT).close()
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.read(500).decode(errors='replace')}"
    except OSError as error:
        return str(error)
    return ""
