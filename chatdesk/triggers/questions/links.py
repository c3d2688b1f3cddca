"""Where a banner leads: a page of the site, or of another one, which the visitor is told (D05). Pure."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chatdesk.visitors.addresses import origin_allowed

MAX_LINK = 500

_UNSEEN = re.compile(r"[\x00-\x20\x7f\\<>\"]|[\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
"""Signs that browsers drop or read as others, and that no address needs."""


class BadLink(ValueError):
    """No address that a banner may lead to; says why in words for its writer."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


def read_link(text: str) -> str:
    """``/sale`` on the site itself, or ``https://shop.example/sale``; raises BadLink."""
    if _UNSEEN.search(text):
        raise BadLink(_("The address has blanks or signs in it that don't belong there."))
    if text.startswith("/") and not text.startswith("//"):
        return text
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise BadLink(_("This is no address. Copy it from the browser.")) from None
    if parts.scheme not in ("http", "https") or not host:
        raise BadLink(_("Begin with https:// or, for a page of the site itself, with /."))
    if parts.username is not None or parts.password is not None:
        raise BadLink(_("Write the address without a user name and without @ before the site."))
    return text


def host_apart(link: str, domains: Iterable[str]) -> str:
    """The other site that a link leads to; empty if it stays on these domains."""
    parts = urlsplit(link)
    if not parts.netloc or origin_allowed(f"{parts.scheme}://{parts.netloc}", tuple(domains)):
        return ""
    return parts.netloc
