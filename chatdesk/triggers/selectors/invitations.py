"""Reads of triggers and invitations; every function needs a scope."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from chatdesk.conversations.lifecycle import OPEN
from chatdesk.conversations.models import Conversation
from chatdesk.conversations.presentation import person_of
from chatdesk.conversations.selectors import members
from chatdesk.polls.selectors import answered_questions
from chatdesk.realtime.frames.console_pieces import Prepared, PreparedReply
from chatdesk.realtime.frames.pieces import Action, BannerItem, InvitationCard, PollCard, PollQuestion
from chatdesk.realtime.texts import mask_cards
from chatdesk.triggers.errors import NoSuchInvitation
from chatdesk.triggers.models import Invitation, Trigger
from chatdesk.triggers.questions.branches import chips
from chatdesk.triggers.questions.links import host_apart
from chatdesk.visitors.models import PageView, Visit
from tenants.models import Member

PAGES_ON_SCREEN = 3
"""An invitation follows the visitor over so many further pages, then it is forgotten."""


LED_TO_A_TALK = Q(state=Invitation.State.ANSWERED) & (Q(finished_at=None) | Q(conversation__isnull=False))
"""Invitations whose answer was a message; a poll that was answered to its end may still lead to one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An invitation, and how many pages were viewed since."""

    invitation: Invitation
    pages_since: int

    @property
    def on_screen(self) -> bool:
        """The visitor still sees it."""
        return self.invitation.closed_at is None and self.pages_since <= PAGES_ON_SCREEN


def open_talks(visitor: str) -> QuerySet[Conversation]:
    """Open conversations of the visitor that the outer query's column names."""
    return Conversation.objects.filter(visitor_id=OuterRef(visitor), state__in=OPEN)


def invitations_of(visit_ids: Iterable[int]) -> dict[int, list[Asked]]:
    """Every invitation of each visit."""
    found = defaultdict(list)
    for asked in _asked(Invitation.objects.filter(visit_id__in=visit_ids)):
        found[asked.invitation.visit_id].append(asked)
    return found


def gap_values(visit: Visit, member: Member) -> dict[str, str]:
    """What a question may say of the visit (with its visitor) and of who asks it; card numbers stay hidden."""
    return {
        "operator_name": member.name,
        "city": visit.city,
        "page_title": mask_cards(visit.page_title),
        "product": mask_cards(visit.page_product),
        "search_query": mask_cards(visit.source.query),
        "visitor_name": visit.visitor.name,
    }


def current_invitation(visit_id: int) -> InvitationCard | None:
    """The invitation that waits for this visitor's answer, as the welcome frame carries it; none during a talk."""
    silent = Invitation.objects.filter(~Exists(open_talks("visit__visitor_id")), visit_id=visit_id, closed_at=None)
    silent = silent.exclude(state=Invitation.State.HELD).select_related("visit")
    waiting = next((asked for asked in _asked(silent.order_by("-id")) if asked.on_screen), None)
    return card_of(waiting.invitation) if waiting else None


def card_of(invitation: Invitation) -> InvitationCard:
    """An invitation as the visitor sees it."""
    return InvitationCard(
        id=str(invitation.public_id),
        person=person_of(members().get(id=invitation.member_id)),
        text=invitation.text,
        answers=chips(invitation.branches),
        at=invitation.created_at,
        action=_on_the_wire(invitation.action),
        banner=_banner_of(invitation),
        narrow=invitation.action == Trigger.Action.WINDOW and invitation.visit.visitor.site.rules_open_on_phones,
        poll=_poll_of(invitation) if invitation.poll else None,
    )


def _poll_of(invitation: Invitation) -> PollCard:
    given = answered_questions(visitor_id=invitation.visit.visitor_id, rule=invitation.trigger_id)
    questions = invitation.poll["questions"]
    return PollCard(
        questions=[PollQuestion(kind=one["kind"], **one["shown"]) for one in questions],
        thanks=invitation.poll["thanks"],
        done=[place for place, one in enumerate(questions, 1) if one["text"] in given],
    )


def _banner_of(invitation: Invitation) -> BannerItem | None:
    """Leads where the rule leads now."""
    if invitation.action != Trigger.Action.BANNER:
        return None
    trigger, domains = invitation.trigger, invitation.visit.visitor.site.domains
    return BannerItem(
        link=trigger.banner_link,
        apart=trigger.banner_opens == Trigger.Opens.APART,
        host=host_apart(trigger.banner_link, domains),
        inside=trigger.banner_place == Trigger.Place.WINDOW,
    )


def _on_the_wire(action: str) -> Action:
    return "" if action == Trigger.Action.BUBBLE else cast("Action", action)


def prepared_for(conversation_id: int) -> Prepared | None:
    """Replies for the answers to the question that began the conversation."""
    answered = Invitation.objects.select_related("trigger").filter(conversation_id=conversation_id)
    latest = answered.order_by("-id").first()
    branches = latest.branches if latest else []
    replies = [PreparedReply(words=one["words"], text=one["reply"]) for one in branches if one["reply"]]
    rule = latest.trigger if latest else None
    return Prepared(rule=rule.name, replies=replies) if rule and replies else None


def invitation(number: int) -> Invitation:
    """By its id, with its visit."""
    return Invitation.objects.select_related("visit").get(id=number)


def invitation_for(*, invitation_id: str, visit_id: int) -> Invitation:
    """An invitation to the visitor whose visit this is; raises NoSuchInvitation, absent and foreign alike.

    The visit may be a later one: a bubble can stay on a page that somebody comes back to.
    """
    visitors = Visit.objects.filter(id=visit_id).values("visitor_id")
    try:
        shown = Invitation.objects.select_related("trigger", "visit").exclude(state=Invitation.State.HELD)
        return shown.get(public_id=invitation_id, visit__visitor_id__in=visitors)
    except (Invitation.DoesNotExist, ValidationError) as error:
        raise NoSuchInvitation from error


def _asked(invitations: QuerySet[Invitation]) -> Iterator[Asked]:
    later = PageView.objects.filter(visit_id=OuterRef("visit_id"), at__gt=OuterRef("created_at"))
    counted = later.order_by().values("visit_id").annotate(n=Count("id")).values("n")
    pages_since = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return (Asked(one, one.pages_since) for one in invitations.annotate(pages_since=pages_since))
