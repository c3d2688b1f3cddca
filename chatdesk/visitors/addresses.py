"""Addresses that browsers report: cut to size, only http and https, parameters that look like secrets left out."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

MAX_URL = 2_048
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
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _SECRET.search(k)])
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, query, ""))[:MAX_URL]


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
