"""Who is on the sites now, as lines of the operators' list; every function needs a scope."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from chatdesk.conversations.lifecycle import OPEN
from chatdesk.realtime.frames.console_pieces import ListedVisitor
from chatdesk.realtime.frames.pieces import Page
from chatdesk.realtime.prepared import literals, prepared
from chatdesk.triggers.models import Invitation
from chatdesk.visitors.contact_points.selectors import REACHABLE
from chatdesk.visitors.models import Visit, Visitor
from chatdesk.visitors.selectors import device_item, source_of
from tenants.scope import current_tenant_id

State = Invitation.State

INVITED: Mapping[str | None, str] = {
    State.SENT: "invited",
    State.SHOWN: "invited",
    State.CLICKED: "invited",
    State.DISMISSED: "dismissed",
    State.ANSWERED: "answered",
    State.HELD: "control",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A line, and who may see it."""

    visitor_id: int
    department_id: int | None
    """That answers on the visitor's site; none: everybody."""
    line: ListedVisitor


_OF_VISIT = (
    *("number", "started_at", "page_at", "away_since", "away", "landing_url", "referrer", "letter", "user_agent"),
    *("country", "city", "pages", "page_url", "page_title", "cart", "uninvitable"),
)
_OF_VISITOR = ("public_id", "name", "language", "time_zone", "do_not_invite", "verified_at")
_LINES = f"""
select v.visitor_id, s.department_id, s.key, now(),
    {", ".join(f"v.{name}" for name in _OF_VISIT)}, {", ".join(f"w.{name}" for name in _OF_VISITOR)},
    (select c.public_id from conversations_conversation c
        where c.tenant_id = w.tenant_id and c.visitor_id = w.id and c.state in ({literals(OPEN)})
            and c.visitor_messages > 0 limit 1),
    (select i.state from triggers_invitation i
        where i.tenant_id = v.tenant_id and i.visit_id = v.id and i.state <> {literals([State.WITHDRAWN])}
        order by i.id desc limit 1),
    array(select distinct on (p.kind) p.value from visitors_contactpoint p
        where p.tenant_id = w.tenant_id and p.visitor_id = w.id and p.kind in ({literals(REACHABLE)})
        order by p.kind, p.chosen_at desc nulls last, p.verified_at desc nulls last, p.doubt, p.last_at desc, p.id desc)
from visitors_visitor w
join visitors_visit v on v.tenant_id = w.tenant_id and v.visitor_id = w.id and v.number = w.visits
join tenants_site s on s.tenant_id = w.tenant_id and s.id = w.site_id
where w.tenant_id = %(tenant)s and w.id = any((select %(visitors)s)::bigint[]) and v.page_at is not null
"""  # noqa: S608 - names of columns from this file


def listed(visitor_ids: Sequence[int]) -> list[Listed]:
    """The lines of these visitors: one statement, however many.

    Written out, because it runs twice a second wherever somebody has the list open, mostly for one or two visitors:
    to put it together anew cost more than to run it.
    """
    rows = prepared(_LINES, tenant=current_tenant_id(), visitors=list(visitor_ids))
    return [_listed(row) for row in rows]


def _listed(row: tuple[Any, ...]) -> Listed:
    visitor_id, department_id, site, now, *columns, talk, invitation, contacts = row
    of_visit = dict(zip(_OF_VISIT, columns, strict=False))
    visitor = Visitor(**dict(zip(_OF_VISITOR, columns[len(_OF_VISIT) :], strict=True)))
    visit = Visit(visitor=visitor, **of_visit | {"cart": json.loads(of_visit["cart"])})
    state = _state(visit, talk=talk, invitation=invitation)
    return Listed(
        visitor_id, department_id, _line(visit, site=site, now=now, state=state, talk=talk, contacts=contacts)
    )


def _line(
    visit: Visit, *, site: str, now: datetime, state: Any, talk: UUID | None, contacts: list[str]
) -> ListedVisitor:
    visitor = visit.visitor
    return ListedVisitor(
        id=str(visitor.public_id),
        name=visitor.called,
        site=site,
        page=Page(url=visit.page_url, title=visit.page_title),
        pages=visit.pages,
        came=visit.started_at,
        on_page=int(visit.seconds_in_front(visit.page_at or now, now)),
        on_site=max(0, int(visit.seconds_in_front(visit.started_at, now) - visit.away)),
        front=visit.away_since is None,
        visit=visit.number,
        source=source_of(visit),
        device=device_item(visit),
        country=visit.country,
        city=visit.city,
        time_zone=visitor.time_zone,
        language=visitor.language,
        contacts=contacts,
        logged_in=visit.logged_in,
        cart=_value(visit.cart),
        currency=str(visit.cart.get("currency", ""))[:8],
        do_not_invite=visitor.do_not_invite,
        state=state,
        conversation=str(talk or ""),
    )


def _state(visit: Visit, *, talk: UUID | None, invitation: str | None) -> Any:
    if talk:
        return "talking"
    return "dismissed" if visit.uninvitable else INVITED.get(invitation, "")


def _value(cart: dict[str, Any]) -> float:
    value = cart.get("value")
    return float(value) if isinstance(value, int | float) else 0.0
