"""What each side has seen: the second tick, and unread counts."""

from django.db.models import F
from django.db.models.functions import Greatest

from chatdesk.conversations import selectors
from chatdesk.conversations.models import Conversation, Message
from chatdesk.conversations.services.announcing import tell_everyone, tell_followers
from tenants.models import Member


def read_by_operator(*, public_id: str, member: Member, seq: int) -> None:
    """The window of the operator who has the conversation showed everything up to ``seq``; raises NotFound.

    A colleague who reads along changes nothing.
    """
    conversation = selectors.visible_by_public_id(member, public_id)
    seq = min(seq, conversation.last_seq)
    if conversation.assigned_to_id != member.id or seq <= conversation.read_by_operator:
        return
    later = Message.objects.filter(conversation=conversation, seq__gt=seq, sender=Message.Sender.VISITOR)
    Conversation.objects.filter(id=conversation.id).update(
        read_by_operator=Greatest(F("read_by_operator"), seq), unread=later.count()
    )
    tell_everyone(selectors.conversations().get(id=conversation.id))


def read_by_visitor(*, visitor_id: int, seq: int) -> None:
    """The visitor's window showed everything up to ``seq``."""
    conversation = selectors.latest_of(visitor_id)
    if conversation is None or min(seq, conversation.last_seq) <= conversation.read_by_visitor:
        return
    mark = min(seq, conversation.last_seq)
    Conversation.objects.filter(id=conversation.id).update(read_by_visitor=Greatest(F("read_by_visitor"), mark))
    tell_followers(selectors.conversations().get(id=conversation.id))
