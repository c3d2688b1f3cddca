"""Reads of triggers and invitations; every function needs a scope."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now

from chatdesk.conversations.lifecycle import OPEN
from chatdesk.conversations.models import Conversation
from chatdesk.conversations.presentation import person_of
from chatdesk.conversations.selectors import members
from chatdesk.realtime.frames import InvitationCard
from chatdesk.triggers.engine import Rule, Situation
from chatdesk.triggers.errors import NoSuchInvitation
from chatdesk.triggers.models import Invitation, Trigger
from chatdesk.visitors.models import PageView, Visit

PAGES_ON_SCREEN = 3
"""An invitation follows the visitor over so many further pages, then it is forgotten."""


def rules_of(site_ids: Iterable[int]) -> dict[int, list[Rule]]:
    """The enabled rules of each site, in the order in which they may speak."""
    rules = defaultdict(list)
    found = Trigger.objects.filter(site_id__in=site_ids, enabled=True).order_by("priority", "id")
    for site_id, *fields in found.values_list("site_id", "id", "page_glob", "seconds_on_page"):
        rules[site_id].append(Rule(*fields))
    return rules


def visits(ids: Iterable[int]) -> list[Visit]:
    """Visits on a page, with ``talking``: the visitor's conversation is open, and ``now``: the database's clock."""
    found = Visit.objects.filter(id__in=ids, page_at__isnull=False).select_related("visitor", "visitor__site")
    return list(found.annotate(talking=Exists(open_talks()), now=Now()))


def open_talks() -> QuerySet[Conversation]:
    """Open conversations of an outer query's visitor."""
    return Conversation.objects.filter(visitor_id=OuterRef("visitor_id"), state__in=OPEN)


def invitations_of(visit_ids: Iterable[int]) -> dict[int, list[Invitation]]:
    """Every invitation of each visit, with ``pages_since``: page views after it was sent."""
    found = defaultdict(list)
    for invitation in _counting_pages(Invitation.objects.filter(visit_id__in=visit_ids)):
        found[invitation.visit_id].append(invitation)
    return found


def situation_of(visit: Visit, invitations: Iterable[Invitation]) -> Situation:
    """A visit of ``visits`` and its invitations, as the engine sees them."""
    known = list(invitations)
    return Situation(
        page_url=visit.page_url,
        seconds_on_page=(visit.now - visit.page_at).total_seconds(),
        asked=frozenset(invitation.trigger_id for invitation in known),
        talking=visit.talking,
        on_screen=any(map(is_on_screen, known)),
        declined=visit.uninvitable,
    )


def is_on_screen(invitation: Invitation) -> bool:
    """Whether the visitor still sees an invitation of ``invitations_of``."""
    return invitation.closed_at is None and invitation.pages_since <= PAGES_ON_SCREEN


def waiting_invitation(visit_id: int) -> Invitation | None:
    """The invitation that waits for this visitor's answer."""
    unanswered = _counting_pages(Invitation.objects.filter(visit_id=visit_id, closed_at=None)).order_by("-id")
    return next(filter(is_on_screen, unanswered), None)


def current_invitation(visit_id: int) -> InvitationCard | None:
    """The invitation that waits for this visitor's answer, as the welcome frame carries it."""
    invitation = waiting_invitation(visit_id)
    return card_of(invitation) if invitation else None


def card_of(invitation: Invitation) -> InvitationCard:
    """An invitation as the visitor sees it."""
    return InvitationCard(
        id=str(invitation.public_id),
        person=person_of(members().get(id=invitation.member_id)),
        text=invitation.text,
        answers=invitation.answers,
        at=invitation.created_at,
    )


def invitation_for(*, invitation_id: str, visit_id: int) -> Invitation:
    """An invitation to the visitor whose visit this is; raises NoSuchInvitation, absent and foreign alike.

    The visit may be a later one: a bubble can stay on a page that somebody comes back to.
    """
    visitors = Visit.objects.filter(id=visit_id).values("visitor_id")
    try:
        return Invitation.objects.select_related("trigger", "visit").get(
            public_id=invitation_id, visit__visitor_id__in=visitors
        )
    except (Invitation.DoesNotExist, ValidationError) as error:
        raise NoSuchInvitation from error


def _counting_pages(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    later = PageView.objects.filter(visit_id=OuterRef("visit_id"), at__gt=OuterRef("created_at"))
    counted = later.order_by().values("visit_id").annotate(n=Count("id")).values("n")
    return invitations.annotate(pages_since=Coalesce(Subquery(counted, output_field=IntegerField()), 0))
