"""Reads of who visitors are to their site; every function needs a scope."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from chatdesk.realtime.frames.console_pieces import AttributeItem, IdentityItem
from chatdesk.visitors.identity.tokens import Key
from chatdesk.visitors.models import IdentitySecret, Visit, Visitor

BROWSERS = 20
"""Other browsers of one person that are looked at, the latest."""


def valid_keys(site_id: int) -> list[Key]:
    """The site's present secret, then those that still count, the latest first."""
    found = _valid().filter(site_id=site_id).order_by("-id")
    return [Key(one.kid, one.secret) for one in found]


def secrets_of(site_id: int) -> QuerySet[IdentitySecret]:
    """Those that count now, the latest first."""
    return _valid().filter(site_id=site_id).order_by("-id")


def same_person(visitor: Visitor) -> list[int]:
    """Ids of the visitor and of the other browsers in which the site vouched for the same person."""
    if visitor.verified_at is None:
        return [visitor.id]
    others = Visitor.objects.filter(
        site_id=visitor.site_id, external_id=visitor.external_id, verified_at__isnull=False
    ).exclude(id=visitor.id)
    return [visitor.id, *others.order_by("-verified_at").values_list("id", flat=True)[:BROWSERS]]


def identity_item(visit: Visit) -> IdentityItem | None:
    """What the site told of the visit's visitor; None: nothing."""
    visitor = visit.visitor
    if not (visitor.external_id or visitor.attributes):
        return None
    return IdentityItem(
        external_id=visitor.external_id,
        verified_at=visitor.verified_at,
        logged_in=visit.logged_in,
        attributes=attribute_items(visitor),
    )


def attribute_items(visitor: Visitor) -> list[AttributeItem]:
    """What is signed first, then by name."""
    signed = set(visitor.vouched)
    names = sorted(visitor.attributes, key=lambda name: (name not in signed, name))
    return [AttributeItem(name=name, value=visitor.attributes[name], verified=name in signed) for name in names]


def _valid() -> QuerySet[IdentitySecret]:
    return IdentitySecret.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now()))
