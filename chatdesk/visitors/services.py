"""Arrivals and page views: one SQL call each, on the asynchronous pool."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass

from chatdesk.realtime.db import fetch
from chatdesk.realtime.frames import Page
from chatdesk.realtime.texts import clean
from chatdesk.visitors.addresses import safe_url
from chatdesk.visitors.devices import MAX_USER_AGENT


@dataclass(frozen=True, slots=True)
class Arrival:
    """A browser that said hello, and its visit."""

    visitor_id: int
    visitor: str
    token: str
    """The secret, if the visitor is new; else empty."""
    visit_id: int
    visit_number: int
    pages: int


def token_hash(token: str) -> bytes:
    """What is stored of a visitor's secret."""
    return hashlib.sha256(token.encode()).digest()


async def arrive(
    *,
    tenant_id: int,
    site_id: int,
    token: str,
    page: Page,
    referrer: str,
    language: str,
    time_zone: str,
    user_agent: str,
) -> Arrival:
    """Recognises the visitor by the secret, or makes a new one with a new secret; records the page view."""
    new_token = secrets.token_urlsafe(32)
    rows = await fetch(
        "select visitor_id, visitor_public, fresh, visit_id, visit_number, pages"
        " from arrive(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        tenant_id,
        site_id,
        token_hash(token),
        token_hash(new_token),
        uuid.uuid4(),
        clean(language)[:35],
        clean(time_zone)[:64],
        safe_url(page.url),
        clean(page.title)[:300],
        safe_url(referrer),
        clean(user_agent)[:MAX_USER_AGENT],
    )
    visitor_id, public_id, fresh, visit_id, number, pages = rows[0]
    return Arrival(visitor_id, str(public_id), new_token if fresh else "", visit_id, number, pages)


async def open_page(*, tenant_id: int, visitor_id: int, page: Page, user_agent: str) -> tuple[int, int]:
    """Records a page view; returns the visit's id (a new one after 30 minutes of silence) and its number of pages."""
    rows = await fetch(
        "select visit_id, pages from open_page(%s, %s, %s, %s, %s, %s)",
        tenant_id,
        visitor_id,
        safe_url(page.url),
        clean(page.title)[:300],
        "",
        clean(user_agent)[:MAX_USER_AGENT],
    )
    return rows[0][0], rows[0][1]
