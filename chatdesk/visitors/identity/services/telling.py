"""What a site tells of a visitor: signed by its server, or as its page says. Every function needs a scope.

What is signed is never changed by what is not. A visitor that has one id at the site never gets another one: who is
somebody else begins as a new visitor, who sees nothing of the conversations before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils import timezone

from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.frames.base import AttributeValue
from chatdesk.realtime.texts import clean
from chatdesk.visitors.contact_points.services import Sighting, record_contacts
from chatdesk.visitors.herald import tell_changed
from chatdesk.visitors.identity.attributes import MOST, Attributes, emptied, facts_of, kept, name_of
from chatdesk.visitors.identity.tokens import Claims
from chatdesk.visitors.models import ContactPoint, Visitor
from chatdesk.visitors.services.noting import share_notes

Told = Mapping[str, AttributeValue | None]


@dataclass(frozen=True, slots=True)
class Person:
    """What a page says of its visitor, without a signature."""

    external_id: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    attributes: Told = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of the visitor now."""

    external_id: str
    verified: bool
    kept: list[str]
    """Attributes that stay as the site's server signed them, whatever the page says."""
    changed: frozenset[str]
    """Names of the facts that have become other ones."""
    noted: tuple[int, ...] = ()
    """Browsers of this person in which a note holds from now on that was written in another one."""


def vouch(*, visitor_id: int, claims: Claims) -> Outcome:
    """The site's server says who this is. What it signed before and says no more is forgotten; raises Refusal."""
    visitor = _locked(visitor_id)
    _make_sure_who(visitor, claims.sub)
    is_first = visitor.verified_at is None
    signed = kept(claims.attributes or {})
    before = dict(visitor.attributes)
    unsigned = {name: value for name, value in before.items() if name not in {*signed, *visitor.vouched}}
    visitor.attributes = signed | dict(list(unsigned.items())[: MOST - len(signed)])
    visitor.vouched = sorted(signed)
    visitor.external_id, visitor.verified_at = claims.sub, timezone.now()
    visitor.save(update_fields=["attributes", "vouched", "external_id", "verified_at"])
    found = _contacts(claims.name, claims.email, claims.phone)
    seen = Sighting(ContactPoint.Origin.IDENTIFY, verified=True)
    changed = _changed(before, visitor.attributes) | {"logged_in"} | _recorded(visitor, found, seen)
    noted = share_notes(visitor) if is_first else []
    return replace(_outcome(visitor, (), changed), noted=tuple(noted))


def describe(*, visitor_id: int, person: Person) -> Outcome:
    """The page says who this is. It is kept as what anybody could have typed; raises Refusal."""
    visitor = _locked(visitor_id)
    told = clean(person.external_id).strip()
    if told:
        _make_sure_who(visitor, told)
        visitor.external_id = told
    before = dict(visitor.attributes)
    _merge(visitor, person.attributes)
    visitor.save(update_fields=["external_id", "attributes"])
    found = _contacts(person.name, person.email, person.phone)
    seen = Sighting(ContactPoint.Origin.IDENTIFY)
    changed = _changed(before, visitor.attributes) | _recorded(visitor, found, seen)
    return _outcome(visitor, person.attributes, changed)


def change_attributes(*, visitor_id: int, told: Told, forgotten: Iterable[str] = ()) -> Outcome:
    """The page sets attributes, or has some forgotten; raises Refusal if there are too many."""
    visitor = _locked(visitor_id)
    before = dict(visitor.attributes)
    _merge(visitor, {**told, **dict.fromkeys(forgotten)})
    visitor.save(update_fields=["attributes"])
    return _outcome(visitor, {*told, *forgotten}, _changed(before, visitor.attributes))


def touch(*, visitor_id: int) -> None:
    """Whoever was vouched for on this page is still there, in another visit."""
    visitor = _locked(visitor_id)
    visitor.verified_at = timezone.now()
    visitor.save(update_fields=["verified_at"])


def _locked(visitor_id: int) -> Visitor:
    visitor: Visitor = Visitor.objects.select_for_update(of=("self",)).get(id=visitor_id)
    tell_changed(visitor.tenant_id, [visitor.id])
    return visitor


def _make_sure_who(visitor: Visitor, told: str) -> None:
    if visitor.external_id not in ("", told):
        raise Refusal("This visitor is somebody else already.", code=ErrorCode.ANOTHER_PERSON)


def _merge(visitor: Visitor, told: Told) -> None:
    signed = set(visitor.vouched)
    fresh = {name: value for name, value in kept(told).items() if name not in signed}
    gone = emptied(told) - signed
    merged: Attributes = {name: value for name, value in {**visitor.attributes, **fresh}.items() if name not in gone}
    if len(merged) > MOST:
        raise Refusal(f"A visitor has at most {MOST} attributes.", code=ErrorCode.TOO_MANY)
    visitor.attributes = merged


def _contacts(name: str | None, email: str | None, phone: str | None) -> list[tuple[str, str]]:
    found = (("name", name), ("email", email), ("phone", phone))
    return [(kind, value) for kind, value in found if value]


def _recorded(visitor: Visitor, found: list[tuple[str, str]], seen: Sighting) -> set[str]:
    recorded = record_contacts(visitor_id=visitor.id, found=found, seen=seen)
    return {"contacts_known"} if recorded else set()


def _changed(before: Attributes, after: Attributes) -> set[str]:
    return facts_of({name for name in {*before, *after} if before.get(name) != after.get(name)})


def _outcome(visitor: Visitor, told: Iterable[str], changed: Iterable[str]) -> Outcome:
    asked = {name_of(name) for name in told}
    stays = sorted(asked & set(visitor.vouched))
    return Outcome(visitor.external_id, visitor.verified_at is not None, stays, frozenset(changed))
