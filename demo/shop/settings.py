"""The three demo sites, their chatdesk keys, and where the visitor door stands."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

DEMO_SITE_KEY = "5f0c8a1e9b7d4c2fa3e6d1b80c94e772"
LINEN_SITE_KEY = "b1d2f40c6a8e4e5f9c3a7b21d0e8f693"
BIKES_SITE_KEY = "c7a9e3b5d1f24860a2b4c6d8e0f19357"

DEMO_IDENTITY_SECRET = "the-invented-shop-signs-with-what-all-may-read"  # noqa: S105
"""Of Reactor & Match. A real one is made in the admin and stands nowhere but in the server's environment."""

DEFAULT_DOOR_URL = "http://localhost:8001"
DEFAULT_PORT = 8002

SITE_KEY = re.compile(r"[0-9A-Za-z_-]{1,64}")


@dataclass(frozen=True)
class DemoSite:
    """One client's site: where it is served and the look its chat window is given there."""

    name: str
    prefix: str
    key: str
    accent: str
    surface: str
    radius_px: int


REACTOR_AND_MATCH = DemoSite(
    name="Reactor & Match",
    prefix="/",
    key=DEMO_SITE_KEY,
    accent="#1f5557",
    surface="#ffffff",
    radius_px=10,
)
FLAX_AND_FOLD = DemoSite(
    name="Flax & Fold",
    prefix="/linen/",
    key=LINEN_SITE_KEY,
    accent="#4a5a8a",
    surface="#fbf8f2",
    radius_px=18,
)
SECOND_GEAR = DemoSite(
    name="Second Gear",
    prefix="/bikes/",
    key=BIKES_SITE_KEY,
    accent="#ffb703",
    surface="#ffffff",
    radius_px=3,
)
DEMO_SITES = (REACTOR_AND_MATCH, FLAX_AND_FOLD, SECOND_GEAR)


@dataclass(frozen=True)
class Door:
    """The visitor door as a page of a client's site sees it."""

    url: str = DEFAULT_DOOR_URL

    @property
    def origin(self) -> str:
        """Scheme, host and port, without a path."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def socket_origin(self) -> str:
        """The same place for sockets: ws for http, wss for https."""
        return "ws" + self.origin.removeprefix("http")

    def script_url(self, *, site_key: str) -> str:
        """Address of the widget's loader for one site."""
        return f"{self.url}/w/{site_key}.js"


def door_from_environment(environment: Mapping[str, str] = os.environ) -> Door:
    """Read CHATDESK_DOOR_URL; raise ValueError when it is not an http(s) address."""
    url = environment.get("CHATDESK_DOOR_URL", DEFAULT_DOOR_URL).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"CHATDESK_DOOR_URL is not an http(s) address: {url!r}")
    return Door(url=url)
