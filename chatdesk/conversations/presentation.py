"""Rows of this package as pieces of frames, for visitors and for operators."""

from datetime import datetime
from typing import cast

from django.conf import settings

from chatdesk.conversations.models import Conversation, Message
from chatdesk.realtime.frames.base import Line, Speaker, State
from chatdesk.realtime.frames.console_pieces import Row
from chatdesk.realtime.frames.pieces import ConversationState, MessageItem, Page, Person
from tenants.models import Member

KIND: dict[int, Line] = {
    Message.Kind.TEXT: "text",
    Message.Kind.INVITATION: "invitation",
    Message.Kind.JOINED: "joined",
    Message.Kind.LEFT: "left",
    Message.Kind.ENDED: "ended",
}
SENDER: dict[int, Speaker] = {
    Message.Sender.SYSTEM: "system",
    Message.Sender.VISITOR: "visitor",
    Message.Sender.OPERATOR: "operator",
}


def person_of(member: Member) -> Person:
    """The persona that visitors see; ``member`` was loaded with its face (see selectors.members)."""
    return Person(id=str(member.public_id), name=member.name, title=member.title, avatar=avatar_of(member))


def avatar_of(member: Member) -> str:
    """Address of the member's picture; empty without one."""
    face = getattr(member, "face", None)
    return f"{settings.DOOR_URL}/w/face/{member.public_id.hex}-{face.digest}.png" if face else ""


def item_of(message: Message, *, for_operator: bool) -> MessageItem:
    """A stored message; the rule behind an invitation is told to operators only."""
    return MessageItem(
        seq=message.seq,
        by=SENDER[message.sender],
        text=message.body,
        at=message.created_at,
        kind=KIND[message.kind],
        person=person_of(message.member) if message.member else None,
        client_id=message.client_id,
        rule=message.rule if for_operator else "",
    )


def state_of(conversation: Conversation) -> ConversationState:
    """What the visitor may know."""
    operator = conversation.assigned_to
    return ConversationState(
        id=str(conversation.public_id),
        state=cast("State", conversation.state),
        last_seq=conversation.last_seq,
        operator=person_of(operator) if operator else None,
        read_by_operator=conversation.read_by_operator,
        read_by_visitor=conversation.read_by_visitor,
        rated=conversation.rating,
    )


def row_of(conversation: Conversation, *, here: bool) -> Row:
    """One line of an operator's lists."""
    visit = conversation.visit
    assigned = conversation.assigned_to
    return Row(
        id=str(conversation.public_id),
        site=conversation.site.key,
        visitor=conversation.visitor.called,
        state=cast("State", conversation.state),
        assigned=str(assigned.public_id) if assigned else "",
        last_seq=conversation.last_seq,
        last_text=conversation.last_text,
        last_by=SENDER[conversation.last_sender] if conversation.last_seq else "",
        last_at=conversation.last_at,
        waiting_since=waiting_since(conversation),
        unread=conversation.unread,
        read_by_visitor=conversation.read_by_visitor,
        page=Page(url=visit.page_url, title=visit.page_title) if visit.page_url else None,
        here=here,
    )


def waiting_since(conversation: Conversation) -> datetime | None:
    """The start of the two-minute clock, while somebody could still answer."""
    open_now = conversation.state in (Conversation.State.WAITING, Conversation.State.ACTIVE)
    return conversation.waiting_since if open_now else None
