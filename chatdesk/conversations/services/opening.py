"""A conversation begins with the visitor's first words."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from chatdesk.conversations import selectors
from chatdesk.conversations.errors import TooManyConversations
from chatdesk.conversations.models import Conversation, Message
from chatdesk.conversations.presentation import person_of
from chatdesk.conversations.services.messaging import Address, Words, post_message_now
from chatdesk.visitors.models import Visit, Visitor

MOST = 6
WITHIN = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class FirstLine:
    """What stands before the visitor's first message: the invitation that they answer."""

    member_id: int
    text: str
    rule: str


def open_conversation(
    *,
    visitor_id: int,
    visit_id: int,
    site_id: int,
    department_id: int | None,
    asked_for: int | None = None,
    first_line: FirstLine | None = None,
) -> Conversation:
    """The visitor's conversation: the one that goes on, or a new one. Needs a scope.

    ``asked_for``: the member whom a new one is meant for.

    The visitor's row is locked, so that two tabs that write at once get the same. Nobody is told: the message that
    follows does that. Raises TooManyConversations.
    """
    Visitor.objects.select_for_update().get(id=visitor_id)
    conversation = selectors.latest_of(visitor_id)
    if conversation is None or not selectors.goes_on(conversation):
        _check_number(visitor_id)
        meant_for = asked_for or (first_line.member_id if first_line else None)
        conversation = _create(visitor_id, Visit.objects.get(id=visit_id), site_id, department_id, meant_for)
    if first_line is not None:
        _write_first_line(conversation, first_line)
    return selectors.conversations().get(id=conversation.id)


def address_of(conversation: Conversation) -> Address:
    """Where messages of this conversation go."""
    return Address(conversation.tenant_id, conversation.id, str(conversation.public_id), conversation.visitor_id)


def _check_number(visitor_id: int) -> None:
    recent = Conversation.objects.filter(visitor_id=visitor_id, opened_at__gt=timezone.now() - WITHIN)
    if recent.count() >= MOST:
        raise TooManyConversations


def _create(
    visitor_id: int, visit: Visit, site_id: int, department_id: int | None, meant_for: int | None
) -> Conversation:
    now = timezone.now()
    return Conversation.objects.create(
        site_id=site_id,
        visitor_id=visitor_id,
        visit=visit,
        department_id=department_id,
        last_operator_id=meant_for,
        opened_at=now,
        last_at=now,
        page_url=visit.page_url,
        page_title=visit.page_title,
    )


def _write_first_line(conversation: Conversation, line: FirstLine) -> None:
    words = Words(
        client_id=f"invitation-{secrets.token_hex(8)}",
        sender=Message.Sender.OPERATOR,
        text=line.text,
        kind=Message.Kind.INVITATION,
        member_id=line.member_id,
        person=person_of(selectors.members().get(id=line.member_id)),
        rule=line.rule,
    )
    post_message_now(address_of(conversation), words)
