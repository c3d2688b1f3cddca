"""Who is on the sites now, as lines of the operators' list; every function needs a scope."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Now

from chatdesk.realtime.frames.console_pieces import ListedVisitor
from chatdesk.realtime.frames.pieces import Page
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.selectors.invitations import open_talks
from chatdesk.visitors.contact_points.selectors import REACHABLE, points_of_all
from chatdesk.visitors.models import Visit
from chatdesk.visitors.selectors import device_item, source_of

State = Invitation.State

INVITED = {
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


def listed(visitor_ids: Sequence[int]) -> list[Listed]:
    """The lines of these visitors: two statements, however many."""
    found = list(_visits(visitor_ids))
    contacts = _contacts(visit.visitor_id for visit in found)
    return [
        Listed(visit.visitor_id, visit.visitor.site.department_id, _line(visit, contacts[visit.visitor_id]))
        for visit in found
    ]


def _visits(visitor_ids: Sequence[int]) -> Iterable[Any]:
    latest = Invitation.objects.filter(visit_id=OuterRef("id")).order_by("-id")
    going_on = Visit.objects.filter(visitor_id__in=visitor_ids, number=F("visitor__visits"), page_at__isnull=False)
    return going_on.select_related("visitor__site").annotate(
        now=Now(),
        talk=Subquery(open_talks("visitor_id").filter(visitor_messages__gt=0).values("public_id")[:1]),
        invitation=Subquery(latest.exclude(state=State.WITHDRAWN).values("state")[:1]),
    )


def _line(visit: Any, contacts: list[str]) -> ListedVisitor:
    visitor = visit.visitor
    return ListedVisitor(
        id=str(visitor.public_id),
        name=visitor.called,
        site=visitor.site.key,
        page=Page(url=visit.page_url, title=visit.page_title),
        pages=visit.pages,
        on_page=int(visit.seconds_in_front(visit.page_at, visit.now)),
        on_site=max(0, int(visit.seconds_in_front(visit.started_at, visit.now) - visit.away)),
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
        state=_state(visit),
        conversation=str(visit.talk or ""),
    )


def _state(visit: Any) -> Any:
    if visit.talk:
        return "talking"
    return "dismissed" if visit.uninvitable else INVITED.get(visit.invitation, "")


def _value(cart: dict[str, Any]) -> float:
    value = cart.get("value")
    return float(value) if isinstance(value, int | float) else 0.0


def _contacts(visitor_ids: Iterable[int]) -> dict[int, list[str]]:
    """The best address and the best number of each."""
    best: dict[tuple[int, str], str] = {}
    for point in points_of_all(visitor_ids):
        if point.kind in REACHABLE:
            best.setdefault((point.visitor_id, point.kind), point.value)
    found: dict[int, list[str]] = defaultdict(list)
    for (visitor_id, _kind), value in best.items():
        found[visitor_id].append(value)
    return found
