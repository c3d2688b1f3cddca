"""Where outgoing requests may go: https to public addresses, nothing inside this machine or network (HARDENING 4.5).

Two steps: ``target_of`` looks at the text of an address, when it is saved and again before use; ``resolve`` asks the
name service once and answers with the addresses to connect to, so that a second answer cannot lead elsewhere.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HTTPS = 443
MAX_URL = 2_000


class Refused(Exception):
    """The address is not allowed; ``reason`` is for the client's admin and tells nothing about the network."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address. ``local``: named by the installation's CRM_LOCAL_RECEIVERS."""

    scheme: str
    host: str
    """In ASCII, as it is sent in the Host header and as the certificate must say."""
    port: int
    path: str
    """With the query, percent-encoded."""
    local: bool


def target_of(url: str) -> Target:
    """The parts of an allowed address; raises Refused."""
    parts = _split(url)
    host, port = _host(parts), _port(parts)
    local = f"{host}:{port}" in settings.CRM_LOCAL_RECEIVERS
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        raise Refused(_("The address must begin with https://."))
    if port != HTTPS and not local:
        raise Refused(_("Only the standard port of https is allowed."))
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._")
    return Target(parts.scheme, host, port, f"{path}?{query}" if query else path, local)


def validate_url(url: str) -> None:
    """Model validator: the text of the address is allowed. Where its name leads is seen when it is used."""
    try:
        target_of(url)
    except Refused as error:
        raise ValidationError(str(error.reason), code="refused") from error


def resolve(target: Target) -> list[str]:
    """The addresses behind the target's name; raises Refused if there are none or one of them is not public."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as error:
        raise Refused(_("The host name was not found.")) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not target.local and not all(map(is_public, addresses)):
        raise Refused(_("The address is not on the public internet."))
    return addresses


def is_public(address: str) -> bool:
    """Whether a numeric address is global unicast, and every IPv4 address hidden in it as well."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return _public_v4(ip)
    inner = _embedded(ip)
    if inner is not None:
        return all(map(_public_v4, inner))
    return _public_v6(ip) and (not _is_isatap(ip) or _public_v4(_last_32_bits(ip)))


# Python 3.11 calls some of these global: HARDENING 4.5.
_CLOSED_V4 = [IPv4Network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/4", "240.0.0.0/4")]
_UNICAST_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = [IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "3fff::/20", "2620:4f:8000::/48")]
_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)


def _public_v4(ip: IPv4Address) -> bool:
    return ip.is_global and not any(ip in net for net in _CLOSED_V4)


def _public_v6(ip: IPv6Address) -> bool:
    return ip.scope_id is None and ip.is_global and ip in _UNICAST_V6 and not any(ip in net for net in _CLOSED_V6)


def _embedded(ip: IPv6Address) -> list[IPv4Address] | None:
    """IPv4 addresses that a tunnel or a translator would send this to; None if it is a plain IPv6 address."""
    if ip.ipv4_mapped is not None:
        return [ip.ipv4_mapped]
    if ip.sixtofour is not None:
        return [ip.sixtofour]
    if ip.teredo is not None:
        return list(ip.teredo)
    return [_last_32_bits(ip)] if ip in _NAT64 or ip in _COMPATIBLE else None


def _is_isatap(ip: IPv6Address) -> bool:
    return (int(ip) >> 32) & 0xFFFF_FFFF in _ISATAP


def _last_32_bits(ip: IPv6Address) -> IPv4Address:
    return IPv4Address(int(ip) & 0xFFFF_FFFF)


def _split(url: str) -> SplitResult:
    if len(url) > MAX_URL or not url.isprintable() or any(char in url for char in " \\#"):
        raise Refused(_("This is not a web address."))
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Refused(_("This is not a web address.")) from error
    if parts.username is not None or parts.password is not None:
        raise Refused(_("The address must not carry a name or password."))
    return parts


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise Refused(_("The host name is not valid.")) from error
    if not ascii_host or any(char in ascii_host for char in "%/?@<>\"'`{}|^"):
        raise Refused(_("The host name is not valid."))
    return ascii_host


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or (HTTPS if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Refused(_("The port is not a number.")) from error
