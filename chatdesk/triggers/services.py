"""What happens to invitations: shown, dismissed, answered, withdrawn. Every function needs a scope."""

from django.utils import timezone

from chatdesk.conversations.models import Conversation
from chatdesk.conversations.services.opening import FirstLine, open_conversation
from chatdesk.realtime import groups
from chatdesk.realtime.frames import InvitationEvent
from chatdesk.realtime.publish import publish_on_commit
from chatdesk.triggers import selectors
from chatdesk.triggers.errors import NoSuchInvitation
from chatdesk.triggers.models import Invitation
from chatdesk.visitors.models import Visit

State = Invitation.State


def mark_shown(*, invitation_id: str, visit_id: int) -> None:
    """The bubble was drawn; only the first time counts. Raises NoSuchInvitation."""
    invitation = selectors.invitation_for(invitation_id=invitation_id, visit_id=visit_id)
    sent = Invitation.objects.filter(id=invitation.id, state=State.SENT)
    sent.update(state=State.SHOWN, shown_at=timezone.now())


def dismiss(*, invitation_id: str, visit_id: int) -> None:
    """The visitor closed the bubble: gone in every tab, and no other comes during this visit (A07).

    Raises NoSuchInvitation. One that was answered or withdrawn stays so.
    """
    invitation = selectors.invitation_for(invitation_id=invitation_id, visit_id=visit_id)
    if close(invitation, State.DISMISSED):
        Visit.objects.filter(id=invitation.visit_id).update(uninvitable=True)


def answer_invitation(
    *, invitation_id: str, visit_id: int, visitor_id: int, site_id: int, department_id: int | None
) -> Conversation:
    """The conversation that the visitor's answer belongs to, the invitation its first line.

    An answer is never lost: if the invitation is unknown or was answered in another tab, the conversation opens
    without it. Raises TooManyConversations.
    """
    invitation = _unanswered(invitation_id, visit_id)
    conversation = open_conversation(
        visitor_id=visitor_id,
        visit_id=visit_id,
        site_id=site_id,
        department_id=department_id,
        first_line=_first_line(invitation) if invitation else None,
    )
    if invitation is not None:
        close(invitation, State.ANSWERED, conversation=conversation)
    return conversation


def close(invitation: Invitation, state: State, *, conversation: Conversation | None = None) -> bool:
    """Takes the bubble off the visitor's screens; False if that was done before and this is no answer."""
    may_follow = Invitation.objects.filter(id=invitation.id).exclude(state=State.ANSWERED)
    rows = may_follow if state == State.ANSWERED else may_follow.filter(closed_at=None)
    if not rows.update(state=state, closed_at=timezone.now(), conversation=conversation):
        return False
    publish_on_commit([groups.visitor(invitation.tenant_id, invitation.visit.visitor_id)], InvitationEvent())
    return True


def _unanswered(invitation_id: str, visit_id: int) -> Invitation | None:
    try:
        known = selectors.invitation_for(invitation_id=invitation_id, visit_id=visit_id)
    except NoSuchInvitation:
        return None
    locked = Invitation.objects.select_for_update(of=("self",), no_key=True).select_related("trigger", "visit")
    return locked.filter(id=known.id).exclude(state=State.ANSWERED).first()


def _first_line(invitation: Invitation) -> FirstLine:
    return FirstLine(member_id=invitation.member_id, text=invitation.text, rule=invitation.trigger.name)
