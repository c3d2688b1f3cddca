"""Arrivals and page views: one SQL call each, on the asynchronous pool."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass

from django.db import connection

from chatdesk.realtime.db import fetch
from chatdesk.realtime.frames import Page
from chatdesk.realtime.texts import clean
from chatdesk.visitors.addresses import safe_url
from chatdesk.visitors.devices import MAX_USER_AGENT
from chatdesk.visitors.places import NOWHERE, Place
from tenants.scope import tenant_scope

MAX_TITLE = 300
MAX_PRODUCT = 200


@dataclass(frozen=True, slots=True)
class Tab:
    """How a page stands in its browser."""

    mark: str = "tab"
    """Of the tab, if it is in front; empty in the background."""
    key: str = ""
    """What the browser calls this view of the page: known already, it is no second one."""


@dataclass(frozen=True, slots=True)
class Stay:
    """The visit that a page view belongs to."""

    visit_id: int
    visit_number: int
    pages: int
    """Viewed in this visit, this one included."""
    view_id: int
    fresh: bool = True
    """The page was not there before; else its socket came back."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A browser that said hello."""

    visitor_id: int
    visitor: str
    token: str
    """The secret, if the visitor is new; else empty."""
    stay: Stay


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
    tab: Tab = Tab(),
    place: Place = NOWHERE,
) -> Arrival:
    """Recognises the visitor by the secret, or makes a new one with a new secret; records the page view."""
    new_token = secrets.token_urlsafe(32)
    rows = await fetch(
        "select visitor_id, visitor_public, fresh, visit_id, visit_number, pages, view_id, opened"
        " from arrive(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        tenant_id,
        site_id,
        token_hash(token),
        token_hash(new_token),
        uuid.uuid4(),
        clean(language)[:35],
        clean(time_zone)[:64],
        *_described(page, tab),
        safe_url(referrer),
        clean(user_agent)[:MAX_USER_AGENT],
        place.country,
        place.city,
    )
    visitor_id, public_id, fresh, *stay = rows[0]
    return Arrival(visitor_id, str(public_id), new_token if fresh else "", Stay(*stay))


async def open_page(
    *,
    tenant_id: int,
    visitor_id: int,
    page: Page,
    user_agent: str,
    tab: Tab = Tab(),
    place: Place = NOWHERE,
) -> Stay:
    """Records a page view, in a new visit after 30 minutes of silence."""
    rows = await fetch(
        "select visit_id, visit_number, pages, view_id, opened"
        " from open_page(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        tenant_id,
        visitor_id,
        *_described(page, tab),
        "",
        clean(user_agent)[:MAX_USER_AGENT],
        place.country,
        place.city,
    )
    return Stay(*rows[0])


async def come_forward(*, tenant_id: int, stay: Stay, tab: Tab) -> bool:
    """The tab is in front again; False if its visit has ended meanwhile."""
    rows = await fetch("select come_forward(%s, %s, %s, %s)", tenant_id, stay.visit_id, stay.view_id, tab.mark)
    return bool(rows[0][0])


def look_away(*, tenant_id: int, stay: Stay, tab: Tab) -> bool:
    """The tab went to the background or was closed; False if another one is in front.

    On Django's connection, unlike the others: a socket may end with its event loop, which must not open a pool then.
    """
    with tenant_scope(tenant_id), connection.cursor() as cursor:
        cursor.execute("select look_away(%s, %s, %s)", [tenant_id, stay.visit_id, tab.mark])
        return bool(cursor.fetchone()[0])


def _described(page: Page, tab: Tab) -> tuple[str, ...]:
    return (
        safe_url(page.url),
        clean(page.title)[:MAX_TITLE],
        clean(page.product)[:MAX_PRODUCT],
        tab.key,
        tab.mark,
    )
