"""The loader with a site's settings, ready to be sent."""

import gzip
import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass

from tenants.access import SiteAccess
from widget import files
from widget.selectors import loader_settings

FRESH_SECONDS = 5
"""How long one process answers from memory: a busy site costs one look at the database in this time."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One site's loader."""

    encoded: Mapping[str, bytes]
    """By encoding, the smallest first. No brotli: at its best it takes the server a hundred times as long as gzip."""
    digest: str


_rendered: dict[tuple[str, bool], tuple[float, Rendered]] = {}


def rendered_loader(site: SiteAccess, *, signalled: bool = False) -> Rendered:
    """The loader as it is now or was up to five seconds ago; another one for browsers that ask not to be tracked."""
    variant = (site.key, signalled)
    until, known = _rendered.get(variant, (0.0, None))
    if known is not None and until > time.monotonic():
        return known
    if len(_rendered) > 2_000:
        _rendered.clear()
    fresh = _render(site, known, signalled=signalled)
    _rendered[variant] = (time.monotonic() + FRESH_SECONDS, fresh)
    return fresh


def _render(site: SiteAccess, known: Rendered | None, *, signalled: bool) -> Rendered:
    shell = files.loader()
    told = inline(loader_settings(site, build=shell.version, signalled=signalled))
    plain = f"{shell.before}{told}{shell.after}".encode()
    if known is not None and known.encoded["identity"] == plain:
        return known
    encoded = {"gzip": gzip.compress(plain, 9, mtime=0), "identity": plain}
    return Rendered(encoded, hashlib.sha256(plain).hexdigest()[:20])


def inline(settings: dict[str, object]) -> str:
    """JSON that is safe inside a script, wherever that script may be put."""
    text = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
