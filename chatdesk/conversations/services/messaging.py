"""The central verb: one message, stored once, then told. One SQL function for every caller."""

from dataclasses import dataclass
from datetime import datetime

import psycopg
from django.db import DatabaseError, connection

from chatdesk.conversations.errors import Conflict, NotFound, NotYours
from chatdesk.conversations.models import Message
from chatdesk.conversations.presentation import KIND, SENDER
from chatdesk.realtime import groups
from chatdesk.realtime.db import fetch
from chatdesk.realtime.frames.both import MessageEvent
from chatdesk.realtime.frames.pieces import MessageItem, Person
from chatdesk.realtime.publish import publish, publish_on_commit

_CALL = (
    "select seq, created_at, duplicate, conflict, state, reopened, assigned_to, department, visitor_messages"
    " from post_message(%s, %s, %s, %s::int2, %s::int2, %s, %s, %s)"
)
_REFUSALS = {"LC404": NotFound, "LC403": NotYours}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: everything that is needed without reading the conversation."""

    tenant_id: int
    conversation_id: int
    public_id: str
    visitor_id: int


@dataclass(frozen=True, slots=True)
class Words:
    """A message that is not stored yet."""

    client_id: str
    sender: Message.Sender
    text: str
    kind: Message.Kind = Message.Kind.TEXT
    member_id: int | None = None
    person: Person | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """What ``post_message`` answered."""

    seq: int
    at: datetime
    duplicate: bool
    conflict: bool
    state: str
    reopened: bool
    assigned_to: int | None
    department_id: int | None
    visitor_messages: int

    @property
    def is_news_to_the_desk(self) -> bool:
        """The visitor's first message, or the first after silence: somebody has to come.

        A retry too: whoever stored the message first may have died before it told the desk.
        """
        return self.reopened or self.duplicate or self.visitor_messages == 1


async def post_message(address: Address, words: Words) -> Posted:
    """Stores and tells a message, from a socket; raises NotFound, NotYours, Conflict or one of db.DATABASE_AWAY."""
    try:
        rows = await fetch(_CALL, *_arguments(address, words))
    except psycopg.DatabaseError as error:
        _refuse(error.sqlstate, error)
        raise
    posted = _checked(rows[0])
    await publish(audience(address, posted), _event(address, words, posted))
    return posted


def post_message_now(address: Address, words: Words) -> Posted:
    """As post_message, inside the running transaction of Django's own connection; told on commit."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_CALL, _arguments(address, words))
            row = cursor.fetchone()
    except DatabaseError as error:
        _refuse(getattr(error.__cause__, "sqlstate", None), error)
        raise
    posted = _checked(row)
    publish_on_commit(audience(address, posted), _event(address, words, posted))
    return posted


def audience(address: Address, posted: Posted) -> list[str]:
    """The visitor's tabs, and the operators who have it or could take it."""
    if posted.assigned_to is None:
        desk = groups.desk(address.tenant_id, posted.department_id)
    else:
        desk = groups.talk(address.tenant_id, address.conversation_id)
    return [groups.visitor(address.tenant_id, address.visitor_id), desk]


def _arguments(address: Address, words: Words) -> tuple[int | str | None, ...]:
    return (
        address.tenant_id,
        address.conversation_id,
        words.client_id,
        int(words.kind),
        int(words.sender),
        words.member_id,
        words.text,
        words.rule,
    )


def _checked(row: tuple[object, ...]) -> Posted:
    posted = Posted(*row)  # type: ignore[arg-type]
    if posted.conflict:
        raise Conflict
    return posted


def _refuse(sqlstate: str | None, error: Exception) -> None:
    refusal = _REFUSALS.get(sqlstate or "")
    if refusal is not None:
        raise refusal from error


def _event(address: Address, words: Words, posted: Posted) -> MessageEvent:
    return MessageEvent(
        conversation=address.public_id,
        item=MessageItem(
            seq=posted.seq,
            by=SENDER[words.sender],
            text=words.text,
            at=posted.at,
            kind=KIND[words.kind],
            person=words.person,
            client_id=words.client_id,
        ),
    )
