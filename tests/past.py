"""What has happened before a test begins, written at once."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from chatdesk.conversations.lifecycle import RESTING
from chatdesk.conversations.models import Conversation, Message, Participant
from chatdesk.visitors.models import Visit, Visitor
from tenants.models import Member
from tenants.scope import tenant_scope
from tests.world import Client

State = Conversation.State


def say_much(client: Client, talk: str, count: int, *, a_day: int = 400) -> None:
    """The conversation has ``count`` messages, both sides in turn, each with its number as text; ``a_day`` each day."""
    with tenant_scope(client.id):
        conversation = Conversation.objects.get(public_id=talk)
        known = conversation.last_seq
        first = timezone.now() - timedelta(days=count / a_day)
        pause = timedelta(days=1) / a_day
        lines = [line(conversation, client.marta, seq, first + seq * pause) for seq in range(known + 1, count + 1)]
        Message.objects.bulk_create(lines, batch_size=1_000)
        Message.objects.filter(conversation=conversation, seq__lte=known).update(created_at=first)
        Conversation.objects.filter(id=conversation.id).update(last_seq=count, last_text=lines[-1].body)


def line(conversation: Conversation, member: Member, seq: int, at: datetime) -> Message:
    """One message; every seventh is long."""
    by_visitor = seq % 2 == 1
    return Message(
        conversation=conversation,
        seq=seq,
        client_id=f"past-{seq}-{uuid.uuid4().hex[:8]}",
        kind=Message.Kind.TEXT,
        sender=Message.Sender.VISITOR if by_visitor else Message.Sender.OPERATOR,
        member=None if by_visitor else member,
        body=f"Message {seq}." + " Some more words about reactors." * (seq % 7 == 0) * 9,
        created_at=at,
    )


def has_talks(client: Client, member: Member, states: Iterable[State]) -> list[str]:
    """Answered conversations of the member, one for each state, each with its last word a minute before the former."""
    with tenant_scope(client.id):
        now = timezone.now()
        made = [talk(client, member, state, now - timedelta(minutes=n)) for n, state in enumerate(states)]
        Conversation.objects.bulk_create(made)
        Participant.objects.bulk_create(participant(one, member) for one in made)
        Message.objects.bulk_create(line(one, member, seq, one.last_at) for one in made for seq in (1, 2))
        return [str(one.public_id) for one in made]


def talk(client: Client, member: Member, state: State, at: datetime) -> Conversation:
    """A question and an answer, not stored yet."""
    visitor = Visitor.objects.create(site=client.site, token_hash=uuid.uuid4().bytes * 2)
    return Conversation(
        site=client.site,
        visitor=visitor,
        visit=Visit.objects.create(visitor=visitor, number=1, started_at=at, last_at=at),
        state=state,
        assigned_to=member,
        last_operator=member,
        opened_at=at,
        last_at=at,
        last_seq=2,
        last_text="Message 2.",
        last_sender=Message.Sender.OPERATOR,
        visitor_messages=1,
    )


def participant(conversation: Conversation, member: Member) -> Participant:
    """The member has it, or had it until it came to rest."""
    left_at = conversation.last_at if conversation.state in RESTING else None
    return Participant(conversation=conversation, member=member, joined_at=conversation.opened_at, left_at=left_at)
