"""What visitors answer to the poll of an invitation. Needs a scope."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from chatdesk.polls.services import Asker, Given, give_answer
from chatdesk.triggers.errors import NoSuchInvitation, PollOver
from chatdesk.triggers.models import Invitation
from chatdesk.triggers.selectors.invitations import invitation_for
from chatdesk.triggers.services import close

OPEN_FOR = timedelta(days=1)
"""How long a poll that was asked takes answers; a browser without a line tells them later."""


def answer_poll(
    *, invitation_id: str, visit_id: int, visitor_id: int, place: int, chosen: Sequence[int], words: str
) -> Given:
    """Keeps the answer to one question; with the last one the poll leaves the visitor's screens.

    An answer tells that the poll was shown, and it counts even if the poll was dismissed meanwhile. Raises
    NoSuchInvitation (also if that was no poll), PollOver, NoSuchQuestion, NoAnswer, AnsweredOtherwise.
    """
    invitation = invitation_for(invitation_id=invitation_id, visit_id=visit_id)
    now = timezone.now()
    trigger = invitation.trigger
    if trigger is None or not invitation.poll:
        raise NoSuchInvitation
    if invitation.created_at < now - OPEN_FOR:
        raise PollOver
    given = give_answer(
        visitor_id=visitor_id,
        asker=Asker(trigger.id, trigger.name),
        poll=invitation.poll,
        place=place,
        chosen=chosen,
        words=words,
    )
    this = Invitation.objects.filter(id=invitation.id)
    this.filter(shown_at=None).update(shown_at=now)
    this.filter(state=Invitation.State.SENT).update(state=Invitation.State.SHOWN)
    this.filter(begun_at=None).update(begun_at=now)
    if given.is_last and this.filter(finished_at=None).update(finished_at=now):
        close(invitation, Invitation.State.ANSWERED)
    return given
