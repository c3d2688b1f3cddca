"""A conversation ends only by its visitor (B08); silence makes it idle."""

import secrets
from datetime import timedelta

from django.utils import timezone

from chatdesk.conversations import selectors
from chatdesk.conversations.errors import OutOfOrder
from chatdesk.conversations.lifecycle import OPEN, State
from chatdesk.conversations.models import Conversation, Message, Participant
from chatdesk.conversations.services.announcing import tell_everyone, tell_member, tell_visitor
from chatdesk.conversations.services.messaging import Words, post_message_now
from chatdesk.conversations.services.opening import address_of
from chatdesk.conversations.signals import conversation_finished

BATCH = 20
"""Conversations that one transaction finishes; the next tick takes the rest."""


def end(*, visitor_id: int) -> Conversation:
    """The visitor ends the own conversation; ending twice changes nothing. Raises OutOfOrder if there is none."""
    conversation = _latest(visitor_id)
    if conversation.state == State.ENDED:
        return conversation
    words = Words(
        client_id=f"ended-{secrets.token_hex(8)}", sender=Message.Sender.SYSTEM, text="", kind=Message.Kind.ENDED
    )
    post_message_now(address_of(conversation), words)
    return _finish(conversation, State.ENDED)


def finish_silent(*, older_than: timedelta) -> int:
    """Makes open conversations idle that were silent for so long; returns how many. Needs one client's scope."""
    silent = Conversation.objects.filter(state__in=OPEN, last_at__lt=timezone.now() - older_than)
    locked = silent.select_for_update(skip_locked=True, no_key=True).values_list("id", flat=True)[:BATCH]
    talks = selectors.conversations().filter(id__in=list(locked))
    for conversation in talks:
        _finish(conversation, State.IDLE)
    return len(talks)


def rate(*, visitor_id: int, value: str, comment: str) -> Conversation:
    """The visitor's answer to "Did I help?"; raises OutOfOrder unless the conversation has ended."""
    conversation = _latest(visitor_id)
    if conversation.state != State.ENDED:
        raise OutOfOrder("A conversation can be rated after its end.")
    conversation.rating = value
    conversation.rating_comment = comment
    conversation.save(update_fields=["rating", "rating_comment"])
    conversation_finished.send(Conversation, conversation=conversation)
    tell_visitor(conversation)
    return conversation


def _latest(visitor_id: int) -> Conversation:
    conversation = selectors.latest_of(visitor_id)
    if conversation is None:
        raise OutOfOrder("There is no conversation yet.")
    Conversation.objects.select_for_update(no_key=True).only("id").get(id=conversation.id)
    return selectors.conversations().get(id=conversation.id)


def _finish(conversation: Conversation, state: State) -> Conversation:
    now = timezone.now()
    fields = {"state": state, "waiting_since": None, "ended_at": now if state == State.ENDED else None}
    Conversation.objects.filter(id=conversation.id).update(**fields)
    Participant.objects.filter(conversation=conversation, left_at=None).update(left_at=now)
    fresh = selectors.conversations().get(id=conversation.id)
    conversation_finished.send(Conversation, conversation=fresh)
    if fresh.assigned_to_id is not None:
        tell_member(fresh, fresh.assigned_to_id, has_it=False)
    tell_everyone(fresh)
    return fresh
