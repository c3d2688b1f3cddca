"""Reads of letters; every function needs a scope."""

from datetime import timedelta

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from chatdesk.letters.models import Letter, LetterLink, LetterOpening
from chatdesk.realtime.frames.pieces import LetterItem

GREETS_FOR = timedelta(hours=24)
"""So long a letter's first line waits for the visitor's first words."""


def link_of(*, site_id: int, token_hash: bytes) -> LetterLink | None:
    """A recipient's link on this site, locked: its first use decides whose it is."""
    found = LetterLink.objects.select_for_update(of=("self",), no_key=True).select_related("letter")
    return found.filter(letter__site_id=site_id, letter__kind=Letter.Kind.PERSONAL, token_hash=token_hash).first()


def shared_letter(*, site_id: int, token: str) -> Letter | None:
    """The letter of this site whose one link has this token."""
    return Letter.objects.filter(site_id=site_id, kind=Letter.Kind.SHARED, token=token).first()


def opening_of(visit_id: int) -> LetterOpening | None:
    """The letter that was followed in this visit."""
    return LetterOpening.objects.select_related("letter", "link").filter(visit_id=visit_id).first()


def unanswered_opening(visitor_id: int) -> LetterOpening | None:
    """The letter that waits for this visitor's first words."""
    waiting = LetterOpening.objects.select_related("letter").filter(visit__visitor_id=visitor_id, answered_at=None)
    return waiting.filter(opened_at__gt=timezone.now() - GREETS_FOR).order_by("-opened_at").first()


def letter_item(visit_id: int) -> LetterItem | None:
    """What an operator should know of the letter."""
    opening = opening_of(visit_id)
    if opening is None:
        return None
    recipient = (opening.link.recipient, opening.link.email) if opening.link else ("", "")
    return LetterItem(
        name=opening.letter.name, context=opening.letter.context, recipient=recipient[0], email=recipient[1]
    )


def with_counts(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """With ``opened`` and ``answered``: how many visitors followed a link, and how many of them wrote then."""
    return letters.annotate(opened=_visitors() + F("forgotten"), answered=_visitors(answered_at__isnull=False))


def _visitors(**which: bool) -> Coalesce:
    openings = LetterOpening.objects.filter(letter_id=OuterRef("id"), **which).order_by().values("letter_id")
    counted = openings.annotate(n=Count("visit__visitor_id", distinct=True)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
