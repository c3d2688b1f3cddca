"""Reads of contact points; every function needs a scope."""

from collections.abc import Iterable

from django.db.models import F, QuerySet

from chatdesk.realtime.frames.console_pieces import ContactItem
from chatdesk.visitors.models import ContactPoint

SHOWN = 12
REACHABLE = (ContactPoint.Kind.EMAIL, ContactPoint.Kind.PHONE)
"""Kinds by which somebody can be reached; a name alone is no contact."""


def points_of(visitor_id: int) -> QuerySet[ContactPoint]:
    """The best first: what an operator chose, what the site signed, what nothing speaks against, what was seen last."""
    return points_of_all([visitor_id])


def points_of_all(visitor_ids: Iterable[int]) -> QuerySet[ContactPoint]:
    """Those of many visitors in one read."""
    found = ContactPoint.objects.filter(visitor_id__in=list(visitor_ids)).select_related("chosen_by")
    chosen, signed = (F(name).desc(nulls_last=True) for name in ("chosen_at", "verified_at"))
    return found.order_by("kind", chosen, signed, "doubt", "-last_at", "-id")


def reachable(reference: object) -> QuerySet[ContactPoint]:
    """Addresses and numbers of the visitor that ``reference`` names, an id or an ``OuterRef``."""
    return ContactPoint.objects.filter(visitor_id=reference, kind__in=REACHABLE)


def contact_items(visitor_id: int) -> list[ContactItem]:
    """As operators see them."""
    return [item_of(point) for point in points_of(visitor_id)[:SHOWN]]


def item_of(point: ContactPoint) -> ContactItem:
    """One contact as it travels."""
    return ContactItem(
        kind=point.kind,  # type: ignore[arg-type]
        value=point.value,
        seen_in=point.origin,  # type: ignore[arg-type]
        page=point.page,
        form=point.form,
        at=point.last_at,
        verified=point.verified_at is not None,
        consent=point.consent,  # type: ignore[arg-type]
        doubt=point.doubt,  # type: ignore[arg-type]
        suggestion=point.suggestion,
        chosen_by=point.chosen_by.name if point.chosen_by else "",
        chosen_at=point.chosen_at,
    )
