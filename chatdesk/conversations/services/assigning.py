"""Who has a conversation: take, leave, hand over. The row's lock decides who was first."""

import secrets

from django.utils import timezone

from chatdesk.conversations import selectors
from chatdesk.conversations.errors import AlreadyTaken, NotAvailable, NotFound, NotYours, OutOfOrder
from chatdesk.conversations.lifecycle import MoveRefused, State, check_move
from chatdesk.conversations.models import Conversation, Message, Participant
from chatdesk.conversations.presentation import person_of
from chatdesk.conversations.services.announcing import tell_everyone, tell_member
from chatdesk.conversations.services.messaging import Words, post_message_now
from chatdesk.conversations.services.opening import address_of
from tenants.models import Member


def take(*, public_id: str, member: Member) -> Conversation:
    """Gives a waiting conversation to the member who came first; raises NotFound, AlreadyTaken or OutOfOrder.

    Taking the own one again changes nothing, so that a repeated frame is harmless.
    """
    conversation = _locked(member, public_id)
    if conversation.assigned_to_id == member.id:
        return conversation
    if conversation.assigned_to is not None and conversation.state == State.ACTIVE:
        raise AlreadyTaken(conversation.assigned_to.name)
    newcomer = conversation.last_operator_id not in (None, member.id)
    _assign(conversation, member)
    if newcomer:
        _say(conversation, Message.Kind.JOINED, member)
    return _told(conversation)


def leave(*, public_id: str, member: Member) -> Conversation:
    """Puts the member's conversation back to the waiting ones; raises NotFound or NotYours."""
    conversation = _own(member, public_id)
    _part(conversation, member)
    conversation.assigned_to = None
    _move(conversation, State.WAITING)
    _say(conversation, Message.Kind.LEFT, member)
    return _told(conversation)


def hand_over(*, public_id: str, member: Member, to: str) -> Conversation:
    """Gives the member's conversation to an available colleague (E13); raises NotFound, NotYours or NotAvailable."""
    conversation = _own(member, public_id)
    colleague = _available(conversation, to)
    if colleague.id == member.id:
        return conversation
    _part(conversation, member)
    _assign(conversation, colleague)
    _say(conversation, Message.Kind.JOINED, colleague)
    return _told(conversation)


def _locked(member: Member, public_id: str) -> Conversation:
    found = selectors.visible_by_public_id(member, public_id)
    Conversation.objects.select_for_update(no_key=True).only("id").get(id=found.id)
    return selectors.conversations().get(id=found.id)


def _own(member: Member, public_id: str) -> Conversation:
    conversation = _locked(member, public_id)
    if conversation.assigned_to_id != member.id or conversation.state != State.ACTIVE:
        raise NotYours
    return conversation


def _available(conversation: Conversation, to: str) -> Member:
    people = selectors.available_members(conversation.department_id)
    for colleague in people.values():
        if str(colleague.public_id) == to:
            return colleague
    if not any(str(public_id) == to for public_id in Member.objects.values_list("public_id", flat=True)):
        raise NotFound
    raise NotAvailable


def _assign(conversation: Conversation, member: Member) -> None:
    conversation.assigned_to = member
    conversation.last_operator = member
    _move(conversation, State.ACTIVE)
    Participant.objects.create(conversation=conversation, member=member, joined_at=timezone.now())
    tell_member(conversation, member.id, has_it=True)


def _part(conversation: Conversation, member: Member) -> None:
    places = Participant.objects.filter(conversation=conversation, member=member, left_at=None)
    places.update(left_at=timezone.now())
    tell_member(conversation, member.id, has_it=False)


def _move(conversation: Conversation, state: State) -> None:
    try:
        check_move(conversation.state, state)
    except MoveRefused as error:
        raise OutOfOrder("The conversation is over; the visitor can go on with it.") from error
    conversation.state = state
    conversation.save(update_fields=["state", "assigned_to", "last_operator"])


def _say(conversation: Conversation, kind: Message.Kind, member: Member) -> None:
    words = Words(
        client_id=f"{kind.name.lower()}-{secrets.token_hex(8)}",
        sender=Message.Sender.SYSTEM,
        text=member.name,
        kind=kind,
        member_id=member.id,
        person=person_of(selectors.members().get(id=member.id)),
    )
    post_message_now(address_of(conversation), words)


def _told(conversation: Conversation) -> Conversation:
    fresh = selectors.conversations().get(id=conversation.id)
    tell_everyone(fresh)
    return fresh
