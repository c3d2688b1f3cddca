"""An operator asks a visitor of the list, with words of their own; every function needs a scope."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.db.models import F

from chatdesk.conversations.selectors import operators_here
from chatdesk.realtime.codes import ErrorCode
from chatdesk.realtime.errors import Refusal
from chatdesk.realtime.texts import message_text
from chatdesk.triggers import due
from chatdesk.triggers.by_hand.selectors import invited_lately, obstacle
from chatdesk.triggers.errors import NotInvited
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.services import State, close, show
from chatdesk.visitors.herald import tell_changed
from chatdesk.visitors.models import Visit
from tenants.models import Member
from tenants.scope import current_tenant_id

LONGEST = 300
"""Characters, as of a rule's question."""
MOST_A_MINUTE = 10
"""Of one operator: who calls everybody uses rules (A21)."""


def invite_by_hand(*, visitor_id: int, member: Member, text: str) -> Invitation:
    """Asks in the member's name. Rules are silent while it waits for an answer, and for the site's pause after it.

    The member's row is locked, then the visit, so that two consoles together get no further than one, and an
    invitation of a rule that comes at the same moment is seen. Raises NotInvited, or Refusal for the text.
    """
    words = _checked(text)
    _check_member(member.id)
    visit = Visit.objects.select_for_update(no_key=True).filter(visitor_id=visitor_id).latest("number")
    if found := obstacle(visit):
        raise NotInvited(found)
    invitation = Invitation.objects.create(visit=visit, member=member, text=words, variant="")
    tell_changed(visit.tenant_id, [visitor_id])
    show(invitation)
    # Rules or not: somebody looks whether its operator is still there.
    look = partial(due.mark_now, tenant_id=visit.tenant_id, visit_ids=[visit.id])
    transaction.on_commit(look, robust=True)
    return invitation


def _checked(text: str) -> str:
    words = "" if "\0" in text else message_text(text)
    if not words:
        raise Refusal("There is nothing to ask in this text.", code=ErrorCode.BAD_TEXT)
    if len(words) > LONGEST:
        raise Refusal(f"An invitation has at most {LONGEST} characters.", code=ErrorCode.TOO_LONG)
    return words


def _check_member(member_id: int) -> None:
    if member_id not in operators_here():
        raise NotInvited(ErrorCode.YOU_ARE_AWAY)
    Member.objects.select_for_update(no_key=True).get(id=member_id)
    if invited_lately(member_id) >= MOST_A_MINUTE:
        raise NotInvited(ErrorCode.TOO_FAST, retry_after=60.0)


def heed_notes(visitor_ids: Sequence[int]) -> None:
    """What is noted of these visitors is kept to at once.

    Invitations leave the screens of those who are not to be invited any more, and rules look again at all of them.
    """
    waiting = Invitation.objects.select_related("visit").filter(visit__visitor_id__in=visitor_ids, closed_at=None)
    for invitation in waiting.filter(visit__visitor__do_not_invite=True).exclude(state=State.HELD):
        close(invitation, State.WITHDRAWN)
    going_on = Visit.objects.filter(visitor_id__in=visitor_ids, number=F("visitor__visits"))
    visits = list(going_on.values_list("id", flat=True))
    transaction.on_commit(partial(due.mark_now, tenant_id=current_tenant_id(), visit_ids=visits), robust=True)
