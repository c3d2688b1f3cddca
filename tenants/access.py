"""The audited doors: the few questions that may be asked before a client is in scope.

Each calls one SECURITY DEFINER function of ``migrations/sql/lookups.sql``. Absent and forbidden look the same: None.
"""

import time
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tenants.models import Member

SITE_CACHE_SECONDS = 5
"""A site's settings are asked for at every handshake; a change shows after at most this long."""


@dataclass(frozen=True, slots=True)
class SiteAccess:
    """An active site of an active client, found by its public key."""

    tenant_id: int
    id: int
    key: str
    name: str
    domains: tuple[str, ...]
    department_id: int | None
    time_zone: str
    consent: str
    """Whose pages are recorded: a value of Site.Consent."""
    respects_signals: bool
    """Do Not Track and Global Privacy Control count as a refusal."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A user's active place in one client's team."""

    tenant_id: int
    member_id: int
    role: str
    tenant_name: str

    @property
    def is_admin(self) -> bool:
        """May configure the client's sites."""
        return self.role == Member.Role.ADMIN


@dataclass(frozen=True, slots=True)
class AgencyMembership:
    """A user's place in an agency, and the clients that come with it."""

    agency_id: int
    role: str
    tenant_ids: tuple[int, ...]


_sites: dict[str, tuple[float, SiteAccess | None]] = {}


def site_by_key(key: str) -> SiteAccess | None:
    """The site that shows this key in its snippet; None if it is unknown or switched off."""
    until, site = _sites.get(key, (0.0, None))
    if until > time.monotonic():
        return site
    if len(_sites) > 10_000:
        _sites.clear()
    site = _read_site(key)
    _sites[key] = (time.monotonic() + SITE_CACHE_SECONDS, site)
    return site


def _read_site(key: str) -> SiteAccess | None:
    rows = _ask(
        "select tenant_id, site_id, name, domains, department_id, time_zone, consent, respects_signals"
        " from lookup_site(%s)",
        key,
    )
    if not rows:
        return None
    tenant_id, site_id, name, domains, *rest = rows[0]
    return SiteAccess(tenant_id, site_id, key, name, tuple(domains), *rest)


def memberships_of(user_id: int) -> list[Membership]:
    """The clients that this user works for, by name."""
    rows = _ask("select tenant_id, member_id, role, tenant_name from lookup_memberships(%s)", user_id)
    return [Membership(*row) for row in rows]


def agency_of(user_id: int) -> AgencyMembership | None:
    """The agency that this user works for."""
    rows = _ask("select agency_id, role, tenant_ids from lookup_agency(%s)", user_id)
    return AgencyMembership(rows[0][0], rows[0][1], tuple(rows[0][2])) if rows else None


def face_of(member: uuid.UUID) -> tuple[bytes, str] | None:
    """A member's picture (PNG) and its digest; faces are public."""
    rows = _ask("select png, digest from lookup_face(%s)", member)
    return (bytes(rows[0][0]), rows[0][1]) if rows else None


def every_tenant_id(*, reason: str) -> list[int]:
    """All clients, for housekeeping that then enters one scope after the other; ``reason`` is for the reader."""
    del reason
    return [row[0] for row in _ask("select tenant_id from lookup_tenants()")]


def tenants_with_work(lookup: str, *params: Any) -> list[int]:
    """Clients who have something to do, as a SQL function ``lookup_…`` of the package that does it tells.

    Such a function answers with tenant ids and nothing else.
    """
    with connection.cursor() as cursor:
        cursor.callproc(lookup, params)
        return [row[0] for row in cursor.fetchall()]


def _ask(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
