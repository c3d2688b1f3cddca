"""What the server tells a visitor's browser."""

from __future__ import annotations

from datetime import datetime

from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.frames.pieces import Availability, ConversationState, InvitationCard, MessageItem, Person, Watch


class VisitorWelcome(Frame, tag="welcome", kw_only=True):
    """Snapshot after ``hello``."""

    epoch: str
    """Changes when the database was restored to an earlier moment: drop the cache, send the outbox again."""
    at: datetime
    token: str = ""
    """Only when the server made a new visitor: keep it, it is not told again."""
    visitor: str
    conversation: ConversationState | None = None
    messages: list[MessageItem] = []
    """Messages after ``since``; everything (at most the newest 100) when the cursor did not fit."""
    earlier: list[MessageItem] = []
    """The end of the talk before this one, for the history on return."""
    reset: bool = False
    """True: the client's cursor was not usable, ``messages`` replaces what it holds."""
    availability: Availability
    invitation: InvitationCard | None = None
    watch: Watch | None = None
    """None: there is nothing to watch for."""


class OperatorTyping(Frame, tag="typing", kw_only=True):
    """An operator is writing to the visitor; forgotten after 6 s without a frame."""

    person: Person
    on: bool


class ConversationEvent(Frame, tag="conversation", kw_only=True):
    """The state of the visitor's conversation changed (taken, handed over, idle, ended, read)."""

    conversation: ConversationState


class AvailabilityEvent(Frame, tag="availability", kw_only=True):
    """Somebody came or nobody is left."""

    availability: Availability


class InvitationEvent(Frame, tag="invitation", kw_only=True):
    """A trigger speaks; ``invitation`` none: it is withdrawn, answered or dismissed elsewhere."""

    invitation: InvitationCard | None = None


class LetterEvent(Frame, tag="letter", kw_only=True):
    """Answer to ``letter``: the window opens in any case. Empty: as without a letter."""

    person: Person | None = None
    """Who says the first line; none: there is no line, or nobody is there."""
    text: str = ""
    over: bool = False
    """The letter's time is over."""


class WatchEvent(Frame, tag="watch", kw_only=True):
    """The site's rules have changed, and with them what is watched."""

    watch: Watch


class IdentityTaken(Frame, tag="identity", kw_only=True):
    """Answer to ``identify``, ``person`` and ``attributes``: who the visitor is to the site now."""

    client_id: str
    external_id: str = ""
    verified: bool = False
    """The site's server vouched for them."""
    kept: list[str] = []
    """Attributes that stay as the site's server signed them, whatever the page says."""


class FormTaken(Frame, tag="form", kw_only=True):
    """What was in a form is written down; need not be sent again."""

    client_id: str


class PollTaken(Frame, tag="poll", kw_only=True):
    """The answer to a question is written down; need not be sent again."""

    client_id: str


class Newest(Frame, tag="newest", kw_only=True):
    """The newest ``seq`` of the open conversation, every 25 s: whoever has less asks with ``sync``."""

    conversation: str
    seq: int
