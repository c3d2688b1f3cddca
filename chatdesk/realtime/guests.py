"""How many sockets one address may open: counted in this process, before any database call (HARDENING 4.1)."""

import ipaddress
from collections import Counter

from django.conf import settings

from chatdesk.realtime.throttle import Bucket

_MOST_ADDRESSES = 50_000


class Guests:
    """Sockets and handshakes per address (per /64 for IPv6)."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._handshakes: dict[str, Bucket] = {}

    def admit(self, address: str) -> bool:
        """Counts a new socket; False if this address has too many or comes too often. Pair with ``leave``."""
        key = network_of(address)
        if not self._bucket(key).take() or self._open[key] >= settings.SOCKETS_PER_ADDRESS:
            return False
        self._open[key] += 1
        return True

    def leave(self, address: str) -> None:
        """The socket is closed."""
        key = network_of(address)
        self._open[key] -= 1
        if self._open[key] <= 0:
            del self._open[key]

    def _bucket(self, key: str) -> Bucket:
        if len(self._handshakes) > _MOST_ADDRESSES:
            self._handshakes.clear()
        rate = settings.HANDSHAKES_PER_MINUTE
        return self._handshakes.setdefault(key, Bucket(rate / 60, rate))


def network_of(address: str) -> str:
    """The address itself, or the /64 of an IPv6 address: one household has that many. ``::ffff:1.2.3.4`` is 1.2.3.4."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
