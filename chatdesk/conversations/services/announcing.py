"""Tells the desk and the visitor how a conversation stands now, once the transaction is committed."""

from typing import Any

from chatdesk.conversations import selectors
from chatdesk.conversations.lifecycle import OPEN
from chatdesk.conversations.models import Conversation
from chatdesk.conversations.presentation import state_of
from chatdesk.realtime import groups
from chatdesk.realtime.frames.to_operator import RowEvent
from chatdesk.realtime.frames.to_visitor import ConversationEvent
from chatdesk.realtime.publish import publish_on_commit, publish_order_on_commit
from chatdesk.visitors.herald import tell_changed


def tell_everyone(conversation: Conversation) -> None:
    """After a change of state or of operator."""
    tell_desk(conversation)
    tell_visitor(conversation)


def tell_desk(conversation: Conversation) -> None:
    """The line of the lists is new or changed."""
    row = selectors.row(conversation)
    publish_on_commit([groups.desk(conversation.tenant_id, conversation.department_id)], RowEvent(row=row))
    tell_changed(conversation.tenant_id, [conversation.visitor_id])


def tell_followers(conversation: Conversation) -> None:
    """A detail that only those who have or follow the conversation draw, such as what was read."""
    event = RowEvent(row=selectors.row(conversation))
    publish_on_commit([groups.talk(conversation.tenant_id, conversation.id)], event)


def tell_visitor(conversation: Conversation) -> None:
    """The state that the visitor's tabs show."""
    audience = [groups.visitor(conversation.tenant_id, conversation.visitor_id)]
    publish_on_commit(audience, ConversationEvent(conversation=state_of(conversation)), talk=aside(conversation))


def aside(conversation: Conversation) -> dict[str, Any]:
    """What the consumers of the visitor's sockets keep in mind of the conversation."""
    return {
        "id": conversation.id,
        "public_id": str(conversation.public_id),
        "assigned": conversation.assigned_to_id,
        "department": conversation.department_id,
        "open": conversation.state in OPEN,
    }


def tell_member(conversation: Conversation, member_id: int, *, has_it: bool) -> None:
    """The member's sockets begin or stop to follow the conversation."""
    order = "talk.joined" if has_it else "talk.left"
    audience = [groups.member(conversation.tenant_id, member_id)]
    publish_order_on_commit(audience, order, conversation=conversation.id, public_id=str(conversation.public_id))
