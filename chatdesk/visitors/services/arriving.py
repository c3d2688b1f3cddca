"""Arrivals and page views: one SQL call each, on the asynchronous pool."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.models import F, Q
from django.utils import timezone

from chatdesk.realtime.db import fetch
from chatdesk.realtime.frames.pieces import Page
from chatdesk.realtime.texts import clean
from chatdesk.visitors.addresses import safe_title, safe_url
from chatdesk.visitors.devices import MAX_USER_AGENT
from chatdesk.visitors.models import Visit, Visitor
from chatdesk.visitors.places import NOWHERE, Place
from tenants.scope import tenant_scope

SILENCE = timedelta(minutes=30)
"""Ends a visit."""


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
    speaks: str = "",
    tab: Tab = Tab(),
    place: Place = NOWHERE,
) -> Arrival:
    """Recognises the visitor by the secret, or makes a new one with a new secret; records the page view.

    ``speaks`` is the language of the chat's window on the page that was opened last; empty: as before.
    """
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
        speaks,
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
        "select visit_id, visit_number, pages, view_id, opened from open_page(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
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
        safe_title(page.title),
        tab.key,
        tab.mark,
    )


def come_to_talk(*, tenant_id: int, site_id: int, token: str, language: str) -> Arrival:
    """Recognises or makes a visitor who has not agreed to be recorded: no page, no source, no browser is kept."""
    with tenant_scope(tenant_id):
        known = Visitor.objects.select_for_update().filter(site_id=site_id, token_hash=token_hash(token)).first()
        new_token = "" if known else secrets.token_urlsafe(32)
        visitor = known or Visitor.objects.create(site_id=site_id, token_hash=token_hash(new_token))
        visitor.language = clean(language)[:35]
        visit = _visit_to_talk(visitor)
        visitor.save(update_fields=["language", "visits"])
        return Arrival(visitor.id, str(visitor.public_id), new_token, Stay(visit.id, visit.number, visit.pages, 0))


def _visit_to_talk(visitor: Visitor) -> Visit:
    now = timezone.now()
    stay = Visit.objects.filter(visitor=visitor, number=visitor.visits, last_at__gt=now - SILENCE).first()
    if stay is not None:
        note_consent(tenant_id=visitor.tenant_id, visit_id=stay.id, consent=Visit.Consent.WITHDRAWN)
        return stay
    visitor.visits += 1
    return Visit.objects.create(
        visitor=visitor, number=visitor.visits, started_at=now, last_at=now, consent=Visit.Consent.CHAT
    )


def note_consent(*, tenant_id: int, visit_id: int, consent: Visit.Consent) -> None:
    """What the visitor said about being recorded, and when.

    Who withdraws is not invited any more in this visit; a visit that was never recorded has nothing to withdraw.
    """
    now = timezone.now()
    with tenant_scope(tenant_id):
        visit = Visit.objects.filter(~Q(consent=consent), id=visit_id)
        if consent == Visit.Consent.WITHDRAWN:
            visit.exclude(consent=Visit.Consent.CHAT).update(consent=consent, consent_at=now, uninvitable=True)
            return
        visit.filter(landing_url="").update(landing_url=F("page_url"))
        visit.update(consent=consent, consent_at=now)
