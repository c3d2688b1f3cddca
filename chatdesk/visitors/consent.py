"""Whether a visitor's pages may be recorded, and on what ground. Pure; why it is so: docs/decisions."""

from collections.abc import Mapping

from chatdesk.visitors.models import Visit
from tenants.models import Site

GROUNDS = frozenset({Visit.Consent.SITE, Visit.Consent.GIVEN})
"""On these pages are recorded."""


def ground(*, rule: str, respects_signals: bool, headers: Mapping[bytes, bytes], said: str) -> Visit.Consent:
    """What a socket's pages are recorded on; CHAT: they are not.

    ``said`` is the hello's ``consent``. An own word of the visitor on this site outweighs their browser's signal.
    """
    if rule != Site.Consent.NEVER and said == "given":
        return Visit.Consent.GIVEN
    if rule == Site.Consent.ALWAYS and not said and not (respects_signals and signalled(headers)):
        return Visit.Consent.SITE
    return Visit.Consent.CHAT


def signalled(headers: Mapping[bytes, bytes]) -> bool:
    """Whether the browser asks not to be tracked: Do Not Track or Global Privacy Control."""
    return b"1" in (headers.get(b"dnt"), headers.get(b"sec-gpc"))
