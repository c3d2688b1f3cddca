"""What the server tells visitors and operators alike."""

from __future__ import annotations

from datetime import datetime

from chatdesk.realtime.frames.base import Frame
from chatdesk.realtime.frames.pieces import MessageItem


class Ack(Frame, tag="ack", kw_only=True):
    """The message is committed in PostgreSQL: the tick."""

    client_id: str
    conversation: str
    seq: int
    at: datetime


class Refused(Frame, tag="error", kw_only=True):
    """A frame was refused; nothing was written. Codes: see ``ErrorCode``."""

    code: str
    message: str
    """One English sentence for developers; screens translate the code."""
    client_id: str = ""
    conversation: str = ""
    retry_after: float = 0
    """Seconds, for ``too_fast`` and ``muted``."""


class Retry(Frame, tag="retry", kw_only=True):
    """The database is away: keep the message and send it again after ``after`` seconds."""

    client_id: str
    after: float


class MessageEvent(Frame, tag="message", kw_only=True):
    """A message was stored."""

    conversation: str
    item: MessageItem


class Messages(Frame, tag="messages", kw_only=True):
    """Answer to ``sync``: in order of ``seq``; ``more`` says that another ``sync`` is needed."""

    conversation: str
    items: list[MessageItem]
    last_seq: int
    more: bool = False


class Resync(Frame, tag="resync", kw_only=True):
    """News may have been missed: ask for everything after the last ``seq``."""
