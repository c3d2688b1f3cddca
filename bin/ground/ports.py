"""Three neighbouring ports of this machine: desk, visitor door, demo shop."""

import errno
import os
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ground.progress import Failure

DEFAULT = 8000
_HIGHEST = 65535 - 2
_LOCAL = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


@dataclass(frozen=True)
class Ports:
    desk: int

    @property
    def door(self) -> int:
        return self.desk + 1

    @property
    def shop(self) -> int:
        return self.desk + 2

    def __iter__(self) -> Iterator[int]:
        return iter((self.desk, self.door, self.shop))


def chosen() -> Ports:
    """What CHATDESK_PORT asks for; raises Failure for what is no port."""
    text = os.environ.get("CHATDESK_PORT", str(DEFAULT))
    if not text.isdecimal() or not 1 <= int(text) <= _HIGHEST:
        raise Failure(f"CHATDESK_PORT is {text!r}; it must be a number from 1 to {_HIGHEST}.")
    return Ports(int(text))


def refuse_taken(ports: Iterable[int]) -> None:
    """Raises Failure, with the way out, when another program listens on one of them."""
    for port in ports:
        if trouble := _trouble(port):
            raise Failure(
                f"Port {port} {trouble}. Choose three neighbouring free ones: CHATDESK_PORT={port + 10} bin/dev"
            )


def free() -> Ports:
    """Three neighbours that nobody uses at this moment, for tests."""
    for _ in range(100):
        ports = Ports(_any_free())
        if ports.desk <= _HIGHEST and not any(_trouble(port) for port in ports):
            return ports
    raise Failure("There are no three neighbouring free ports.")


def _any_free() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _trouble(port: int) -> str:
    """Browsers try both addresses of localhost, so a stranger on either would get our visitors."""
    for family, address in _LOCAL:
        try:
            with socket.socket(family) as listener:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listener.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return "is taken by another program"
            if error.errno == errno.EACCES:
                return "may be used by root only"
    return ""
