"""What is written down of how a visitor can be reached. The one writer of contact points."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from chatdesk.realtime.texts import clean, mask_cards
from chatdesk.visitors.addresses import safe_url
from chatdesk.visitors.contact_points.values import Value, read
from chatdesk.visitors.herald import tell_changed
from chatdesk.visitors.models import ContactPoint, Visit, Visitor
from tenants.models import Member

MOST_OF_A_VISITOR = 30
"""More values of one visitor are nobody's contacts; what was written down before stays."""
MOST_SIGNED = 60
"""The same where the site's server vouches for a value."""
MAX_FORM = 80
CONSENTING = (Visit.Consent.SITE, Visit.Consent.GIVEN)
"""Grounds on which a form may be read."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where values were seen, and on what ground they are kept."""

    origin: str
    """One of ContactPoint.Origin."""
    page: str = ""
    form: str = ""
    conversation: str | None = None
    """Its public id."""
    consent: str = ""
    """Empty: as the visit's."""
    region: str = ""
    """In which country numbers without a country code are dialled; empty: where the visitor is."""
    verified: bool = False
    """The site's server signed that they are the visitor's."""


def record_contacts(*, visitor_id: int, found: Iterable[tuple[str, str]], seen: Sighting) -> int:
    """Writes down ``(kind, text)`` pairs, each value once however often it comes; says how many are known or new.

    What is no name, address or number is left out, and so is whatever holds a card number. Needs a scope.
    """
    visitor = Visitor.objects.select_for_update(of=("self",)).get(id=visitor_id)
    tell_changed(visitor.tenant_id, [visitor.id])
    visit = Visit.objects.filter(visitor_id=visitor_id).order_by("-number").first()
    region = seen.region or (visit.country if visit else "")
    values = [value for kind, text in found if (value := read(kind, text, region=region))]
    consent = seen.consent or (visit.consent if visit else "")
    return sum([_record(visitor, value, seen, consent) for value in values])


def choose_contact(*, visitor_id: int, kind: str, text: str, member: Member) -> bool:
    """An operator says what is right (A39); an empty text takes that back. False: this can be no such value."""
    visitor = Visitor.objects.select_for_update(of=("self",)).get(id=visitor_id)
    tell_changed(visitor.tenant_id, [visitor.id])
    before = ContactPoint.objects.filter(visitor=visitor, kind=kind, chosen_at__isnull=False)
    if not text.strip():
        before.update(chosen_at=None, chosen_by=None)
        return _take_name_back(visitor, kind)
    visit = Visit.objects.filter(visitor=visitor).order_by("-number").first()
    value = read(kind, text, region=visit.country if visit else "")
    if value is None:
        return False
    point = _known(visitor, value) or _new(visitor, value, Sighting(ContactPoint.Origin.OPERATOR), "")
    point.value, point.doubt, point.suggestion = value.given, value.doubt, value.suggestion
    point.chosen_at, point.chosen_by = timezone.now(), member
    point.save()
    if kind == ContactPoint.Kind.NAME:
        _call(visitor, value.given)
    return True


def _record(visitor: Visitor, value: Value, seen: Sighting, consent: str) -> int:
    point = _known(visitor, value)
    if point is None:
        most = MOST_SIGNED if seen.verified else MOST_OF_A_VISITOR
        if ContactPoint.objects.filter(visitor=visitor).count() >= most:
            return 0
        point = _new(visitor, value, seen, consent)
    else:
        point.last_at = timezone.now()
    if seen.origin == ContactPoint.Origin.FORM:
        point.page, point.form = safe_url(seen.page), mask_cards(clean(seen.form))[:MAX_FORM]
    if seen.verified:
        _vouch(visitor, point, value)
    point.save()
    if value.kind == ContactPoint.Kind.NAME and not value.doubt and not visitor.name:
        _call(visitor, value.given)
    return 1


def _vouch(visitor: Visitor, point: ContactPoint, value: Value) -> None:
    """The site vouches for one value of a kind at a time; a name that an operator chose stays."""
    of_kind = ContactPoint.objects.filter(visitor=visitor, kind=value.kind)
    of_kind.exclude(id=point.pk).update(verified_at=None)
    point.value, point.verified_at = value.given, timezone.now()
    if value.kind == ContactPoint.Kind.NAME and not of_kind.filter(chosen_at__isnull=False).exists():
        _call(visitor, value.given)


def _known(visitor: Visitor, value: Value) -> ContactPoint | None:
    return ContactPoint.objects.filter(visitor=visitor, kind=value.kind, normal=value.normal).first()


def _new(visitor: Visitor, value: Value, seen: Sighting, consent: str) -> ContactPoint:
    now = timezone.now()
    return ContactPoint(
        visitor=visitor,
        kind=value.kind,
        value=value.given,
        normal=value.normal,
        origin=seen.origin,
        conversation=seen.conversation,
        consent=consent,
        doubt=value.doubt,
        suggestion=value.suggestion,
        first_at=now,
        last_at=now,
    )


def _take_name_back(visitor: Visitor, kind: str) -> bool:
    if kind == ContactPoint.Kind.NAME:
        told = ContactPoint.objects.filter(visitor=visitor, kind=kind, doubt="")
        told = told.exclude(origin=ContactPoint.Origin.OPERATOR)
        best = told.order_by(F("verified_at").asc(nulls_first=True), "last_at")
        _call(visitor, best.values_list("value", flat=True).last() or "")
    return True


def _call(visitor: Visitor, name: str) -> None:
    visitor.name = name
    visitor.save(update_fields=["name"])
