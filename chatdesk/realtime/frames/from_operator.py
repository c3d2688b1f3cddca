"""What an operator's console tells the server."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from chatdesk.realtime.frames.base import ClientId, Frame, Id, Seq, Text


class OperatorHello(Frame, tag="hello", kw_only=True):
    """First frame on an operator's socket, within 10 s. Answered by ``welcome``."""

    ticket: Annotated[str, Meta(min_length=16, max_length=128)]
    """From ``POST /desk/ticket``; works once, for 30 s."""


class OperatorStatus(Frame, tag="status", kw_only=True):
    """Sets the own availability."""

    value: Literal["available", "away"]


class OpenConversation(Frame, tag="open", kw_only=True):
    """Starts to follow a conversation. Answered by ``opened``; ``since`` asks only for what is newer."""

    conversation: Id
    since: Seq = 0


class ShutConversation(Frame, tag="shut", kw_only=True):
    """Stops to follow a conversation that is not the own."""

    conversation: Id


class TakeConversation(Frame, tag="take", kw_only=True):
    """Takes a waiting conversation; the first wins, the other gets ``error already_taken``."""

    conversation: Id


class LeaveConversation(Frame, tag="leave", kw_only=True):
    """Puts the own conversation back to the waiting ones. The visitor can go on writing."""

    conversation: Id


class HandOver(Frame, tag="hand_over", kw_only=True):
    """Gives the own conversation to a colleague who is available."""

    conversation: Id
    to: Id


class OperatorMessage(Frame, tag="message", kw_only=True):
    """A message to be stored. Answered by ``ack``, ``retry`` or ``error`` with the same ``client_id``."""

    conversation: Id
    client_id: ClientId
    text: Text


class OperatorTypes(Frame, tag="typing", kw_only=True):
    """The operator is writing; repeat every 3 s while it goes on."""

    conversation: Id
    on: bool


class OperatorRead(Frame, tag="read", kw_only=True):
    """The operator's window has shown everything up to ``seq``."""

    conversation: Id
    seq: Seq


class OperatorContact(Frame, tag="contact", kw_only=True):
    """What the operator knows to be right (A39); it stands before what was only seen. Told to all by ``card``."""

    conversation: Id
    kind: Literal["name", "email", "phone"]
    value: Annotated[str, Meta(max_length=254)]
    """Empty: takes the operators' word back."""


class OperatorSync(Frame, tag="sync", kw_only=True):
    """Asks for every message of a conversation after ``since``. Answered by ``messages``."""

    conversation: Id
    since: Seq


class WatchVisitors(Frame, tag="visitors", kw_only=True):
    """Opens or leaves the list of who is on the sites. Answered by ``visitors`` in pages; then only changes come."""

    on: bool


class LookAtVisitor(Frame, tag="visitor", kw_only=True):
    """Asks for everything about a visitor of the list, who notices nothing. Answered by ``visitor``."""

    visitor: Id


class InviteVisitor(Frame, tag="invite", kw_only=True):
    """Asks a visitor of the list something, in the operator's own name and words (A24).

    Answered by ``invited``, ``retry`` or ``error`` with the same ``client_id``.
    """

    visitor: Id
    client_id: ClientId
    text: Text
    """At most 300 characters."""


class NoteVisitor(Frame, tag="note", kw_only=True):
    """What this visitor is not to be offered (E06). Answered by ``visitor``; told by ``card`` and in the list."""

    visitor: Id
    text: Annotated[str, Meta(max_length=300)]
    """Empty without ``do_not_invite``: the note is taken back."""
    do_not_invite: bool = False


class HearTone(Frame, tag="tone", kw_only=True):
    """Asks how a question sounds that is being written. Answered by ``tone``."""

    text: Annotated[str, Meta(max_length=300)]
    language: Literal["en", "ru"] = "en"
    """In which the answer is worded."""


class AskWhy(Frame, tag="why", kw_only=True):
    """Asks what every rule thinks of a visitor (A25). Answered by ``why``."""

    visitor: Id
    language: Literal["en", "ru"] = "en"
    """In which the answer is worded."""
