"""Whether a visitor may be invited by hand now; every function needs a scope."""

from datetime import timedelta

from django.utils import timezone

from chatdesk.conversations.lifecycle import OPEN
from chatdesk.conversations.models import Conversation
from chatdesk.realtime import presence
from chatdesk.realtime.codes import ErrorCode
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.selectors.invitations import invitations_of
from chatdesk.triggers.selectors.outcomes import DAYS
from chatdesk.visitors.consent import GROUNDS
from chatdesk.visitors.models import Visit

MOST_IN_VISIT = 3
"""Who has ignored so many does not want to talk."""


def obstacle(visit: Visit) -> ErrorCode | None:
    """Why the visitor of this visit, their latest, can't be invited; None if they can."""
    if visit.visitor_id not in presence.present(presence.VISITORS, visit.tenant_id):
        return ErrorCode.VISITOR_GONE
    if visit.visitor.do_not_invite:
        return ErrorCode.DO_NOT_INVITE
    if visit.page_at is None or visit.consent not in GROUNDS:
        return ErrorCode.NO_CONSENT
    if Conversation.objects.filter(visitor_id=visit.visitor_id, state__in=OPEN).exists():
        return ErrorCode.VISITOR_TALKS
    if visit.uninvitable:
        return ErrorCode.INVITATION_DECLINED
    return ErrorCode.CONTROL_GROUP if _is_in_control_group(visit.visitor_id) else _asked_already(visit.id)


def invited_lately(member_id: int) -> int:
    """How often the member invited by hand in the last minute."""
    since = timezone.now() - timedelta(minutes=1)
    return Invitation.objects.filter(trigger=None, member_id=member_id, created_at__gt=since).count()


def _is_in_control_group(visitor_id: int) -> bool:
    """While what they do is counted against those who were asked."""
    since = timezone.now() - timedelta(days=DAYS)
    held = Invitation.objects.filter(visit__visitor_id=visitor_id, state=Invitation.State.HELD)
    return held.filter(created_at__gt=since).exists()


def _asked_already(visit_id: int) -> ErrorCode | None:
    found = invitations_of([visit_id])[visit_id]
    if any(asked.on_screen for asked in found):
        return ErrorCode.INVITATION_OPEN
    by_hand = sum(asked.invitation.trigger_id is None for asked in found)
    return ErrorCode.INVITED_ENOUGH if by_hand >= MOST_IN_VISIT else None
