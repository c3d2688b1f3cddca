"""Four neighbouring ports of this machine: desk, visitor door, demo shop, the demo's CRM."""

import errno
import os
import random
import socket
from collections.abc import Iterator
from dataclasses import dataclass

from ground.progress import Failure

DEFAULT = 8000
_HIGHEST = 65535 - 3
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

    @property
    def crm(self) -> int:
        return self.desk + 3

    def __iter__(self) -> Iterator[int]:
        return iter((self.desk, self.door, self.shop, self.crm))


def chosen() -> Ports:
    """What CHATDESK_PORT asks for; raises Failure for what is no port."""
    text = os.environ.get("CHATDESK_PORT", str(DEFAULT))
    if not text.isdecimal() or not 1 <= int(text) <= _HIGHEST:
        raise Failure(f"CHATDESK_PORT is {text!r}; it must be a number from 1 to {_HIGHEST}.")
    return Ports(int(text))


def refuse_taken(ports: Ports) -> None:
    """Raises Failure, with the way out, when another program listens on one of them."""
    for port in ports:
        if trouble := _trouble(port):
            other = first_free(DEFAULT, step=10).desk
            raise Failure(f"Port {port} {trouble}. These four are free: CHATDESK_PORT={other} bin/dev")


def free() -> Ports:
    """Four neighbours that nobody uses at this moment, for tests; far from those that people choose."""
    return first_free(random.randrange(20000, 30000, 4), step=4)


def first_free(start: int, *, step: int) -> Ports:
    """The first four neighbours from ``start`` on that nobody uses."""
    for desk in range(start, _HIGHEST, step):
        ports = Ports(desk)
        if not any(map(_trouble, ports)):
            return ports
    raise Failure("There are no four neighbouring free ports.")


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
