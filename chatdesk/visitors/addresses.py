"""Pages that browsers report: cut to size, only http and https, without secrets and card numbers."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from chatdesk.realtime.texts import clean, mask_cards
from chatdesk.visitors.known_hosts import CLICK_IDS

MAX_URL = 2_048
MAX_TITLE = 300
HIDDEN = "xxxx"
"""Stands for the digits of a card that an address does not show: •••• would be written in twelve signs there."""
_PATH_PARAMETER = re.compile(r";([^=;/]*)=?[^;/]*")
_PATH_SIGNS = "/:@!$&'()*+,;=~"
_SECRET = re.compile(
    r"token|code|passw|pwd|session|secret|signature|^sig$|^key$|api_?key|auth|otp|^pin$", re.IGNORECASE
)


def safe_url(url: str) -> str:
    """The address as it may be stored; empty if it is none of the web's."""
    try:
        parts = urlsplit(url.strip()[: 2 * MAX_URL])
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, _safe_path(parts.path), _safe_query(parts.query), ""))[:MAX_URL]


def safe_title(title: str) -> str:
    """A page's title as it may be stored."""
    return mask_cards(clean(title))[:MAX_TITLE]


def _safe_path(path: str) -> str:
    """Without ``;jsessionid=…`` and its like; as it was written unless a card's number is in it."""
    path = _PATH_PARAMETER.sub(lambda found: "" if _SECRET.search(found.group(1)) else found.group(), path)
    plain = unquote(path)
    masked = mask_cards(plain, HIDDEN)
    return path if masked == plain else quote(masked, safe=_PATH_SIGNS)


def _safe_query(query: str) -> str:
    told = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _SECRET.search(name)]
    return urlencode([(mask_cards(name, HIDDEN), _safe_value(name, value)) for name, value in told])


def _safe_value(name: str, value: str) -> str:
    """The id of a click is a long number that an advertising network made: one in ten would pass for a card's."""
    return value if name.lower() in CLICK_IDS else mask_cards(value, HIDDEN)


def origin_allowed(origin: str, domains: tuple[str, ...]) -> bool:
    """Whether a browser's Origin header belongs to one of the site's domains (``*.`` admits sub-domains).

    A domain without a port stands for the standard ports only. ``null`` and missing origins never match.
    """
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.username:
        return False
    standard = port in (None, 80 if parts.scheme == "http" else 443)
    host = parts.hostname if standard else f"{parts.hostname}:{port}"
    return any(_matches(host, domain.lower()) for domain in domains)


def _matches(host: str, domain: str) -> bool:
    if domain.startswith("*."):
        return host.endswith(domain[1:]) and host != domain[2:]
    return host == domain
